internal import Activations
internal import RealModule

/// Steps through a sequence that only rise, or only fall, and what they explain of it: a test for a
/// trend of unknown shape (Bartholomew 1959). What they explain of independent noise depends on chance
/// and the count alone: exactly so with ranks, whatever the distribution and the outliers (Shorack
/// 1967); nearly so with sizes, when no single one decides.
struct TrendSteps {
  private let values: [Double]

  /// Through the ranks of sizes.
  init(ranksOf sizes: [Double]) {
    let order = sizes.indices.sorted { sizes[$0] < sizes[$1] }
    var ranks = [Double](repeating: 0, count: sizes.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, sizes[order[end]] == sizes[order[first]] { end += 1 }
      // Equal sizes share the mean of their ranks.
      for k in first..<end { ranks[order[k]] = Double(first + end - 1) / 2 }
      first = end
    }
    values = ranks
  }

  /// Through sizes, without the one that speaks most for the steps.
  init(_ sizes: [Double], isFalling: Bool) {
    let rest = Self.rest(sizes, isFalling)
    let mean = Reductions.sum(sizes.span) / Double(max(1, sizes.count))
    var strongest = 0
    var most = -Double.infinity
    for i in sizes.indices {
      let part = (sizes[i] - mean) * (sizes[i] - mean) - rest[i] * rest[i]
      if part > most { (strongest, most) = (i, part) }
    }
    values = sizes.indices.filter { $0 != strongest }.map { sizes[$0] }
  }

  /// n′·ln(TSS/RSS) of the steps, with n′ the number of independent observations that noise as
  /// correlated as the residuals is worth.
  func evidence(isFalling: Bool) -> Double {
    guard values.count > 2 else { return 0 }
    let rest = Self.rest(values, isFalling)
    let total = values.squaresAboutMean
    let squares = Reductions.sumOfSquares(rest.span)
    guard total > squares else { return 0 }
    let correlation = squares > 0 ? Reductions.lagProducts(rest) / squares : 0
    return EffectiveCount.of(values.count, correlation: correlation)
      * Double.log(total / squares)
  }

  /// The values minus the closest steps.
  private static func rest(_ values: [Double], _ isFalling: Bool) -> [Double] {
    var rest = values
    var regression = IsotonicRegression(capacity: rest.count)
    regression.subtractSteps(from: &rest, in: 0..<rest.count, isFalling: isFalling)
    return rest
  }
}

/// How many independent observations correlated ones are worth.
enum EffectiveCount {
  /// n(1 − φ)/(1 + φ) for noise whose correlation φ falls geometrically with the lag. The correlation
  /// of residuals is too low by about (1 + 4φ)/n (Marriott and Pope 1954).
  static func of(_ count: Int, correlation: Double) -> Double {
    let bias = (1 + 4 * max(correlation, 0)) / Double(count)
    let corrected = min(max(correlation + bias, 0), 0.98)
    return Double(count) * (1 - corrected) / (1 + corrected)
  }
}
