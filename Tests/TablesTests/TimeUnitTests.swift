import Tables
import Testing

/// Units of time as a user names them.
struct TimeUnitTests {
  @Test(arguments: [
    ("s", TimeUnit.seconds), ("Sec", .seconds), ("minutes", .minutes), ("min", .minutes),
    ("h", .hours),
    ("hr", .hours), ("Hours", .hours), ("d", .days), ("day", .days), ("weeks", .weeks),
    ("yr", .years),
  ])
  func `units have names`(argument: String, unit: TimeUnit) {
    #expect(TimeUnit(argument: argument) == unit)
  }

  @Test func `a unit's own name is one of them`() {
    for unit in TimeUnit.allCases { #expect(TimeUnit(argument: unit.rawValue) == unit) }
    #expect(TimeUnit(argument: "fortnight") == nil)
    #expect(TimeUnit.weeks.seconds == 7 * TimeUnit.days.seconds)
    #expect(TimeUnit.years.seconds == 365.25 * TimeUnit.days.seconds)
  }
}
