#if arch(x86_64)
  /// The error of `value` against an exact result, in units of the last place of a double of the
  /// exact result's size.
  ///
  /// Infinite where one of them is NaN or overflows and the other does not.
  public func ulps(of value: Double, against exact: Float80) -> Double {
    let rounded = Double(exact)
    if value.isNaN || exact.isNaN { return value.isNaN && exact.isNaN ? 0 : .infinity }
    if value.isInfinite || rounded.isInfinite { return value == rounded ? 0 : .infinity }
    let exponent = exact == 0 ? -1022 : max(exact.exponent, -1022)
    let ulp = Float80(sign: .plus, exponent: exponent - 52, significand: 1)
    return Double(abs(Float80(value) - exact) / ulp)
  }
#endif

/// How many doubles `value` is from `expected`: 0 if they are the same, also as NaN; −0 is not 0.
public func doublesBetween(_ value: Double, _ expected: Double) -> UInt64 {
  if value.isNaN || expected.isNaN { return value.isNaN && expected.isNaN ? 0 : .max }
  if value == 0 && expected == 0 { return value.sign == expected.sign ? 0 : 1 }
  // Integers in the order of the doubles.
  func order(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits >= 0 ? bits : -(bits & Int64.max)
  }
  return order(value).subtractingReportingOverflow(order(expected)).partialValue.magnitude
}
