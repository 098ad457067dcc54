import CommandSupport
import Foundation

/// The x of a table.
enum Grid {
  static let mostPoints = 1_000_000

  /// From `FROM:TO:STEP` or from numbers with commas.
  static func points(_ text: String) throws(CommandFailure) -> [Double] {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 1 {
      return try text.split(separator: ",", omittingEmptySubsequences: false).map(number)
    }
    guard parts.count == 3 else { throw wrong(text) }
    let (from, to, step) = (try number(parts[0]), try number(parts[1]), try number(parts[2]))
    guard step > 0, from <= to else { throw wrong(text) }
    let count = ((to - from) / step + 1e-9).rounded(.down)
    guard count < Double(mostPoints) else {
      throw CommandFailure(.wrongUsage, "--at \(text) has more than a million points")
    }
    // Twelve digits, so that 0.1:1:0.1 has 0.3 and not 0.30000000000000004.
    return (0...Int(count)).map { index in
      let x = from + Double(index) * step
      return Double(String(format: "%.12g", x)) ?? x
    }
  }

  private static func number(_ text: Substring) throws(CommandFailure) -> Double {
    guard let value = Double(text), value.isFinite else { throw wrong(String(text)) }
    return value
  }

  private static func wrong(_ text: String) -> CommandFailure {
    CommandFailure(
      .wrongUsage,
      "--at takes FROM:TO:STEP, such as -10:10:0.5, or numbers such as -1,0,1, not '\(text)'")
  }
}
