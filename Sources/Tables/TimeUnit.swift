/// A unit of time. A year is the Julian year of 365.25 days.
package enum TimeUnit: String, Sendable, CaseIterable {
  case seconds, minutes, hours, days, weeks, years

  /// How many seconds one unit lasts.
  package var seconds: Double {
    switch self {
    case .seconds: 1
    case .minutes: 60
    case .hours: 3_600
    case .days: 86_400
    case .weeks: 604_800
    case .years: 31_557_600
    }
  }

  /// The unit as a user names it: the name, its singular or a usual abbreviation (`s`, `sec`, `min`,
  /// `h`, `hr`, `d`, `w`, `y`, `yr`), in any case; nil for anything else.
  package init?(argument: String) {
    switch argument.lowercased() {
    case "s", "sec", "secs", "second", "seconds": self = .seconds
    case "m", "min", "mins", "minute", "minutes": self = .minutes
    case "h", "hr", "hrs", "hour", "hours": self = .hours
    case "d", "day", "days": self = .days
    case "w", "wk", "week", "weeks": self = .weeks
    case "y", "yr", "yrs", "year", "years": self = .years
    default: return nil
    }
  }
}
