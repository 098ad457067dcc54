internal import CGSL

/// The one gate to GSL's functions of plain numbers.
///
/// GSL's own error handler ends the process. The first call through the gate switches it off, once
/// and safely from any thread; from then on a function that fails answers `NaN`, which every
/// distribution passes on as "not computable". No argument within the documented ranges is known to
/// do so.
enum GSL {
  private static let errorHandlerIsOff: Void = {
    _ = unsafe gsl_set_error_handler_off()
  }()

  static func prepare() { errorHandlerIsOff }

  @inline(__always)
  static func value(_ compute: () -> Double) -> Double {
    prepare()
    return compute()
  }
}
