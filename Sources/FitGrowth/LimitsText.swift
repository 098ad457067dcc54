import CommandSupport
import GrowthCurves

extension ConfidenceLimits {
  /// For people: to the digits that the width of the interval leaves, and in words where there is no
  /// limit.
  func text(around estimate: Double, error: Double? = nil) -> String {
    guard let width = halfWidth(around: estimate) else {
      return isLowerUnbounded || isUpperUnbounded ? "no limit" : "–"
    }
    func shown(_ limit: Double?, _ isUnbounded: Bool) -> String {
      guard let limit else { return isUnbounded ? "no limit" : "?" }
      return SignificantDigits.text(limit, error: min(width / 2, error ?? .infinity))
    }
    return "\(shown(lower, isLowerUnbounded)) … \(shown(upper, isUpperUnbounded))"
  }

  /// The distance from the estimate to the nearer limit.
  func halfWidth(around estimate: Double) -> Double? {
    [lower, upper].compactMap { $0.map { ($0 - estimate).magnitude } }.filter { $0 > 0 }.min()
  }
}
