/// One minimisation: what was asked, and the way from an engine's outcome to a solution.
struct Minimization<Problem: LeastSquaresProblem> {
  let evaluator: ProblemEvaluator<Problem>
  let domains: [ParameterDomain]
  /// Natural, inside the domains.
  let start: [Double]
  let degreesOfFreedom: Int
  let options: LeastSquaresOptions

  var coordinates: [Double] {
    evaluator.isNatural = false
    return evaluator.coordinates(of: start)
  }

  /// Polishes the outcome in natural coordinates and says how it ended.
  func finish(
    _ outcome: TrustRegionOutcome, by engine: LeastSquaresEngine
  ) -> LeastSquaresSolution {
    evaluator.isNatural = false
    let natural = evaluator.parameters(at: outcome.coordinates)
    evaluator.isNatural = true
    let free = evaluator.coordinates(of: natural)
    guard outcome.end != .noValueAtStart, let polish = Polish(evaluator, from: free) else {
      var solution = self.solution(ended: .noValueAtStart)
      solution.engine = engine
      return solution
    }
    polish.run()
    return LeastSquaresSolution(
      parameters: evaluator.parameters(at: polish.point),
      residualSumOfSquares: polish.squares,
      degreesOfFreedom: degreesOfFreedom,
      unscaledCovariance: polish.inverse.map(withFixed),
      conditionNumber: polish.conditionNumber,
      relativeOffset: polish.relativeOffset,
      termination: termination(outcome, polish),
      iterations: outcome.iterations + polish.steps,
      engine: engine)
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
    let parameters = evaluator.parameters(at: polish.point)
    for (j, domain) in domains.enumerated() {
      if domain.isAtEdge(parameters[j], scale: max(1, start[j].magnitude)) {
        return .edgeOfDomain(parameter: j)
      }
    }
    if outcome.end == .iterationLimit { return .iterationLimit }
    return .stalled(relativeOffset: polish.relativeOffset)
  }

  /// The p × p matrix with zero rows and columns for the fixed parameters.
  private func withFixed(_ inverse: [Double]) -> [Double] {
    let p = domains.count
    let free = domains.indices.filter { domains[$0].isFitted }
    guard free.count < p else { return inverse }
    var full = [Double](repeating: 0, count: p * p)
    for (a, i) in free.enumerated() {
      for (b, j) in free.enumerated() { full[i * p + j] = inverse[a * free.count + b] }
    }
    return full
  }

  /// The solution when no engine could run: the start values and their sum of squares.
  func solution(ended termination: Termination) -> LeastSquaresSolution {
    evaluator.isNatural = true
    var residuals = [Double](repeating: 0, count: evaluator.observationCount)
    let isValid = evaluator.residuals(at: evaluator.coordinates(of: start), into: &residuals)
    let squares = isValid ? residuals.reduce(0) { $0 + $1 * $1 } : .infinity
    return LeastSquaresSolution(
      parameters: start, residualSumOfSquares: squares, degreesOfFreedom: degreesOfFreedom,
      unscaledCovariance: nil, conditionNumber: .infinity, relativeOffset: .infinity,
      termination: termination, iterations: 0, engine: .normalEquations)
  }
}
