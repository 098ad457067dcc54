internal import CGSL

/// GSL's `multilarge_nlinear`: Levenberg–Marquardt on the p × p matrix JᵀJ.
///
/// The n × p Jacobian never reaches GSL: the callback reduces its columns to JᵀJ and Jᵀr with one
/// kernel, which makes an iteration several times cheaper than GSL's element-wise QR at the same
/// iterates. Nor do the n residuals, of which GSL needs the length alone: it is given a vector of p
/// numbers, that length and zeros. JᵀJ squares the condition number; `OrthogonalEngine` takes over
/// where that hurts.
@safe final class NormalEquationsEngine: TrustRegionEngine {
  private let workspace: UnsafeMutablePointer<gsl_multilarge_nlinear_workspace>
  private let start: UnsafeMutablePointer<gsl_vector>
  let callback: EngineCallback
  private var gram: GramMatrix

  init(observationCount n: Int, coordinateCount p: Int) {
    precondition(GSLRuntime.isReady)
    // The defaults are Levenberg–Marquardt, Moré's scaling, Cholesky.
    var settings = unsafe gsl_multilarge_nlinear_default_parameters()
    guard
      let workspace = unsafe gsl_multilarge_nlinear_alloc(cgsl_multilarge_trust(), &settings, p, p),
      let start = unsafe gsl_vector_alloc(p)
    else { fatalError("out of memory") }
    unsafe self.workspace = workspace
    unsafe self.start = start
    callback = EngineCallback(observationCount: n, coordinateCount: p)
    gram = GramMatrix(count: p)
  }

  deinit {
    unsafe gsl_multilarge_nlinear_free(workspace)
    unsafe gsl_vector_free(start)
  }

  func minimize(
    _ evaluator: Evaluator, from u: [Double], handOver: HandOver, maximumIterations: Int
  ) -> TrustRegionOutcome {
    callback.begin(evaluator)
    defer { callback.end() }
    var function = unsafe gsl_multilarge_nlinear_fdf()
    unsafe function.f = { x, context, f in
      unsafe EngineCallback.from(context).length(x!, f!)
    }
    unsafe function.df = { _, x, _, context, v, jtj in
      unsafe EngineCallback.from(context).normalEquations(x!, v!, jtj)
    }
    unsafe function.n = u.count
    unsafe function.p = u.count
    unsafe function.params = Unmanaged.passUnretained(callback).toOpaque()

    for j in u.indices { unsafe start.pointee.data[j] = u[j] }
    return unsafe withUnsafeMutablePointer(to: &function) { function in
      let started = GSLStatus(unsafe gsl_multilarge_nlinear_init(start, function, workspace))
      return iterate(started, handOver, maximumIterations)
    }
  }

  func step() -> GSLStatus { GSLStatus(unsafe gsl_multilarge_nlinear_iterate(workspace)) }

  var position: [Double] {
    let x = unsafe workspace.pointee.x!
    return (0..<gram.count).map { unsafe x.pointee.data[$0] }
  }

  func isNear(_ handOver: HandOver, hasStep: Bool) -> Bool {
    let p = gram.count
    let state = unsafe workspace.pointee
    let length = unsafe state.f.pointee.data[0]
    guard length > 0 else { return true }
    let stride = unsafe state.JTJ.pointee.tda
    for i in 0..<p {
      for j in 0...i { unsafe gram[i, j] = state.JTJ.pointee.data[i * stride + j] }
    }
    for j in 0..<p { unsafe gram.gradient[j] = state.g.pointee.data[j] }
    if gram.factor(), handOver.isStationary(gram.explained(), of: length * length) {
      return true
    }
    return unsafe hasStep && HandOver.isNegligible(state.dx, at: state.x)
  }
}
