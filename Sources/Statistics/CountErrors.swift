internal import CGSL

/// Counts that scatter about a mean μ: negative binomial with size θ, Poisson for θ = ∞.
///
///     P(y) = Γ(y + θ)/(Γ(θ) y!) · (θ/(θ + μ))^θ · (μ/(θ + μ))^y,   variance μ + μ²/θ
///     P(y) = e^(−μ) μ^y/y!                                          θ = ∞, variance μ
///
/// The deviance −2 ln P(y; μ) + 2 ln P(y; y) is also defined for y that are no whole numbers:
///
///     d(y, μ) = 2[y ln(y/μ) − (y + θ) ln((y + θ)/(μ + θ))],   2[y ln(y/μ) − (y − μ)] for θ = ∞
///
/// The terms of that form cancel near y = μ. With λ(t) = t − ln(1 + t) ≥ 0 and x = (y − μ)/(μ + θ)
/// it is the same as 2[θ·λ(x) + y·λ(−θx/y)], where nothing cancels: within a few ulp everywhere.
///
/// Source: J. A. Nelder and R. W. M. Wedderburn (1972), J. R. Stat. Soc. A 135:370–384; J. F.
/// Lawless (1987), Can. J. Stat. 15:209–225.
public struct CountErrors: Sendable, Hashable {
  /// The size θ of the negative binomial distribution; infinite for Poisson.
  public let theta: Double

  public static let poisson = CountErrors(theta: .infinity)

  /// - Precondition: `theta` is positive; infinity is allowed.
  public init(theta: Double) {
    precondition(
      theta > 0, "the size of a negative binomial distribution is positive, not \(theta)")
    self.theta = theta
  }

  /// μ + μ²/θ.
  public func variance(mean: Double) -> Double { mean * (1 + mean / theta) }

  /// d(y, μ).
  ///
  /// - Precondition: `count` ≥ 0; `mean` > 0.
  public func deviance(of count: Double, mean: Double) -> Double {
    guard theta.isFinite else {
      guard count > 0 else { return 2 * mean }
      return -2 * count * excessLogarithm(ratio: mean / count, excess: (mean - count) / count)
    }
    // Below, a count is nothing beside its mean, and their ratio may not be a number.
    guard count > 1e-100 * mean else { return 2 * theta * log1p(mean / theta) }
    let x = (count - mean) / (mean + theta)
    let shrink = (count + theta) / (mean + theta)
    return -2
      * (theta * excessLogarithm(ratio: shrink, excess: x)
        + count * excessLogarithm(ratio: mean / count * shrink, excess: -theta * x / count))
  }

  /// ln P(y), for a whole number y.
  ///
  /// As −½d(y, μ) + ln P(y; y), which for large counts is a small number and not the difference of
  /// large ones.
  ///
  /// - Precondition: `count` ≥ 0; `mean` > 0.
  public func logProbability(of count: Double, mean: Double) -> Double {
    guard count > 0 else { return -deviance(of: count, mean: mean) / 2 }
    var logarithm = -log(2 * .pi * count) / 2 - log(gammaStar(count))
    if theta.isFinite {
      logarithm +=
        log(theta / (count + theta)) / 2 + log(gammaStar(count + theta)) - log(gammaStar(theta))
    }
    return logarithm - deviance(of: count, mean: mean) / 2
  }
}
