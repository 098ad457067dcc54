internal import CGSL

/// Student's t distribution with ν degrees of freedom, ν any positive number.
///
///     density(x) = (1 + x²/ν)^(−(ν+1)/2) / (√ν B(1/2, ν/2))
///     upperTail(x) = ½ I(ν/2, 1/2) at ν/(ν + x²),   x ≥ 0
///
/// with `I` the regularised incomplete beta function. Infinite degrees of freedom are allowed and
/// give the standard normal distribution. Upper tails at x ≥ 0 are within 1e-13 relative for any ν,
/// and so are the quantiles, but for an absolute error of 1e-16 near the median.
///
/// The tail is GSL's (`gsl_cdf_tdist_Q`) where that is exact. For ν > 30 and x² < 10ν GSL expands
/// about the normal distribution (Hill 1970), which at ν = 31 and x = 10 keeps only 8 digits: for
/// 2x² > ν the tail is therefore taken from F(1, ν). The quantiles invert the tail here, because
/// GSL's inherit the same error and lose all digits far out for ν = 1.
public struct StudentT: ContinuousDistribution, Equatable {
  public let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` is positive; infinity is allowed.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0, "degrees of freedom are positive, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if isNormal { return Normal().density(x) }
    let root = degreesOfFreedom.squareRoot()
    let ratio = abs(x) / root
    let logKernel = ratio < 1e8 ? log1p(ratio * ratio) / 2 : log(ratio)
    return exp(-(degreesOfFreedom + 1) * logKernel) / rootTimesBeta
  }

  public func cumulative(_ x: Double) -> Double { upperTail(-x) }

  public func upperTail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x < 0 ? 1 - tail(-x) : tail(x)
  }

  public func quantile(_ probability: Double) -> Double { -upperQuantile(probability) }

  public func upperQuantile(_ probability: Double) -> Double {
    checkProbability(probability)
    if probability > 0.5 { return -positiveUpperQuantile(1 - probability) }
    return positiveUpperQuantile(probability)
  }

  /// Beyond this, x⁴/4ν, the relative difference from the normal tail, is below one ulp everywhere.
  private var isNormal: Bool { degreesOfFreedom > 1e23 }

  /// `√ν B(1/2, ν/2)`, which tends to √(2π).
  private var rootTimesBeta: Double {
    let half = degreesOfFreedom / 2
    let step = 1 / degreesOfFreedom
    return (2 * Double.pi).squareRoot() * gammaStar(half) / gammaStar(half + 0.5)
      * exp(-half * excessLogarithm(ratio: 1 + step, excess: step))
  }

  private func tail(_ x: Double) -> Double {
    if isNormal { return Normal().upperTail(x) }
    if x == .infinity { return 0 }
    let root = degreesOfFreedom.squareRoot()
    if x > 1e9 * root {
      // x² may overflow; here 1 + x²/ν is x²/ν, and the tail its leading power.
      return pow(root / x, degreesOfFreedom) / (root * rootTimesBeta)
    }
    if degreesOfFreedom > 30 && 2 * x * x > degreesOfFreedom {
      let squared = FisherF(
        numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: degreesOfFreedom)
      return squared.upperTail(x * x) / 2
    }
    return GSL.value { gsl_cdf_tdist_Q(x, degreesOfFreedom) }
  }

  private func positiveUpperQuantile(_ probability: Double) -> Double {
    if isNormal { return Normal().upperQuantile(probability) }
    switch probability {
    case 0: return .infinity
    case 0.5: return 0
    default:
      return invertTail(probability, falling: true, start: 1, tail: tail, density: density)
    }
  }
}
