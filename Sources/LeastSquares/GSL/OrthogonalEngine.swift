internal import Activations
internal import CGSL

/// GSL's `multifit_nlinear`: trust-region steps by QR of the Jacobian itself, which keeps digits
/// that the normal equations lose when columns are nearly parallel.
@safe final class OrthogonalEngine: TrustRegionEngine {
  private let workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
  private let start: UnsafeMutablePointer<gsl_vector>
  let callback: EngineCallback
  private var gram: GramMatrix

  init(_ kind: LeastSquaresEngine, observationCount n: Int, coordinateCount p: Int) {
    precondition(GSLRuntime.isReady)
    // The defaults are Levenberg–Marquardt, Moré's scaling, QR.
    var settings = unsafe gsl_multifit_nlinear_default_parameters()
    switch kind {
    case .normalEquations, .orthogonal: break
    case .geodesic:
      unsafe settings.trs = cgsl_multifit_lmaccel()
    case .dogleg:
      unsafe settings.trs = cgsl_multifit_dogleg()
      unsafe settings.scale = cgsl_multifit_scale_marquardt()
    }
    guard
      let workspace = unsafe gsl_multifit_nlinear_alloc(cgsl_multifit_trust(), &settings, n, p),
      let start = unsafe gsl_vector_alloc(p)
    else { fatalError("out of memory") }
    unsafe self.workspace = workspace
    unsafe self.start = start
    callback = EngineCallback(observationCount: n, coordinateCount: p)
    gram = GramMatrix(count: p)
  }

  deinit {
    unsafe gsl_multifit_nlinear_free(workspace)
    unsafe gsl_vector_free(start)
  }

  func minimize(
    _ evaluator: Evaluator, from u: [Double], handOver: HandOver, maximumIterations: Int
  ) -> TrustRegionOutcome {
    callback.begin(evaluator)
    defer { callback.end() }
    var function = unsafe gsl_multifit_nlinear_fdf()
    unsafe function.f = { x, context, f in
      unsafe EngineCallback.from(context).residuals(x!, f!)
    }
    unsafe function.df = { x, context, j in
      unsafe EngineCallback.from(context).jacobian(x!, j!)
    }
    unsafe function.n = evaluator.observationCount
    unsafe function.p = u.count
    unsafe function.params = Unmanaged.passUnretained(callback).toOpaque()

    for j in u.indices { unsafe start.pointee.data[j] = u[j] }
    return unsafe withUnsafeMutablePointer(to: &function) { function in
      let started = GSLStatus(unsafe gsl_multifit_nlinear_init(start, function, workspace))
      return iterate(started, handOver, maximumIterations)
    }
  }

  func step() -> GSLStatus { GSLStatus(unsafe gsl_multifit_nlinear_iterate(workspace)) }

  var position: [Double] {
    let x = unsafe workspace.pointee.x!
    return (0..<gram.count).map { unsafe x.pointee.data[$0] }
  }

  func isNear(_ handOver: HandOver, hasStep: Bool) -> Bool {
    let state = unsafe workspace.pointee
    let n = unsafe state.f.pointee.size
    let residuals = unsafe UnsafeBufferPointer(start: state.f.pointee.data, count: n)
    let squares = unsafe Reductions.sumOfSquares(residuals.span)
    guard squares > 0 else { return true }
    let columns = callback.columns
    unsafe gram.update(columns: columns.span, residuals: residuals.span)
    if gram.factor(), handOver.isStationary(gram.explained(), of: squares) {
      return true
    }
    return unsafe hasStep && HandOver.isNegligible(state.dx, at: state.x)
  }
}
