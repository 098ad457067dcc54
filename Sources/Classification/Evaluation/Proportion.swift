internal import Statistics

/// A share of rows with its interval by Wilson's score method (1927):
///
/// ```
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
/// ```
///
/// It lies within 0...1 and has a width even where the share is 0 or 1. n is the sum of the weights:
/// weights count as repetitions.
public struct Proportion: Sendable, Equatable {
  public let value: Double
  public let lower: Double
  public let upper: Double

  /// - Parameters:
  ///   - count: the weight of the rows that have the property.
  ///   - total: the weight of all, positive.
  public init(count: Double, total: Double, confidence: Double = 0.95) {
    precondition(total > 0 && count >= 0, "a share of some rows")
    precondition(confidence > 0 && confidence < 1, "a confidence between 0 and 1")
    let p = min(count / total, 1)
    let z = Normal().upperQuantile((1 - confidence) / 2)
    let square = z * z / total
    let centre = (p + square / 2) / (1 + square)
    let half = (p * (1 - p) * square + square * square / 4).squareRoot() / (1 + square)
    value = p
    lower = p == 0 ? 0 : max(centre - half, 0)
    upper = p == 1 ? 1 : min(centre + half, 1)
  }
}
