/// One minimisation: what was asked, and the way from an engine's outcome to a solution.
struct Minimization {
  let evaluator: Evaluator
  let map: CoordinateMap
  /// Natural, inside the domains.
  let start: [Double]
  let degreesOfFreedom: Int
  let options: LeastSquaresOptions

  /// Runs an engine and polishes where it ends; again from there, and for longer, when the polish
  /// does not get home.
  func run(
    _ engine: any TrustRegionEngine, _ kind: LeastSquaresEngine, _ polish: inout Polish,
    maximumIterations: Int
  ) -> LeastSquaresSolution {
    evaluator.isNatural = false
    let outcome = engine.minimize(
      evaluator, from: map.coordinates(of: start), handOver: .early,
      maximumIterations: maximumIterations)
    let solution = finish(outcome, by: kind, &polish)
    guard outcome.end == .near, !solution.termination.isConverged else { return solution }

    evaluator.isNatural = false
    let later = engine.minimize(
      evaluator, from: outcome.coordinates, handOver: .late, maximumIterations: maximumIterations)
    var second = finish(later, by: kind, &polish)
    second.iterations += solution.iterations
    return second
  }

  /// Polishes the outcome in natural coordinates and says how it ended.
  private func finish(
    _ outcome: TrustRegionOutcome, by engine: LeastSquaresEngine, _ polish: inout Polish
  ) -> LeastSquaresSolution {
    evaluator.isNatural = true
    let free =
      map.isIdentity ? outcome.coordinates : map.free(of: map.parameters(at: outcome.coordinates))
    defer { polish.end() }
    guard outcome.end != .noValueAtStart, polish.begin(evaluator, at: free) else {
      var solution = self.solution(ended: .noValueAtStart)
      solution.engine = engine
      return solution
    }
    polish.run()
    return solution(outcome, by: engine, polish)
  }

  /// The solution where the polish stands.
  private func solution(
    _ outcome: TrustRegionOutcome, by engine: LeastSquaresEngine, _ polish: Polish
  ) -> LeastSquaresSolution {
    let information = polish.information
    return LeastSquaresSolution(
      parameters: map.withFixed(polish.point),
      residualSumOfSquares: polish.squares,
      degreesOfFreedom: degreesOfFreedom,
      unscaledCovariance: information.map { map.withFixed(matrix: $0.inverse) },
      conditionNumber: information?.conditionNumber ?? .infinity,
      relativeOffset: polish.relativeOffset,
      termination: termination(outcome, polish),
      iterations: outcome.iterations + polish.steps,
      engine: engine)
  }

  /// The solution at the start, which nothing moves.
  func solution(_ polish: inout Polish) -> LeastSquaresSolution {
    evaluator.isNatural = true
    let free = map.free(of: start)
    defer { polish.end() }
    guard polish.begin(evaluator, at: free) else { return solution(ended: .noValueAtStart) }
    let outcome = TrustRegionOutcome(end: .near, coordinates: free, iterations: 0)
    return solution(outcome, by: .normalEquations, polish)
  }

  private func termination(_ outcome: TrustRegionOutcome, _ polish: Polish) -> Termination {
    if polish.hasFullRank {
      if polish.relativeOffset <= 1e-7 { return .gradient }
      let isSmall = zip(polish.step, polish.point).allSatisfy {
        $0.magnitude <= 1e-10 * $1.magnitude
      }
      if isSmall { return .step }
    }
    if polish.squares == 0 { return .exactFit }
    if let j = map.parameterAtEdge(map.withFixed(polish.point), scale: start) {
      return .edgeOfDomain(parameter: j)
    }
    if outcome.end == .iterationLimit { return .iterationLimit }
    return .stalled(relativeOffset: polish.relativeOffset)
  }

  /// The solution when no engine could run: the start values and their sum of squares.
  func solution(ended termination: Termination) -> LeastSquaresSolution {
    evaluator.isNatural = true
    var residuals = [Double](repeating: 0, count: evaluator.observationCount)
    let isValid = evaluator.residuals(at: map.free(of: start), into: &residuals)
    let squares = isValid ? residuals.reduce(0) { $0 + $1 * $1 } : .infinity
    // With nothing to fit, a point without a value is no answer.
    let termination = termination == .gradient && !isValid ? .noValueAtStart : termination
    return LeastSquaresSolution(
      parameters: start, residualSumOfSquares: squares, degreesOfFreedom: degreesOfFreedom,
      unscaledCovariance: nil, conditionNumber: .infinity, relativeOffset: .infinity,
      termination: termination, iterations: 0, engine: .normalEquations)
  }
}
