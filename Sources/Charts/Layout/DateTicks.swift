/// Ticks on an axis of seconds since 1970.
extension Ticks {
  /// At round times or dates: years as `2020`, months as `2020-03`, days as `2020-03-05`, times of
  /// day as `14:30` with the date as `03-05` at midnight.
  static func dates(_ range: ClosedRange<Double>, count: Int) -> [Tick] {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low, abs(low) < 1e14, abs(high) < 1e14 else { return linear(range, count: count) }
    let raw = (high - low) / Double(max(count, 1))
    if raw < 0.5 { return linear(range, count: count) }
    let fixedSteps: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
      172_800, 604_800, 1_209_600,
    ]
    if let step = fixedSteps.first(where: { $0 >= raw }) { return evenly(low, high, step) }
    let month = 30.44 * 86400
    if let months = [1, 2, 3, 6].first(where: { Double($0) * month >= raw }) {
      return monthly(low, high, every: months)
    }
    let years = linear(0...(high - low) / (12 * month), count: count)
    let step = years.count > 1 ? max(1, Int(years[1].position.rounded())) : 1
    return monthly(low, high, every: 12 * step)
  }

  private static func evenly(_ low: Double, _ high: Double, _ step: Double) -> [Tick] {
    // Weeks begin on Mondays; 1970-01-05 was one.
    let origin: Double = step.truncatingRemainder(dividingBy: 604_800) == 0 ? 4 * 86400 : 0
    let first = ((low - origin) / step).rounded(.up)
    let last = ((high - origin) / step).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { index in
      let seconds = origin + index * step
      let day = CivilDate(day: Int((seconds / 86400).rounded(.down)))
      let ofDay = Int(seconds - (seconds / 86400).rounded(.down) * 86400)
      if step >= 86400 { return Tick(seconds, day.text) }
      if ofDay == 0, step >= 60 { return Tick(seconds, String(day.text.dropFirst(5))) }
      let time = "\(two(ofDay / 3600)):\(two(ofDay / 60 % 60))"
      return Tick(seconds, step < 60 ? "\(time):\(two(ofDay % 60))" : time)
    }
  }

  private static func monthly(_ low: Double, _ high: Double, every months: Int) -> [Tick] {
    let start = CivilDate(day: Int((low / 86400).rounded(.down)))
    var index = start.year * 12 + start.month - 1
    index -= (index % months + months) % months
    var ticks: [Tick] = []
    while ticks.count < 1000 {
      let (year, month) = (
        Int((Double(index) / 12).rounded(.down)), (index % 12 + 12) % 12 + 1
      )
      let seconds = Double(CivilDate(year: year, month: month, day: 1).dayNumber) * 86400
      if seconds > high { break }
      if seconds >= low {
        ticks.append(Tick(seconds, months % 12 == 0 ? "\(year)" : "\(year)-\(two(month))"))
      }
      index += months
    }
    return ticks
  }

  fileprivate static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A day of the Gregorian calendar.
struct CivilDate: Sendable, Hashable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Parameter number: days since 1970-01-01.
  init(day number: Int) {
    // Years that begin in March have the leap day at their end; 400 of them have 146097 days.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    day = ofYear - (153 * fromMarch + 2) / 5 + 1
    month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  var text: String {
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(year < 0 ? "-" : "")\(padded)-\(Ticks.two(month))-\(Ticks.two(day))"
  }
}
