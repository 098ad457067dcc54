import ArgumentParser
import CommandSupport
import Tables

/// The times that `--trim A:B` keeps. Each side is a number, a clock time or a date.
struct TrimRange: Sendable {
  private let text: String
  private let lower: TimeArgument?
  private let upper: TimeArgument?

  /// `A:B`, or `A..B` where colons would leave it open which one separates the sides.
  init(argument text: String) throws {
    self.text = text
    let readings = Self.splits(of: text).compactMap { Self.reading($0, $1) }
    guard let reading = readings.first, readings.count == 1 else {
      throw ValidationError(
        readings.isEmpty
          ? "--trim takes A:B (numbers, clock times or dates), not '\(text)'"
          : "--trim \(text) may be read in several ways; write A..B")
    }
    (lower, upper) = reading
    if case .number(let low)? = lower, case .number(let high)? = upper, low >= high {
      throw ValidationError("--trim \(text) leaves no times")
    }
  }

  private static func splits(of text: String) -> [(Substring, Substring)] {
    if let dots = text.firstRange(of: "..") {
      return [(text[..<dots.lowerBound], text[dots.upperBound...])]
    }
    return text.indices.filter { text[$0] == ":" }.map {
      (text[..<$0], text[text.index(after: $0)...])
    }
  }

  /// Both sides as times; nil where one is none.
  private static func reading(
    _ lower: Substring, _ upper: Substring
  ) -> (TimeArgument?, TimeArgument?)? {
    let sides = [lower, upper].map { ($0.isEmpty, TimeArgument(argument: String($0))) }
    guard sides.allSatisfy({ isEmpty, time in isEmpty || time != nil }) else { return nil }
    return (sides[0].1, sides[1].1)
  }

  /// The range in the values of a column of times.
  func range(in times: TimeColumn, named name: String) throws(CommandFailure) -> ClosedRange<Double>
  {
    let low = try lower.map { side throws(CommandFailure) in try value(side, times, name) }
    let high = try upper.map { side throws(CommandFailure) in try value(side, times, name) }
    guard low ?? -.infinity < high ?? .infinity else {
      throw CommandFailure(.wrongUsage, "--trim \(text) leaves no times")
    }
    return (low ?? -.infinity)...(high ?? .infinity)
  }

  private func value(
    _ side: TimeArgument, _ times: TimeColumn, _ name: String
  ) throws(CommandFailure) -> Double {
    if let value = side.value(in: times) { return value }
    if case .clock = side {
      throw CommandFailure(
        .wrongUsage,
        "--trim \(text): the unit of the times in \"\(name)\" is not known; say it with --time-unit"
      )
    }
    throw CommandFailure(
      .wrongUsage, "--trim \(text): the times in \"\(name)\" are no dates; give numbers")
  }
}
