import Tables
import Testing

/// Times on a command line.
struct TimeArgumentTests {
  @Test func `numbers, clock times, dates and nothing else`() {
    #expect(TimeArgument(argument: "1.5") == .number(1.5))
    #expect(TimeArgument(argument: "-3") == .number(-3))
    #expect(TimeArgument(argument: "0:30") == .clock(1_800))
    #expect(TimeArgument(argument: "26:00:01.5") == .clock(93_601.5))
    #expect(TimeArgument(argument: "2020-01-22") == .date(1_579_651_200))
    for text in ["", "noon", "1,5", "1:2", "1e999", "NA", "2020-02-30"] {
      #expect(TimeArgument(argument: text) == nil)
    }
  }

  @Test func `in the values of a column`() {
    let plain = TimeColumn(values: [0], unit: nil, origin: .asWritten)
    let minutes = TimeColumn(values: [0], unit: .minutes, origin: .asWritten)
    let days = TimeColumn(
      values: [0], unit: .days, origin: .date(secondsSince1970: 1_579_651_200))
    #expect(TimeArgument.number(2).value(in: plain) == 2)
    #expect(TimeArgument.clock(1_800).value(in: plain) == nil)
    #expect(TimeArgument.clock(1_800).value(in: minutes) == 30)
    #expect(TimeArgument.date(1_579_651_200).value(in: minutes) == nil)
    #expect(TimeArgument.date(1_579_651_200 + 43_200).value(in: days) == 0.5)
    #expect(TimeArgument.clock(43_200).value(in: days) == 0.5)
  }
}
