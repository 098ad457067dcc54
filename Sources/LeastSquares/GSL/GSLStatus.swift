internal import CGSL

/// What a GSL call reported, in the words this module needs.
enum GSLStatus: Equatable {
  case success
  /// The trust region shrank without finding a lower sum of squares.
  case noProgress
  case failure(Int32)

  init(_ code: Int32) {
    switch code {
    case Int32(GSL_SUCCESS): self = .success
    case Int32(GSL_ENOPROG): self = .noProgress
    default: self = .failure(code)
    }
  }
}

/// GSL's default error handler aborts the process. Touch this before the first GSL call.
enum GSLRuntime {
  static let isReady: Bool = {
    unsafe gsl_set_error_handler_off()
    return true
  }()
}
