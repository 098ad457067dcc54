internal import Foundation

/// Numbers for people. Files get the shortest text that reads back to the same double instead
/// (`NumberText`).
package enum SignificantDigits {
  /// `value` to some significant digits, without exponents where it stays readable.
  package static func text(_ value: Double, _ digits: Int = 6) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "-∞" }
    guard value != 0 else { return "0" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    if exponent < -5 || exponent > 14 { return scientific(value, digits) }
    return fixed(value, max(0, digits - 1 - exponent))
  }

  /// `value` to the last digit that its standard error allows: two digits of the error.
  package static func text(_ value: Double, error: Double?) -> String {
    guard let error, error > 0, error.isFinite, value.isFinite else { return text(value) }
    let exponent = Int(log10(error).rounded(.down))
    let magnitude = value == 0 ? exponent : Int(log10(value.magnitude).rounded(.down))
    if magnitude < -5 || magnitude > 14 {
      return scientific(value, max(2, min(15, magnitude - exponent + 2)))
    }
    return fixed(value, min(max(0, 1 - exponent), 15))
  }

  /// `value` to a number of decimals.
  package static func decimals(_ value: Double, _ decimals: Int) -> String {
    value.isFinite ? fixed(value, decimals) : text(value)
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  private static func scientific(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits - 1)e", value)
  }
}
