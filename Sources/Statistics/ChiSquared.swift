internal import CGSL

/// The χ² distribution with ν degrees of freedom, ν any positive number: the sum of ν squared
/// standard normal variables when ν is whole.
///
///     density(x) = (x/2)^(ν/2) exp(−x/2) / (x Γ(ν/2)),   x ≥ 0
///     upperTail(x) = Q(ν/2, x/2), the regularised incomplete gamma function
///
/// Below 0 the density and `cumulative` are 0. At 0 the density is infinite for ν < 2, 1/2 for ν =
/// 2 and 0 above. The tails are GSL's: within 1e-13 relative for ν ≤ 10⁴ and 1e-12 for ν ≤ 10⁶. The
/// quantiles invert those tails here, because GSL 2.7's own stop early in the far tails (at ν = 200
/// and p = 1e-100 without any sign that they did).
public struct ChiSquared: ContinuousDistribution, Equatable {
  public let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` is positive and finite.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "degrees of freedom are positive and finite, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return densityAtZero(degreesOfFreedom: degreesOfFreedom, atTwo: 0.5) }
    let shape = degreesOfFreedom / 2
    let exponent =
      shape
      * excessLogarithm(
        ratio: x / degreesOfFreedom, excess: (x - degreesOfFreedom) / degreesOfFreedom)
    return exp(exponent) * (shape / (2 * .pi)).squareRoot() / (x * gammaStar(shape))
  }

  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    return x == .infinity ? 1 : GSL.value { gsl_cdf_chisq_P(x, degreesOfFreedom) }
  }

  public func upperTail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 1 }
    return x == .infinity ? 0 : GSL.value { gsl_cdf_chisq_Q(x, degreesOfFreedom) }
  }

  public func quantile(_ probability: Double) -> Double {
    positiveQuantile(of: self, lower: probability, start: degreesOfFreedom)
  }

  public func upperQuantile(_ probability: Double) -> Double {
    positiveQuantile(of: self, upper: probability, start: degreesOfFreedom)
  }
}
