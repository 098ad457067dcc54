internal import CGSL

/// Akaike's and Schwarz's criteria of a fitted model: smaller is better, on the same data only.
///
///     aic  = 2k − 2ℓ                       Akaike 1974
///     aicc = aic + 2k(k + 1)/(n − k − 1)   Hurvich & Tsai 1989
///     bic  = k ln n − 2ℓ                   Schwarz 1978
///
/// ℓ is the maximised log-likelihood, n the number of observations, and k counts **every**
/// estimated quantity: a least-squares fit of p parameters also estimates σ, so k = p + 1.
///
/// `aicc` is infinite for n ≤ k + 1, where the correction has no meaning: such a model ranks last.
/// A perfect fit (ℓ = +∞) makes all three −∞, or `aicc` undefined (`NaN`) when n ≤ k + 1.
public struct InformationCriteria: Sendable, Equatable {
  public let logLikelihood: Double
  public let estimatedCount: Int
  public let observationCount: Int

  /// - Precondition: `estimatedCount` is at least 0, `observationCount` at least 1.
  public init(logLikelihood: Double, estimatedCount: Int, observationCount: Int) {
    precondition(estimatedCount >= 0, "the number of estimated quantities is at least 0")
    precondition(observationCount >= 1, "there is at least one observation")
    self.logLikelihood = logLikelihood
    self.estimatedCount = estimatedCount
    self.observationCount = observationCount
  }

  public var aic: Double { 2 * Double(estimatedCount) - 2 * logLikelihood }

  public var aicc: Double {
    let spare = observationCount - estimatedCount - 1
    let correction =
      spare > 0
      ? 2 * Double(estimatedCount) * Double(estimatedCount + 1) / Double(spare)
      : .infinity
    return aic + correction
  }

  public var bic: Double {
    Double(estimatedCount) * log(Double(observationCount)) - 2 * logLikelihood
  }
}
