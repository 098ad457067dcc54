internal import CGSL

/// The normal distribution with mean `mean` and standard deviation `standardDeviation`.
///
///     density(x) = exp(−z²/2) / (σ √(2π)),   z = (x − mean)/σ
///
/// Tails and quantiles are GSL's (`gsl_cdf_ugaussian_*`), within 1e-15 relative in `z` and, for the
/// standard normal distribution, in the tail down to 1e-307. Far out, one ulp of `z` moves the tail
/// by `z²` ulp, so that the rounding of `(x − mean)/σ` is what limits a tail.
public struct Normal: ContinuousDistribution, Equatable {
  public let mean: Double
  public let standardDeviation: Double

  /// - Precondition: `mean` is finite, `standardDeviation` positive and finite.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    precondition(mean.isFinite, "the mean is finite, not \(mean)")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite,
      "a standard deviation is positive and finite, not \(standardDeviation)")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  public func density(_ x: Double) -> Double {
    let z = standardised(x)
    return exp(-z * z / 2) / (standardDeviation * (2 * Double.pi).squareRoot())
  }

  public func cumulative(_ x: Double) -> Double {
    x.isNaN ? .nan : GSL.value { gsl_cdf_ugaussian_P(standardised(x)) }
  }

  public func upperTail(_ x: Double) -> Double {
    x.isNaN ? .nan : GSL.value { gsl_cdf_ugaussian_Q(standardised(x)) }
  }

  public func quantile(_ probability: Double) -> Double {
    checkProbability(probability)
    return mean + standardDeviation * GSL.value { gsl_cdf_ugaussian_Pinv(probability) }
  }

  public func upperQuantile(_ probability: Double) -> Double {
    checkProbability(probability)
    return mean + standardDeviation * GSL.value { gsl_cdf_ugaussian_Qinv(probability) }
  }

  private func standardised(_ x: Double) -> Double { (x - mean) / standardDeviation }
}
