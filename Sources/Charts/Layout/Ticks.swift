internal import Foundation

/// Where the ticks of an axis stand, and their texts.
enum Ticks {
  /// At multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter count: about how many there should be.
  static func linear(_ range: ClosedRange<Double>, count: Int) -> [Tick] {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low, (high - low).isFinite else { return [] }
    let raw = (high - low) / Double(max(count, 1))
    let exponent = Foundation.floor(log10(raw))
    let power = pow(10, exponent)
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw * (1 - 1e-9) } ?? raw
    let (first, last) = ((low / step - 1e-6).rounded(.up), (high / step + 1e-6).rounded(.down))
    guard first <= last, abs(first) < 1e15, abs(last) < 1e15, step > 0 else { return [] }
    let decimals = max(0, -Int(Foundation.floor(log10(step) + 1e-9)))
    let largest = max(abs(low), abs(high))
    // Round large numbers and small ones are written with a power of ten; others would only become
    // longer.
    let digits = Foundation.floor(log10(largest) + 1e-9) - Foundation.floor(log10(step) + 1e-9)
    let isLong = decimals > 5 || (largest >= 1e6 && digits <= 3) || largest >= 1e12
    return stride(from: first, through: last, by: 1).map { index in
      // The same double as a user would write.
      let value = index * step
      return Tick(value, isLong ? short(value, step: step) : fixed(value, decimals))
    }
  }

  /// At powers of ten; with 2 and 5 between them, or evenly, on short axes.
  static func logarithmic(_ range: ClosedRange<Double>, count: Int) -> [Tick] {
    let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
    guard high > low, (high - low).isFinite else { return [] }
    let decades =
      Int(
        (low - 1e-9).rounded(.up))...max(
        Int((low - 1e-9).rounded(.up)), Int((high + 1e-9).rounded(.down)))
    if high - low < 0.8 {
      return linear(range, count: count)
    }
    let digits: [Double] =
      high - low <= 2 ? (Double(count) >= 3 * (high - low) ? [1, 2, 5] : [1, 3]) : [1]
    let every = max(1, Int((high - low) / Double(max(count, 2)) + 0.999))
    let isPlain = low > -3.001 && high < 4.001
    var ticks: [Tick] = []
    for decade in (decades.lowerBound - 1)...decades.upperBound {
      for digit in digits {
        let value = digit * pow(10, Double(decade))
        guard log10(value) >= low - 1e-9, log10(value) <= high + 1e-9 else { continue }
        let isNamed = decade % every == 0
        ticks.append(Tick(value, isNamed ? power(digit, decade, isPlain: isPlain) : ""))
      }
    }
    return ticks
  }

  /// A digit times a power of ten.
  ///
  /// - Parameter isPlain: whether no number of the axis is very large or small.
  private static func power(_ digit: Double, _ decade: Int, isPlain: Bool) -> String {
    if isPlain || decade == 0 || decade == 1 {
      return fixed(digit * pow(10, Double(decade)), max(0, -decade))
    }
    let ten = "10" + raised(decade)
    return digit == 1 ? ten : fixed(digit, 0) + "×" + ten
  }

  /// A number with as many digits as the step needs, times a power of ten.
  private static func short(_ value: Double, step: Double) -> String {
    guard value != 0 else { return "0" }
    let exponent = Int(Foundation.floor(log10(abs(value)) + 1e-9))
    guard exponent > 4 || exponent < -3 else {
      return fixed(value, max(0, -Int(Foundation.floor(log10(step) + 1e-9))))
    }
    let decimals = max(0, exponent - Int(Foundation.floor(log10(step) + 1e-9)))
    return fixed(value / pow(10, Double(exponent)), decimals) + "×10" + raised(exponent)
  }

  private static func raised(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (exponent < 0 ? "⁻" : "")
      + String(String(abs(exponent)).map { digits[$0.wholeNumberValue ?? 0] })
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", value == 0 ? 0 : value)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
