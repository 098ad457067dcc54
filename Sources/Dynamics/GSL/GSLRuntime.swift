internal import CGSL

/// GSL's default error handler aborts the process. Touch this before the first GSL call.
enum GSLRuntime {
  static let isReady: Bool = {
    unsafe gsl_set_error_handler_off()
    return true
  }()
}
