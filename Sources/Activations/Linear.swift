public import RealModule

/// The identity, the output of a regression.
///
/// ```
/// x
/// ```
///
/// The slope is 1, and NaN at NaN. Both are exact.
public struct Linear: Activation {
  public init() {}

  public var name: String { "linear" }
  public var formula: String { "x" }
  public var range: ClosedRange<Double> { -.infinity ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) {
    (.greatestFiniteMagnitude, -.greatestFiniteMagnitude)
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    (x, x.isNaN ? x : 1)
  }
}
