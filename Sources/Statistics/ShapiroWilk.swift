internal import CGSL

/// The test of Shapiro and Wilk for normality, with Royston's coefficients and p-values.
///
///     W = (Σ aᵢ x₍ᵢ₎)² / Σ (xᵢ − x̄)²,   at most 1, small for samples that are not normal
///
/// The aᵢ are the normal scores Φ⁻¹((i − 3/8)/(n + 1/4)) brought to unit length, with the two
/// greatest at each end from polynomials in 1/√n. p is the upper tail of a normal variable that
/// ln(1 − W), for n ≤ 11 −ln(γ − ln(1 − W)), is transformed to; exact for n = 3.
///
/// Valid for 3 to 5,000 values. The transformations were fitted to simulations: p is good to about two
/// digits between 0.01 and 0.99, and no more than an order of magnitude far below. The values are
/// taken as independent: residuals of a fit are nearly that when n is large beside the number of
/// parameters. Ties (rounded data) make W smaller than normality would.
///
/// Source: S. S. Shapiro and M. B. Wilk (1965), Biometrika 52:591–611; P. Royston (1992), Stat. Comput.
/// 2:117–119; (1995), Appl. Stat. 44:547–551, algorithm AS R94.
public struct ShapiroWilk: Sendable, Equatable {
  /// W.
  public let statistic: Double
  /// The probability of a W as small as this, or smaller, for a normal sample.
  public let p: Double

  /// - Returns: `nil` for fewer than 3 or more than 5,000 values, when all are equal, or when one is
  ///   not finite.
  public init?(_ values: Span<Double>) {
    let n = values.count
    guard (3...5000).contains(n) else { return nil }
    var sorted: [Double] = []
    sorted.reserveCapacity(n)
    for index in values.indices { sorted.append(values[index]) }
    guard sorted.allSatisfy({ $0.isFinite }) else { return nil }
    sorted.sort()
    guard let shape = Self.standardised(sorted) else { return nil }

    let weights = Self.weights(count: n)
    var projection = 0.0
    for i in 0..<n { projection += weights[i] * shape[i] }
    // 1 − W as what is left beside the scores, for W is near 1 where it matters.
    var rest = 0.0
    for i in 0..<n {
      let difference = shape[i] - projection * weights[i]
      rest += difference * difference
    }
    statistic = 1 - min(rest, 1)
    p = Self.upperTail(complement: min(rest, 1), count: n)
  }

  /// Sorted values minus their mean, of unit length.
  private static func standardised(_ sorted: [Double]) -> [Double]? {
    let scale = max(sorted[0].magnitude, sorted[sorted.count - 1].magnitude)
    guard scale > 0, sorted[0] < sorted[sorted.count - 1] else { return nil }
    var shape = sorted.map { $0 / scale }
    let mean = shape.reduce(0, +) / Double(shape.count)
    var squares = 0.0
    for i in shape.indices {
      shape[i] -= mean
      squares += shape[i] * shape[i]
    }
    guard squares > 0 else { return nil }
    return shape.map { $0 / squares.squareRoot() }
  }

  /// The aᵢ: antisymmetric, of unit length.
  private static func weights(count n: Int) -> [Double] {
    guard n > 3 else { return [-0.5.squareRoot(), 0, 0.5.squareRoot()] }
    let half = n / 2
    let normal = Normal()
    // The scores of the upper half, the greatest first.
    let scores = (0..<half).map { normal.upperQuantile((Double($0) + 0.625) / (Double(n) + 0.25)) }
    let squares = 2 * scores.reduce(0) { $0 + $1 * $1 }
    let u = 1 / Double(n).squareRoot()
    let length = squares.squareRoot()
    let first =
      scores[0] / length
      + polynomial([0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056], u)
    var ends = [first]
    if n > 5 {
      ends.append(
        scores[1] / length
          + polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u))
    }
    // The others share what the ends leave of the length.
    var inner = squares
    var remaining = 1.0
    for (end, score) in zip(ends, scores) {
      inner -= 2 * score * score
      remaining -= 2 * end * end
    }
    let scale = (remaining / inner).squareRoot()
    let upper = ends + scores.dropFirst(ends.count).map { $0 * scale }
    return upper.map { -$0 } + (n % 2 == 1 ? [0] : []) + upper.reversed()
  }

  /// p from 1 − W.
  private static func upperTail(complement: Double, count n: Int) -> Double {
    let size = Double(n)
    if n == 3 {
      // W lies between 3/4 and 1: exact.
      let w = max(1 - complement, 0.75)
      return max(0, 6 / .pi * (asin(w.squareRoot()) - asin(0.75.squareRoot())))
    }
    guard complement > 0 else { return 1 }
    var y = log(complement)
    let mean: Double
    let logDeviation: Double
    if n <= 11 {
      let gamma = -2.273 + 0.459 * size
      // Beyond what the transformation reaches: no normal sample is like that.
      guard y < gamma else { return 0 }
      y = -log(gamma - y)
      mean = polynomial([0.5440, -0.39978, 0.025054, -0.0006714], size)
      logDeviation = polynomial([1.3822, -0.77857, 0.062767, -0.0020322], size)
    } else {
      let x = log(size)
      mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], x)
      logDeviation = polynomial([-0.4803, -0.082676, 0.0030302], x)
    }
    return Normal().upperTail((y - mean) / exp(logDeviation))
  }

  /// c₀ + c₁x + c₂x² + …
  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }
}
