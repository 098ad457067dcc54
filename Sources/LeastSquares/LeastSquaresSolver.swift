/// Minimises sums of squares, and keeps GSL's workspaces between fits.
///
/// One solver serves one thread; make one for each.
public final class LeastSquaresSolver {
  private struct Shape: Hashable {
    var observations: Int
    var coordinates: Int
  }
  private var workspaces: [Shape: Workspace] = [:]
  /// The one that served last: the series of a batch mostly have the same shape.
  private var last: Workspace?

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
    let task = task(problem, start, domains, weights, options)
    guard task.degreesOfFreedom >= 0, problem.observationCount > 0 else {
      return task.solution(ended: .tooFewObservations)
    }
    guard task.map.freeCount > 0 else { return task.solution(ended: .gradient) }
    return run(task)
  }

  /// What a minimisation that ended at `parameters` would return: their sum of squares and their
  /// uncertainty, and whether they are a stationary point.
  ///
  /// - Precondition: the parameters lie within their domains, and there are enough observations.
  public func solution(
    of problem: some LeastSquaresProblem, at parameters: [Double],
    domains: [ParameterDomain] = [], weights: [Double] = []
  ) -> LeastSquaresSolution {
    let task = task(problem, parameters, domains, weights, LeastSquaresOptions())
    precondition(task.start == parameters, "the parameters lie within their domains")
    return task.solution(&workspace(for: task.evaluator).polish)
  }

  private func task(
    _ problem: some LeastSquaresProblem, _ start: [Double], _ domains: [ParameterDomain],
    _ weights: [Double], _ options: LeastSquaresOptions
  ) -> Minimization {
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
    return Minimization(
      evaluator: ProblemEvaluator(problem, map, weights: weights), map: map, start: inside,
      degreesOfFreedom: used - fitted, options: options)
  }

  private func run(_ task: Minimization) -> LeastSquaresSolution {
    let workspace = workspace(for: task.evaluator)
    var best: LeastSquaresSolution?
    var iterations = 0
    for (index, kind) in LeastSquaresEngine.allCases.enumerated() {
      let limit = task.options.limit(of: kind)
      guard limit > 0 else { continue }
      let solution = task.run(
        workspace.engine(kind, at: index), kind, &workspace.polish, maximumIterations: limit)
      iterations += solution.iterations
      if best.map({ solution.isBetter(than: $0) }) ?? true { best = solution }
      if solution.isTrustworthy || !task.options.usesFallbacks { break }
      if solution.termination == .noValueAtStart { break }
    }
    best!.iterations = iterations
    return best!
  }

  private func workspace(for evaluator: Evaluator) -> Workspace {
    let shape = Shape(
      observations: evaluator.observationCount, coordinates: evaluator.freeCount)
    if let last, last.observationCount == shape.observations,
      last.coordinateCount == shape.coordinates
    {
      return last
    }
    // Ragged batches would keep a workspace for every length.
    if workspaces.count >= 32 { workspaces.removeAll() }
    let workspace =
      workspaces[shape]
      ?? Workspace(observationCount: shape.observations, coordinateCount: shape.coordinates)
    workspaces[shape] = workspace
    last = workspace
    return workspace
  }
}

/// What minimisations of one shape reuse.
private final class Workspace {
  let observationCount: Int
  let coordinateCount: Int
  var polish: Polish
  private var engines: [(any TrustRegionEngine)?]

  init(observationCount: Int, coordinateCount: Int) {
    self.observationCount = observationCount
    self.coordinateCount = coordinateCount
    polish = Polish(observationCount: observationCount, coordinateCount: coordinateCount)
    engines = Array(repeating: nil, count: LeastSquaresEngine.allCases.count)
  }

  /// The engine at a place in the order of the engines; made when it is first asked for.
  func engine(_ kind: LeastSquaresEngine, at index: Int) -> any TrustRegionEngine {
    if let engine = engines[index] { return engine }
    let engine: any TrustRegionEngine =
      kind == .normalEquations
      ? NormalEquationsEngine(observationCount: observationCount, coordinateCount: coordinateCount)
      : OrthogonalEngine(
        kind, observationCount: observationCount, coordinateCount: coordinateCount)
    engines[index] = engine
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
