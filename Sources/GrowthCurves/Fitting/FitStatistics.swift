internal import LeastSquares
internal import Statistics

/// The statistics of a fit.
public struct FitStatistics: Sendable, Hashable {
  /// Observations with a positive weight, n.
  public var observations: Int
  /// n − p, with p the number of fitted parameters.
  public var degreesOfFreedom: Int
  /// RSS = Σ wᵢ(Nᵢ − N(tᵢ))².
  public var residualSumOfSquares: Double
  /// √(RSS/(n − p)), in the unit of the sizes (of an observation of weight 1); `nil` without
  /// degrees of freedom.
  public var residualStandardError: Double?
  /// 1 − RSS/Σ wᵢ(Nᵢ − N̄)²: the share of the variation that the curve describes. It is near 1 for
  /// any curve through sizes that mostly grow, and so proves little. `nil` when the sizes are equal.
  public var rSquared: Double?
  /// Of normal errors with variance σ²/wᵢ, at the maximum likelihood σ² = RSS/n:
  /// −n/2·(ln(2π·RSS/n) + 1) + ½Σ ln wᵢ. `nil` when RSS = 0.
  public var logLikelihood: Double?
  /// −2 ln L + 2(p + 1): σ² counts as a parameter (Akaike 1974).
  public var aic: Double?
  /// AIC + 2(p + 1)(p + 2)/(n − p − 2) (Hurvich and Tsai 1989); `nil` when n ≤ p + 2.
  public var aicc: Double?
  /// −2 ln L + (p + 1) ln n (Schwarz 1978).
  public var bic: Double?
}

extension FitStatistics {
  init(_ solution: LeastSquaresSolution, _ data: FitData) {
    let n = data.sizes.count
    observations = n
    degreesOfFreedom = solution.degreesOfFreedom
    let scale = data.sizeScale
    residualSumOfSquares = solution.residualSumOfSquares * scale * scale
    residualStandardError = solution.residualVariance.map { $0.squareRoot() * scale }
    let total = data.totalSquares
    rSquared = total > 0 ? 1 - solution.residualSumOfSquares / total : nil
    guard residualSumOfSquares > 0, residualSumOfSquares.isFinite else { return }

    let likelihood =
      data.weights.isEmpty
      ? GaussianLogLikelihood.maximised(
        residualSumOfSquares: residualSumOfSquares, observationCount: n)
      : GaussianLogLikelihood.maximised(
        weightedResidualSumOfSquares: residualSumOfSquares, weights: data.weights.span)
    let criteria = InformationCriteria(
      logLikelihood: likelihood, estimatedCount: n - degreesOfFreedom + 1, observationCount: n)
    logLikelihood = likelihood
    aic = criteria.aic
    aicc = criteria.aicc.isFinite ? criteria.aicc : nil
    bic = criteria.bic
  }
}
