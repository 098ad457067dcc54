/// Minimises sums of squares, and keeps GSL's workspaces between fits.
///
/// One solver serves one thread; make one for each.
public final class LeastSquaresSolver {
  private struct Shape: Hashable {
    var kind: LeastSquaresEngine
    var observations: Int
    var coordinates: Int
  }
  private var engines: [Shape: any TrustRegionEngine] = [:]

  public init() {}

  /// Minimises `Σ wᵢ rᵢ(p)²` from `start`.
  ///
  /// Engines are tried in the order of `LeastSquaresEngine`; an answer is final when the polish
  /// confirms it as a stationary point that the data determine (JᵀJ is not singular to working
  /// precision). Otherwise the next engine starts from the beginning, and the lowest sum of squares
  /// of a confirmed answer wins, or of any if none is confirmed.
  ///
  /// - Parameters:
  ///   - start: one start value a parameter; outside its domain it is moved inside.
  ///   - domains: one a parameter; empty means all free.
  ///   - weights: one an observation, ≥ 0 and finite; empty means all 1. With weights 1/σᵢ² the
  ///     residual variance estimates 1.
  public func minimize(
    _ problem: some LeastSquaresProblem, from start: [Double], domains: [ParameterDomain] = [],
    weights: [Double] = [], options: LeastSquaresOptions = LeastSquaresOptions()
  ) -> LeastSquaresSolution {
    let n = problem.observationCount
    let p = problem.parameterCount
    precondition(start.count == p, "one start value a parameter")
    precondition(domains.isEmpty || domains.count == p, "one domain a parameter")
    precondition(weights.isEmpty || weights.count == n, "one weight an observation")
    precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "weights are finite, none negative")

    let domains = domains.isEmpty ? Array(repeating: .free, count: p) : domains
    let inside = zip(domains, start).map { $0.clamped($1) }
    let used = weights.isEmpty ? n : weights.count { $0 > 0 }
    let fitted = domains.count { $0.isFitted }
    let map = CoordinateMap(domains)
    let task = Minimization(
      evaluator: ProblemEvaluator(problem, map, weights: weights), map: map, start: inside,
      degreesOfFreedom: used - fitted, options: options)
    guard used >= fitted, n > 0 else { return task.solution(ended: .tooFewObservations) }
    guard fitted > 0 else { return task.solution(ended: .gradient) }
    return run(task)
  }

  private func run(_ task: Minimization) -> LeastSquaresSolution {
    var best: LeastSquaresSolution?
    var iterations = 0
    for kind in LeastSquaresEngine.allCases {
      let limit = task.options.limit(of: kind)
      guard limit > 0 else { continue }
      var solution = task.run(engine(kind, task), kind, maximumIterations: limit)
      iterations += solution.iterations
      solution.iterations = iterations
      if best.map({ solution.isBetter(than: $0) }) ?? true { best = solution }
      if solution.isTrustworthy || !task.options.usesFallbacks { break }
      if solution.termination == .noValueAtStart { break }
    }
    best!.iterations = iterations
    return best!
  }

  private func engine(_ kind: LeastSquaresEngine, _ task: Minimization) -> any TrustRegionEngine {
    let n = task.evaluator.observationCount
    let p = task.evaluator.freeCount
    let shape = Shape(kind: kind, observations: n, coordinates: p)
    if let engine = engines[shape] { return engine }
    // Ragged batches would keep a workspace for every length.
    if engines.count >= 32 { engines.removeAll() }
    let engine: any TrustRegionEngine =
      kind == .normalEquations
      ? NormalEquationsEngine(observationCount: n, coordinateCount: p)
      : OrthogonalEngine(kind, observationCount: n, coordinateCount: p)
    engines[shape] = engine
    return engine
  }
}

extension LeastSquaresSolution {
  /// A confirmed minimum in a well-determined direction of every parameter.
  fileprivate var isTrustworthy: Bool {
    termination.isConverged && conditionNumber < 1e13
  }

  fileprivate func isBetter(than other: LeastSquaresSolution) -> Bool {
    if termination.isConverged != other.termination.isConverged {
      return termination.isConverged
    }
    return residualSumOfSquares < other.residualSumOfSquares
  }
}
