internal import CGSL

/// The positive x at which a tail that rises or falls from 0 to infinity is `probability`.
///
/// Newton's steps on ln(tail) against ln x, where the tails of the distributions here are nearly
/// straight, or on the tail itself near the centre; a step that leaves the bracket becomes a
/// bisection of the exponent. `start` is any positive guess. A solution below the smallest normal
/// number is 0, one above the largest infinity. `NaN` when the tail is.
func invertTail(
  _ probability: Double, falling: Bool, start: Double, tail: (Double) -> Double,
  density: (Double) -> Double
) -> Double {
  var low = Double.leastNormalMagnitude
  var high = Double.greatestFiniteMagnitude
  if probability.isNaN { return .nan }
  if (tail(low) < probability) == falling { return 0 }
  if (tail(high) > probability) == falling { return .infinity }

  let direction = falling ? -1.0 : 1.0
  var x = start
  for _ in 0..<200 {
    let value = tail(x)
    if value.isNaN { return .nan }
    if abs(value - probability) <= probability.ulp { return x }
    if (value < probability) == falling { high = x } else { low = x }

    let slope = direction * density(x)
    let step =
      probability < 0.25
      ? x * expm1(log(probability / value) * value / (x * slope))
      : (probability - value) / slope
    let next = x + step
    if next > low && next < high {
      x = next
      if abs(step) <= 1e-9 * x { return x }
    } else {
      x = low.squareRoot() * high.squareRoot()
      if x <= low || x >= high { return x }
    }
  }
  return x
}

/// The quantile on 0..., by whichever tail holds at most half of the probability.
func positiveQuantile(
  of distribution: some ContinuousDistribution, lower probability: Double, start: Double
) -> Double {
  checkProbability(probability)
  if probability > 0.5 {
    return positiveQuantile(of: distribution, upper: 1 - probability, start: start)
  }
  return probability == 0
    ? 0
    : invertTail(
      probability, falling: false, start: start, tail: distribution.cumulative,
      density: distribution.density)
}

/// The quantile counted from above, likewise.
func positiveQuantile(
  of distribution: some ContinuousDistribution, upper probability: Double, start: Double
) -> Double {
  checkProbability(probability)
  if probability > 0.5 {
    return positiveQuantile(of: distribution, lower: 1 - probability, start: start)
  }
  return probability == 0
    ? .infinity
    : invertTail(
      probability, falling: true, start: start, tail: distribution.upperTail,
      density: distribution.density)
}
