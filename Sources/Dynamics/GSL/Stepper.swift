internal import CGSL

/// One of GSL's adaptive steppers with its error control and workspace.
@safe
struct Stepper: ~Copyable {
  enum Method {
    /// The explicit Runge–Kutta pair of order 8(7) of Prince and Dormand (1981).
    case explicit
    /// The implicit extrapolation method of Bader and Deuflhard (1983), by the Jacobian.
    case implicit
  }

  enum Outcome {
    case advanced
    /// No step, however small, meets the tolerance or finds finite rates.
    case stuck
  }

  private let driver: UnsafeMutablePointer<gsl_odeiv2_driver>
  private let system: UnsafeMutablePointer<gsl_odeiv2_system>
  /// Reached by GSL through the system's context, and so kept as long as that.
  private let callback: Callback

  /// - Parameter scales: one a component, positive.
  init(
    _ method: Method, _ equation: any OrdinaryDifferentialEquation, scales: [Double],
    _ tolerance: ODETolerance
  ) {
    precondition(GSLRuntime.isReady)
    callback = Callback(equation)
    unsafe system = .allocate(capacity: 1)
    unsafe system.initialize(
      to: gsl_odeiv2_system(
        function: { time, state, rates, context in
          unsafe Callback.from(context).rates(time, state!, rates!)
        },
        jacobian: { time, state, matrix, timeSlopes, context in
          unsafe Callback.from(context).jacobian(time, state!, matrix!, timeSlopes!)
        },
        dimension: equation.dimension, params: Unmanaged.passUnretained(callback).toOpaque()))
    let type =
      switch method {
      case .explicit: unsafe cgsl_odeiv2_rk8pd()
      case .implicit: unsafe cgsl_odeiv2_bsimp()
      }
    // The step width that the driver wants is not used: the widths are the caller's.
    guard
      let driver = unsafe gsl_odeiv2_driver_alloc_scaled_new(
        system, type, 1, tolerance.absolute, tolerance.relative, 1, 0, scales)
    else { fatalError("no memory for a differential equation") }
    unsafe self.driver = driver
  }

  deinit {
    unsafe gsl_odeiv2_driver_free(driver)
    unsafe system.deallocate()
  }

  /// Takes one step towards a time, not past it.
  ///
  /// - Parameters:
  ///   - width: the width to try, with the sign of the direction; after it, the next width to try.
  ///   - state: unchanged when stuck.
  mutating func step(
    from time: inout Double, toward target: Double, width: inout Double, _ state: inout [Double]
  ) -> Outcome {
    var next = time
    let status = unsafe gsl_odeiv2_evolve_apply(
      driver.pointee.e, driver.pointee.c, driver.pointee.s, system, &next, target, &width, &state)
    guard status == Int32(GSL_SUCCESS), next != time else {
      unsafe gsl_odeiv2_driver_reset(driver)
      return .stuck
    }
    time = next
    return .advanced
  }
}

/// What GSL's C callbacks reach through their context pointer.
private final class Callback {
  private let equation: any OrdinaryDifferentialEquation
  private let dimension: Int

  init(_ equation: any OrdinaryDifferentialEquation) {
    self.equation = equation
    dimension = equation.dimension
  }

  @unsafe static func from(_ context: UnsafeMutableRawPointer?) -> Callback {
    unsafe Unmanaged<Callback>.fromOpaque(context!).takeUnretainedValue()
  }

  @unsafe func rates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) -> Int32 {
    let state = unsafe UnsafeBufferPointer(start: state, count: dimension)
    let rates = unsafe UnsafeMutableBufferPointer(start: rates, count: dimension)
    var span = unsafe rates.mutableSpan
    unsafe equation.rates(at: time, state.span, into: &span)
    // Not GSL_EBADFUNC, which would end the step at once: a smaller one may stay inside.
    return unsafe rates.allSatisfy({ $0.isFinite }) ? Int32(GSL_SUCCESS) : Int32(GSL_EDOM)
  }

  @unsafe func jacobian(
    _ time: Double, _ state: UnsafePointer<Double>, _ matrix: UnsafeMutablePointer<Double>,
    _ timeSlopes: UnsafeMutablePointer<Double>
  ) -> Int32 {
    let state = unsafe UnsafeBufferPointer(start: state, count: dimension)
    let matrix = unsafe UnsafeMutableBufferPointer(start: matrix, count: dimension * dimension)
    let timeSlopes = unsafe UnsafeMutableBufferPointer(start: timeSlopes, count: dimension)
    var matrixSpan = unsafe matrix.mutableSpan
    var timeSpan = unsafe timeSlopes.mutableSpan
    unsafe equation.jacobian(at: time, state.span, into: &matrixSpan, timeSlopes: &timeSpan)
    return unsafe matrix.allSatisfy({ $0.isFinite }) ? Int32(GSL_SUCCESS) : Int32(GSL_EDOM)
  }
}
