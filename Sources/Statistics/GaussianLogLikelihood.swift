internal import CGSL

/// Log-likelihoods of independent normal errors, from the sum of squared residuals.
public enum GaussianLogLikelihood {
  /// With σ unknown and at its maximum-likelihood value √(RSS/n):
  ///
  ///     ℓ = −n/2 · (ln 2π + ln(RSS/n) + 1)
  ///
  /// A perfect fit (RSS = 0) gives +∞.
  /// - Precondition: `residualSumOfSquares` is not negative, `observationCount` at least 1.
  public static func maximised(residualSumOfSquares: Double, observationCount: Int) -> Double {
    precondition(
      residualSumOfSquares.isNaN || residualSumOfSquares >= 0,
      "a sum of squares is not negative: \(residualSumOfSquares)")
    precondition(observationCount >= 1, "there is at least one observation")
    let n = Double(observationCount)
    return -n / 2 * (log(2 * .pi) + log(residualSumOfSquares / n) + 1)
  }

  /// With variances σ²/wᵢ, σ unknown, and RSS the weighted sum Σ wᵢrᵢ²:
  ///
  ///     ℓ = −n/2 · (ln 2π + ln(RSS/n) + 1) + ½ Σ ln wᵢ
  ///
  /// n counts the observations of positive weight: those of weight 0 are left out, as if never
  /// made.
  /// - Precondition: the weights are finite, none is negative, at least one is positive.
  public static func maximised(
    weightedResidualSumOfSquares: Double, weights: Span<Double>
  ) -> Double {
    var logWeights = 0.0
    var count = 0
    for index in weights.indices {
      let weight = weights[index]
      precondition(weight >= 0 && weight.isFinite, "a weight is finite and not negative: \(weight)")
      if weight > 0 {
        logWeights += log(weight)
        count += 1
      }
    }
    return maximised(residualSumOfSquares: weightedResidualSumOfSquares, observationCount: count)
      + logWeights / 2
  }

  /// With every standard deviation σᵢ known, and χ² the sum Σ (rᵢ/σᵢ)²:
  ///
  ///     ℓ = −½ · (n ln 2π + χ²) − Σ ln σᵢ
  ///
  /// - Precondition: the standard deviations are positive and finite.
  public static func known(
    chiSquared: Double, standardDeviations: Span<Double>
  ) -> Double {
    var logDeviations = 0.0
    for index in standardDeviations.indices {
      let deviation = standardDeviations[index]
      precondition(
        deviation > 0 && deviation.isFinite,
        "a standard deviation is positive and finite: \(deviation)")
      logDeviations += log(deviation)
    }
    return -(Double(standardDeviations.count) * log(2 * .pi) + chiSquared) / 2 - logDeviations
  }
}
