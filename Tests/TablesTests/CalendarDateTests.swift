import Tables
import Testing

/// Days of the calendar, there and back.
struct CalendarDateTests {
  @Test func `every day of two thousand years follows the one before`() {
    var expected = CalendarDate.daysSince1970(year: 1000, month: 1, day: 1) ?? 0
    for year in 1000..<3000 {
      for month in 1...12 {
        for day in 1...31 {
          guard let days = CalendarDate.daysSince1970(year: year, month: month, day: day) else {
            #expect(day > 28)
            continue
          }
          if days != expected { Issue.record("\(year)-\(month)-\(day) is day \(days)") }
          expected = days + 1
        }
      }
    }
    // Five times the 146,097 days of 400 years.
    #expect(
      expected - (CalendarDate.daysSince1970(year: 1000, month: 1, day: 1) ?? 0) == 5 * 146_097)
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (-86_400, "1969-12-31"), (951_782_400, "2000-02-29"),
      (1_579_689_015, "2020-01-22T10:30:15"), (-1, "1969-12-31T23:59:59"), (0.4, "1970-01-01"),
      (-62_135_596_800, "0001-01-01"), (253_402_300_799, "9999-12-31T23:59:59"),
      (-62_200_000_000, "-0002-12-17T14:13:20"),
    ] as [(Double, String)])
  func `moments as text`(seconds: Double, text: String) {
    #expect(CalendarDate.text(secondsSince1970: seconds) == text)
  }

  @Test func `text and back`() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<10_000 {
      let day = Int.random(in: -700_000...2_000_000, using: &generator)
      let text = CalendarDate.text(secondsSince1970: Double(day) * 86_400)
      let parts = text.split(separator: "-").compactMap { Int($0) }
      #expect(
        CalendarDate.daysSince1970(year: parts[0], month: parts[1], day: parts[2]) == day, "\(text)"
      )
    }
  }
}
