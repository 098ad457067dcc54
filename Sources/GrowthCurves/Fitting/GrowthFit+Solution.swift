internal import LeastSquares

extension GrowthFit {
  /// Takes what a solution says: estimates in the units of the data, with Wald limits.
  ///
  /// - Parameter quantile: how many standard errors an interval reaches.
  mutating func take(
    _ solution: LeastSquaresSolution, starts: Int, quantile: Double, _ data: FitData,
    _ domains: [ParameterDomain]
  ) {
    status = solution.termination.isConverged ? .converged : .notConverged
    convergence = Convergence(
      termination: solution.termination, iterations: solution.iterations,
      relativeOffset: solution.relativeOffset, conditionNumber: solution.conditionNumber,
      engine: solution.engine, starts: starts)
    statistics = FitStatistics(solution, data)
    tQuantile = quantile
    covariance = Self.covariance(solution, data, model.parameters)
    parameters = estimates(solution, data, domains)
  }

  private static func covariance(
    _ solution: LeastSquaresSolution, _ data: FitData, _ parameters: [GrowthParameter]
  ) -> [Double]? {
    guard var matrix = solution.unscaledCovariance, let variance = solution.residualVariance else {
      return nil
    }
    let p = parameters.count
    for i in 0..<p {
      for j in 0..<p {
        let inRow = data.unscaled(matrix[i * p + j] * variance, of: parameters[i])
        matrix[i * p + j] = data.unscaled(inRow, of: parameters[j])
      }
    }
    return matrix
  }

  private func estimates(
    _ solution: LeastSquaresSolution, _ data: FitData, _ domains: [ParameterDomain]
  ) -> [ParameterEstimate] {
    let errors = solution.standardErrors()
    return model.parameters.enumerated().map { j, parameter in
      let estimate = data.unscaled(solution.parameters[j], of: parameter)
      guard domains[j].isFitted else {
        return ParameterEstimate(
          parameter: parameter, estimate: estimate, standardError: 0, limits: .exact(estimate),
          isFixed: true)
      }
      let error = errors.map { data.unscaled($0[j], of: parameter) }
      return ParameterEstimate(
        parameter: parameter, estimate: estimate, standardError: error,
        limits: .symmetric(estimate, reach: error.map { tQuantile * $0 }), isFixed: false)
    }
  }
}
