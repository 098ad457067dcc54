/// The two ends of an interval of confidence.
public struct ConfidenceLimits: Sendable, Hashable {
  /// `nil` where unknown or unbounded.
  public var lower: Double?
  public var upper: Double?
  /// Whether the data set no limit on that side, within anything that might matter: the quantity is
  /// not identified there.
  public var isLowerUnbounded: Bool
  public var isUpperUnbounded: Bool

  public init(
    lower: Double?, upper: Double?, isLowerUnbounded: Bool = false, isUpperUnbounded: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.isLowerUnbounded = isLowerUnbounded
    self.isUpperUnbounded = isUpperUnbounded
  }

  /// Not known.
  public static let unknown = ConfidenceLimits(lower: nil, upper: nil)

  /// A quantity that is known exactly.
  static func exact(_ value: Double) -> ConfidenceLimits {
    ConfidenceLimits(lower: value, upper: value)
  }

  /// Estimate ± reach.
  static func symmetric(_ estimate: Double, reach: Double?) -> ConfidenceLimits {
    ConfidenceLimits(
      lower: reach.map { estimate - $0 }, upper: reach.map { estimate + $0 })
  }

  /// Both sides moved away from the estimate for an independent error, distances added in quadrature.
  func widened(around estimate: Double, by reach: Double) -> ConfidenceLimits {
    guard reach > 0 else { return self }
    func distance(_ limit: Double) -> Double {
      let own = limit - estimate
      return (own * own + reach * reach).squareRoot()
    }
    var wider = self
    wider.lower = lower.map { estimate - distance($0) }
    wider.upper = upper.map { estimate + distance($0) }
    return wider
  }

  /// Turned by a function, such as one unit into another or a rate into a doubling time.
  func mapped(_ transform: (Double) -> Double) -> ConfidenceLimits {
    let ends = (lower.map(transform), upper.map(transform))
    if let low = ends.0, let high = ends.1, low > high {
      return ConfidenceLimits(lower: high, upper: low)
    }
    return ConfidenceLimits(
      lower: ends.0, upper: ends.1, isLowerUnbounded: isLowerUnbounded,
      isUpperUnbounded: isUpperUnbounded)
  }
}
