internal import LeastSquares

extension GrowthFit {
  /// Takes what a solution says: estimates in the units of the data, with Wald limits.
  ///
  /// - Parameter quantile: how many standard errors an interval reaches.
  mutating func take(
    _ outcome: FitOutcome, quantile: Double, _ data: FitData, _ domains: [ParameterDomain]
  ) {
    let solution = outcome.solution
    status = solution.termination.isConverged ? .converged : .notConverged
    convergence = Convergence(
      termination: solution.termination, iterations: solution.iterations,
      relativeOffset: solution.relativeOffset, conditionNumber: outcome.conditionNumber,
      engine: solution.engine, starts: outcome.starts)
    statistics = FitStatistics(outcome, data, options)
    lossScale = outcome.form.lossScale(options, in: data)
    criterionScale = outcome.criterionScale
    tQuantile = quantile
    covariance = Self.covariance(outcome, data, model.parameters)
    parameters = estimates(outcome, data, domains)
  }

  private static func covariance(
    _ outcome: FitOutcome, _ data: FitData, _ parameters: [GrowthParameter]
  ) -> [Double]? {
    guard var matrix = outcome.unscaledCovariance, let dispersion = outcome.dispersion else {
      return nil
    }
    let p = parameters.count
    for i in 0..<p {
      for j in 0..<p {
        let inRow = data.unscaled(matrix[i * p + j] * dispersion, of: parameters[i])
        matrix[i * p + j] = data.unscaled(inRow, of: parameters[j])
      }
    }
    return matrix
  }

  private func estimates(
    _ outcome: FitOutcome, _ data: FitData, _ domains: [ParameterDomain]
  ) -> [ParameterEstimate] {
    model.parameters.enumerated().map { j, parameter in
      let estimate = data.unscaled(outcome.solution.parameters[j], of: parameter)
      guard domains[j].isFitted else {
        return ParameterEstimate(
          parameter: parameter, estimate: estimate, standardError: 0, limits: .exact(estimate),
          isFixed: true)
      }
      let error = outcome.standardError(j).map { data.unscaled($0, of: parameter) }
      return ParameterEstimate(
        parameter: parameter, estimate: estimate, standardError: error,
        limits: .symmetric(estimate, reach: error.map { tQuantile * $0 }), isFixed: false)
    }
  }
}
