/// The tails of an activation on which its slope is small.
public struct Saturation: Sendable, Hashable {
  /// The function is saturated at and to the left of this point; `nil` if it is not saturated on
  /// the left.
  public var left: Double?

  /// The function is saturated at and to the right of this point; `nil` if it is not saturated on
  /// the right.
  public var right: Double?

  public init(left: Double?, right: Double?) {
    self.left = left
    self.right = right
  }

  /// Whether the function is saturated at x.
  public func contains(_ x: Double) -> Bool {
    if let left, x <= left { return true }
    if let right, x >= right { return true }
    return false
  }

  /// The saturated intervals from left to right, one if they meet.
  public var ranges: [ClosedRange<Double>] {
    if let left, let right, right <= left { return [-.infinity ... .infinity] }
    var ranges: [ClosedRange<Double>] = []
    if let left { ranges.append(-.infinity...left) }
    if let right { ranges.append(right ... .infinity) }
    return ranges
  }
}
