internal import CGSL

extension CountErrors {
  /// The θ of greatest likelihood for counts with known means; θ = ∞ (Poisson) where the counts
  /// scatter no more than Poisson counts do.
  ///
  /// The slope of the likelihood in 1/θ at 0 is ½Σ wᵢ((yᵢ − μᵢ)² − yᵢ). Where it is not positive, or
  /// the maximum lies beyond θ = 10⁸ times the largest count or mean, the answer is ∞.
  ///
  /// - Parameters:
  ///   - counts: not negative; whole numbers or not. Nothing but zeros count as Poisson counts.
  ///   - means: one a count, positive.
  ///   - weights: one a count, or empty for equal weights.
  public static func mostLikely(
    counts: [Double], means: [Double], weights: [Double] = []
  ) -> CountErrors {
    precondition(counts.count == means.count, "one mean a count")
    precondition(weights.isEmpty || weights.count == counts.count, "one weight a count")
    var excess = 0.0
    var squares = 0.0
    var largest = 0.0
    var largestCount = 0.0
    for i in counts.indices {
      let weight = weights.isEmpty ? 1 : weights[i]
      let difference = counts[i] - means[i]
      excess += weight * (difference * difference - counts[i])
      squares += weight * means[i] * means[i]
      largest = max(largest, counts[i], means[i])
      largestCount = max(largestCount, counts[i])
    }
    guard excess > 0, largestCount > 0 else { return .poisson }

    func slope(_ logTheta: Double) -> Double {
      Self.slope(exp(logTheta), counts, means, weights)
    }
    // From the moments' θ outwards to a bracket: the slope is positive below the maximum.
    let limit = log(1e8 * largest)
    let moments = log(squares / excess)
    var low = min(moments.isFinite ? moments : 0, limit)
    var high = low
    var step = 0.5
    while slope(high) > 0 {
      guard high < limit else { return .poisson }
      low = high
      high = min(high + step, limit)
      step *= 2
    }
    while slope(low) <= 0 {
      guard low > -700 else { return CountErrors(theta: exp(low)) }
      high = low
      low -= step
      step *= 2
    }
    return CountErrors(theta: exp(fallingRoot(of: slope, between: low, and: high)))
  }

  /// 2θ² times the slope of the log-likelihood in θ, which stays of the size of the counts:
  ///
  ///     Σ wᵢ[θyᵢ/(yᵢ + θ) − 2θ²λ(xᵢ) + 2θ²(D(yᵢ + θ) − D(θ))],   D the slope of ln Γ*
  private static func slope(
    _ theta: Double, _ counts: [Double], _ means: [Double], _ weights: [Double]
  ) -> Double {
    let own = logGammaStarSlope(theta)
    var sum = 0.0
    for i in counts.indices {
      let (y, mean) = (counts[i], means[i])
      let logarithm = excessLogarithm(
        ratio: (y + theta) / (mean + theta), excess: (y - mean) / (mean + theta))
      let gammas = y > 0 ? logGammaStarSlope(y + theta) - own : 0
      let term = y / (y + theta) + 2 * theta * (logarithm + gammas)
      sum += (weights.isEmpty ? 1 : weights[i]) * term
    }
    return theta * sum
  }

  /// d ln Γ*(x)/dx = ψ(x) − ln x + 1/(2x), which falls as −1/(12x²).
  private static func logGammaStarSlope(_ x: Double) -> Double {
    guard x >= 16 else { return GSL.value { gsl_sf_psi(x) } - log(x) + 1 / (2 * x) }
    let r = 1 / (x * x)
    // −B₂ₖ/(2k·x²ᵏ) (Abramowitz and Stegun 1964, 6.3.18).
    let series = [691.0 / 32760, -1.0 / 132, 1.0 / 240, -1.0 / 252, 1.0 / 120, -1.0 / 12]
    return series.reduce(0) { ($0 + $1) * r }
  }
}

/// The root of a function that is positive at `low` and negative at `high`, to the last places of
/// the argument (Ridders 1979).
private func fallingRoot(
  of function: (Double) -> Double, between low: Double, and high: Double
) -> Double {
  var (low, high) = (low, high)
  var (valueLow, valueHigh) = (function(low), function(high))
  for _ in 0..<100 where valueHigh < 0 {
    let middle = (low + high) / 2
    let value = function(middle)
    let root = (value * value - valueLow * valueHigh).squareRoot()
    guard root > 0, high - low > 1e-14 * max(1, middle.magnitude) else { return middle }
    let next = middle + (middle - low) * value / root
    let valueNext = function(next)
    // The narrowest bracket of the four points.
    for (point, value) in [(middle, value), (next, valueNext)] {
      if value > 0 {
        if point > low { (low, valueLow) = (point, value) }
      } else if point < high {
        (high, valueHigh) = (point, value)
      }
    }
    if (next - middle).magnitude <= 1e-15 * max(1, next.magnitude) { return next }
  }
  return high
}
