import ArgumentParser
import CommandSupport
import Tables

/// The times that are asked for: numbers in the unit of the data, or dates where the data had dates.
struct PredictionTimes: ParsableArguments {
  @Option(help: "Times, separated by commas: numbers as in the data, or dates where it has dates.")
  var at: String?

  @Option(help: "The first of evenly spaced times.")
  var from: String?

  @Option(help: "The last of evenly spaced times.")
  var to: String?

  @Option(help: "The distance between evenly spaced times.")
  var step: Double?

  /// The most times that are predicted at once.
  private static let limit = 10_000_000

  func validate() throws {
    let isRange = from != nil || to != nil || step != nil
    guard (at != nil) != isRange else {
      throw ValidationError("predict takes --at TIMES, or --from A --to B --step S")
    }
    guard !isRange || (from != nil && to != nil && step != nil) else {
      throw ValidationError("--from, --to and --step go together")
    }
    if let step, !(step > 0 && step.isFinite) {
      throw ValidationError("--step takes a number above 0")
    }
  }

  /// Times as the fits count them, each with its text.
  func times(_ time: FitFile.Time) throws -> [(text: String, value: Double)] {
    if let at {
      return try at.split(separator: ",").map { part in
        let text = part.trimmingPrefix { $0 == " " }
        return (String(text), try Self.value(String(text), time))
      }
    }
    let (first, last) = (try Self.value(from!, time), try Self.value(to!, time))
    let step = step!
    guard first <= last else { throw ValidationError("--from \(from!) lies after --to \(to!)") }
    let count = ((last - first) / step * (1 + 1e-12)).rounded(.down)
    guard count < Double(Self.limit) else {
      throw ValidationError("--step \(step) makes more than \(Self.limit) times")
    }
    return (0...Int(count)).map { index in
      let value = first + Double(index) * step
      return (Self.text(value, time), value)
    }
  }

  private static func value(_ text: String, _ time: FitFile.Time) throws -> Double {
    if let number = Double(text), number.isFinite { return number }
    guard let origin = time.origin.flatMap({ Self.seconds(of: $0) }),
      let unit = time.unit.flatMap({ TimeUnit(argument: $0) })
    else {
      throw ValidationError("'\(text)' is not a number, and the times of the data are numbers")
    }
    guard let seconds = Self.seconds(of: text) else {
      throw ValidationError("'\(text)' is neither a number nor a date such as 2020-01-22")
    }
    return (seconds - origin) / unit.seconds
  }

  private static func text(_ value: Double, _ time: FitFile.Time) -> String {
    guard let origin = time.origin.flatMap({ Self.seconds(of: $0) }),
      let unit = time.unit.flatMap({ TimeUnit(argument: $0) })
    else { return NumberText.text(value) }
    return CalendarDate.text(secondsSince1970: origin + value * unit.seconds)
  }

  /// A date as a table understands it, in seconds since 1970.
  static func seconds(of text: String) -> Double? {
    guard let table = try? Table.parse(text: "date\n\(text)\n"), let column = table.columns.first,
      case .date(let start) = (try? column.times(in: .seconds))?.origin,
      let value = try? column.times(in: .seconds).values.first
    else { return nil }
    return start + value
  }
}
