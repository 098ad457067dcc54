public import RealModule

/// A function of one variable with its slope, as used between the layers of a model or as the shape
/// of a growth curve.
///
/// A new activation supplies its name, its formula, the facts below and ``evaluate(_:)``;
/// everything else follows. One that is needed on long arrays also brings an ``ActivationKernel``,
/// which then also computes single numbers, so that the two never differ.
public protocol Activation: Sendable {
  /// The name by which a command or a file refers to the function.
  var name: String { get }

  /// The formula in plain text.
  var formula: String { get }

  /// The smallest interval that holds all values, with the limits at ±∞.
  var range: ClosedRange<Double> { get }

  /// Whether x < y implies value(x) ≤ value(y).
  var isMonotone: Bool { get }

  /// Where |slope| stops increasing on the way out, to the left and to the right; `nil` where it
  /// increases for ever.
  var tails: (left: Double?, right: Double?) { get }

  /// The array form; without one, arrays are loops over ``evaluate(_:)``.
  var kernel: ActivationKernel? { get }

  /// Value and slope at x from a formula that is stable in the precision of `T`.
  func evaluate<T: Real>(_ x: T) -> (value: T, slope: T)
}

extension Activation {
  public var kernel: ActivationKernel? { nil }

  /// The function at x. `Double` has the error bound of the array form, `Float` is rounded from it.
  public func value<T: Real>(_ x: T) -> T {
    guard let kernel else { return evaluate(x).value }
    if let x = x as? Double { return kernel.value(x) as! T }
    if let x = x as? Float { return Float(kernel.value(Double(x))) as! T }
    return evaluate(x).value
  }

  /// The function and its derivative at x, in one evaluation.
  public func valueAndSlope<T: Real>(_ x: T) -> (value: T, slope: T) {
    guard let kernel else { return evaluate(x) }
    if let x = x as? Double {
      let (value, slope) = kernel.valueAndSlope(x)
      return (value as! T, slope as! T)
    }
    if let x = x as? Float {
      let (value, slope) = kernel.valueAndSlope(Double(x))
      return (Float(value) as! T, Float(slope) as! T)
    }
    return evaluate(x)
  }

  /// Writes the values at `x` to `y`, which has as many elements. The bits of a value depend on
  /// nothing but its x.
  public func values(of x: Span<Double>, into y: inout MutableSpan<Double>) {
    guard let kernel else {
      precondition(x.count == y.count, "as many values as arguments")
      for i in x.indices { y[i] = evaluate(x[i]).value }
      return
    }
    kernel.values(of: x, into: &y)
  }

  /// Writes the slopes at `x` to `y`, which has as many elements.
  public func slopes(of x: Span<Double>, into y: inout MutableSpan<Double>) {
    guard let kernel else {
      precondition(x.count == y.count, "as many slopes as arguments")
      for i in x.indices { y[i] = evaluate(x[i]).slope }
      return
    }
    kernel.slopes(of: x, into: &y)
  }

  /// Writes the values and the slopes at `x`, with the bits of the two separate calls.
  public func valuesAndSlopes(
    of x: Span<Double>, into values: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    guard let kernel else {
      precondition(x.count == values.count && x.count == slopes.count, "as many as arguments")
      for i in x.indices { (values[i], slopes[i]) = evaluate(x[i]) }
      return
    }
    kernel.valuesAndSlopes(of: x, into: &values, slopes: &slopes)
  }

  /// Where the function is so flat that almost nothing is learnt there: the tails on which |slope|
  /// < `threshold`.
  ///
  /// A point of zero slope between the tails, such as the minimum of ``SiLU``, is not saturation.
  public func saturation(below threshold: Double) -> Saturation {
    precondition(threshold > 0, "a slope is never below \(threshold) in absolute value")
    let flat = { (x: Double) in abs(valueAndSlope(x).slope) < threshold }
    let left = tails.left.flatMap { lastPoint(from: $0, to: -.infinity, where: flat) }
    let right = tails.right.flatMap { lastPoint(from: $0, to: .infinity, where: flat) }
    return Saturation(left: left, right: right)
  }
}

/// The point nearest to `start` from which `condition` holds up to `end`, where it must hold if it
/// holds anywhere.
private func lastPoint(
  from start: Double, to end: Double, where condition: (Double) -> Bool
) -> Double? {
  guard condition(end) else { return nil }
  if condition(start) { return start }
  // Bisection over the doubles in order: 64 steps, however far out the point is.
  var (outside, inside) = (orderedBits(start), orderedBits(end))
  let step: Int64 = end < start ? -1 : 1
  while outside + step != inside {
    // The difference of the two would overflow.
    let middle = (outside >> 1) + (inside >> 1) + (outside & inside & 1)
    if condition(double(orderedBits: middle)) { inside = middle } else { outside = middle }
  }
  return double(orderedBits: inside)
}

/// Integers in the order of the doubles.
private func orderedBits(_ x: Double) -> Int64 {
  let bits = Int64(bitPattern: x.bitPattern)
  return bits >= 0 ? bits : -(bits & Int64.max)
}

private func double(orderedBits bits: Int64) -> Double {
  bits >= 0 ? Double(bitPattern: UInt64(bits)) : -Double(bitPattern: UInt64(-bits))
}
