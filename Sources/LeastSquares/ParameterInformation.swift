/// What the linearisation of a problem at a point says of its parameters, wherever the point came
/// from.
public struct ParameterInformation: Sendable {
  /// (JᵀWJ)⁻¹ in natural units, row-major p × p, zero in the rows and columns of fixed parameters;
  /// `nil` when JᵀWJ is singular to working precision.
  public var unscaledCovariance: [Double]?
  /// The 1-norm condition number of JᵀWJ after its columns are scaled to unit length; infinite when
  /// singular.
  public var conditionNumber: Double
}

extension LeastSquaresSolver {
  /// (JᵀWJ)⁻¹ at a point, for weights that need not be those of a minimisation: the expected
  /// information of a generalised linear model, say.
  ///
  /// - Parameters:
  ///   - point: one value a parameter, inside its domain.
  ///   - domains: one a parameter; empty means all free.
  ///   - weights: one an observation, ≥ 0; empty means all 1. One that is not finite makes the
  ///     information unknown.
  public func information(
    _ problem: some LeastSquaresProblem, at point: [Double], domains: [ParameterDomain] = [],
    weights: [Double] = []
  ) -> ParameterInformation {
    let n = problem.observationCount
    let p = problem.parameterCount
    precondition(point.count == p, "one value a parameter")
    precondition(domains.isEmpty || domains.count == p, "one domain a parameter")
    precondition(weights.isEmpty || weights.count == n, "one weight an observation")

    let map = CoordinateMap(domains.isEmpty ? Array(repeating: .free, count: p) : domains)
    let unknown = ParameterInformation(unscaledCovariance: nil, conditionNumber: .infinity)
    guard map.freeCount > 0, n >= map.freeCount, weights.allSatisfy({ $0.isFinite }) else {
      return unknown
    }
    let evaluator = ProblemEvaluator(problem, map, weights: weights)
    evaluator.isNatural = true
    var columns = [Double](repeating: 0, count: n * map.freeCount)
    var linearization = Linearization(observationCount: n, coordinateCount: map.freeCount)
    let residuals = [Double](repeating: 0, count: n)
    guard evaluator.jacobian(at: map.free(of: point), into: &columns),
      linearization.update(columns: columns, residuals: residuals)
    else { return unknown }
    let information = linearization.inverse()
    return ParameterInformation(
      unscaledCovariance: map.withFixed(matrix: information.matrix),
      conditionNumber: information.conditionNumber)
  }
}
