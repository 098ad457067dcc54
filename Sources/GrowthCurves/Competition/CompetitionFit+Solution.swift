internal import LeastSquares
internal import RealModule
internal import Statistics

extension CompetitionFit {
  /// Fills in what follows from the end of the search.
  mutating func complete(
    _ result: CompetitionSearch.Result, _ search: CompetitionSearch, _ domains: [ParameterDomain],
    _ all: [GrowthParameter]
  ) {
    let solution = result.solution
    let isConverged = solution.termination.isConverged && result.isSettled
    status = isConverged ? .converged : .notConverged
    degreesOfFreedom = solution.degreesOfFreedom
    convergence = Convergence(
      termination: solution.termination, iterations: result.iterations,
      relativeOffset: solution.relativeOffset, conditionNumber: solution.conditionNumber,
      engine: solution.engine, starts: result.starts)
    if degreesOfFreedom > 0 {
      tQuantile = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
        .upperQuantile((1 - confidence) / 2)
    }
    describe(result.squares, search)
    estimate(solution, domains, all)
    verdicts = verdicts(solution, isSettled: result.isSettled, search.ranges)
  }

  private mutating func describe(_ squares: [Double], _ search: CompetitionSearch) {
    let counts = search.problem.sizes.map { $0.count }
    let count = counts[0] + counts[1]
    let excess = degreesOfFreedom > 0 ? Double(count) / Double(degreesOfFreedom) : nil
    species = (0..<2).map { index in
      let variance = squares[index] / Double(counts[index])
      let total = search.totalSquares(index)
      return Species(
        observations: counts[index], residualSumOfSquares: squares[index],
        residualStandardError: excess.map { (variance * $0).squareRoot() },
        rSquared: total > 0 ? 1 - squares[index] / total : nil)
    }
    guard squares.allSatisfy({ $0 > 0 && $0.isFinite }) else { return }
    let likelihood = (0..<2).reduce(0.0) { sum, index in
      let weights = search.weights[index]
      return sum
        + (weights.isEmpty
          ? GaussianLogLikelihood.maximised(
            residualSumOfSquares: squares[index], observationCount: counts[index])
          : GaussianLogLikelihood.maximised(
            weightedResidualSumOfSquares: squares[index], weights: weights.span))
    }
    let criteria = InformationCriteria(
      logLikelihood: likelihood, estimatedCount: count - degreesOfFreedom + 2,
      observationCount: count)
    logLikelihood = likelihood
    aic = criteria.aic
    aicc = criteria.aicc.isFinite ? criteria.aicc : nil
    bic = criteria.bic
  }

  private mutating func estimate(
    _ solution: LeastSquaresSolution, _ domains: [ParameterDomain], _ all: [GrowthParameter]
  ) {
    let p = all.count
    if let matrix = solution.unscaledCovariance, let variance = solution.residualVariance {
      covariance = Self.order.flatMap { i in Self.order.map { matrix[i * p + $0] * variance } }
    }
    let errors = solution.standardErrors()
    let reach = tQuantile
    parameters = Self.order.map { j in
      let value = solution.parameters[j]
      let error = domains[j].isFitted ? errors.map { $0[j] } : 0
      return ParameterEstimate(
        parameter: all[j], estimate: value, standardError: error,
        limits: domains[j].isFitted
          ? .symmetric(value, reach: error.map { reach * $0 }) : .exact(value),
        isFixed: !domains[j].isFitted)
    }
  }

  private func verdicts(
    _ solution: LeastSquaresSolution, isSettled: Bool, _ ranges: [Double]
  ) -> [Verdict] {
    var found: [Verdict] = []
    if status == .notConverged {
      found.append(
        .notConverged(
          reason: solution.termination.isConverged
            ? "variances" : solution.termination.description))
    }
    if !values.allSatisfy({ $0.isFinite }) { found.append(.outOfRange) }
    guard degreesOfFreedom > 0 else {
      let count = species.reduce(0) { $0 + $1.observations }
      return found + [.tooFewObservations(found: count, needed: count + 1)]
    }
    let v = values
    for (index, estimate) in parameters.enumerated() where !estimate.isFixed {
      let isFirst = index < 4
      // Of an effect: itself, or the one at which the other species could no longer invade.
      let limit =
        switch estimate.parameter.dimension {
        case .size: ranges[isFirst ? 0 : 1]
        case .shape: max(v[index].magnitude, isFirst ? v[1] / v[5] : v[5] / v[1])
        default: v[index].magnitude
        }
      if let error = estimate.standardError, error <= limit { continue }
      found.append(.unidentified(parameter: estimate.parameter.symbol))
    }
    return found.isEmpty ? [.ok] : found
  }
}
