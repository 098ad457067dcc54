import Charts
import CommandSupport
import Tables

/// Times of the data as places on the axis of a picture: as they are, or dates.
struct PictureTimes: Sendable {
  /// Without a range.
  private(set) var axis: Axis
  /// Seconds since 1970, where the times are dates.
  private let start: Double?
  private let unit: TimeUnit?
  /// From the unit of the data to that of the axis.
  private var scale = 1.0

  /// - Parameters:
  ///   - name: of the column.
  ///   - unit: of the times, where it is known.
  ///   - start: the moment from which they count, in seconds since 1970, where they are dates.
  init(name: String, unit: TimeUnit?, start: Double?) {
    var name = QuantityName(name)
    self.start = start
    self.unit = unit ?? name.unit.flatMap { TimeUnit(argument: $0) }
    if start != nil {
      axis = Axis(name.label, scale: .date)
      return
    }
    // A column "hours" holds times.
    if let unit, TimeUnit(argument: name.label) == unit { name.label = "time" }
    axis = Axis(name.label, unit: unit?.symbol ?? name.unit)
  }

  init(_ times: SeriesTimes) {
    var start: Double?
    if case .date(let seconds) = times.axis.origin { start = seconds }
    self.init(name: times.name, unit: times.axis.unit, start: start)
  }

  /// In hours or days where the data count many of smaller units. Texts stay as they are.
  func coarser(last: Double) -> PictureTimes {
    guard start == nil, let unit, unit.seconds < TimeUnit.hours.seconds else { return self }
    let seconds = last * unit.seconds
    guard seconds > 3 * TimeUnit.hours.seconds else { return self }
    let wanted: TimeUnit = seconds > 10 * TimeUnit.days.seconds ? .days : .hours
    var times = self
    times.scale = unit.seconds / wanted.seconds
    times.axis.unit = wanted.symbol
    return times
  }

  /// The unit for texts; nil for dates.
  var unitText: String? { unit?.symbol ?? axis.unit }

  func place(_ time: Double) -> Double {
    guard let start, let unit else { return scale * time }
    return start + time * unit.seconds
  }

  func places(_ times: [Double]) -> [Double] { times.map(place) }

  /// A time for readers.
  func text(_ time: Double, error: Double? = nil) -> String {
    guard start != nil, place(time).magnitude < 1e13 else {
      let text = SignificantDigits.text(time, error: error)
      return (error == nil ? text.trimmedZeros : text) + (unitText.map { " \($0)" } ?? "")
    }
    let seconds = place(time)
    let isLong = (unit ?? .days).seconds >= TimeUnit.days.seconds
    return CalendarDate.text(
      secondsSince1970: isLong
        ? (seconds / TimeUnit.days.seconds).rounded(.down) * TimeUnit.days.seconds
        : seconds.rounded())
  }
}

extension TimeUnit {
  /// As axes show it.
  fileprivate var symbol: String {
    switch self {
    case .seconds: "s"
    case .minutes: "min"
    case .hours: "h"
    case .days: "d"
    case .weeks: "weeks"
    case .years: "years"
    }
  }
}
