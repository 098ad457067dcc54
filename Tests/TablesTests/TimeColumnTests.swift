import Tables
import Testing

/// Columns as times, in a unit.
struct TimeColumnTests {
  private func column(_ fields: String..., options: DelimitedTextOptions = .init()) throws -> Column
  {
    var options = options
    options.hasHeader = true
    options.delimiter = .comma
    return try Table.parse(text: "t\n" + fields.joined(separator: "\n"), options: options).columns[
      0]
  }

  @Test func `clock times count from zero`() throws {
    let times = try column("0:00", "0:30", "12:00:00", "26:15:30.5", "NA").times(in: .hours)
    let expected: [Double] = [0, 0.5, 12, 94_530.5 / 3_600]
    #expect(Array(times.values.prefix(4)) == expected)
    #expect(times.values[4].isNaN)
    #expect(times.unit == .hours)
    #expect(times.origin == .zero)
  }

  @Test(
    arguments: [
      ("2020-01-22", 1_579_651_200), ("2020-01-22T10:30", 1_579_689_000),
      ("2020-01-22 10:30:15", 1_579_689_015), ("2020-01-22T10:30:15.25Z", 1_579_689_015.25),
      ("2020-01-22T10:30:00+02:00", 1_579_681_800), ("2020-01-22T10:30-0130", 1_579_694_400),
      ("2020-01-22 10:30 +02", 1_579_681_800), ("1969-12-31T23:59:59", -1),
      ("2000-02-29", 951_782_400),
      ("1600-02-29", -11_670_998_400), ("0001-01-01", -62_135_596_800),
    ] as [(String, Double)])
  func `dates count from 1970`(text: String, seconds: Double) throws {
    let column = try column(text, text)
    #expect(column.kind == .date)
    #expect(try column.times(in: .seconds).values == [seconds, seconds])
    #expect(try column.times().values[0] == seconds / 86_400)
  }

  @Test(arguments: [
    "2020-02-30", "2019-02-29", "2100-02-29", "2020-13-01", "2020-00-10", "2020-01-00", "2020-1-22",
    "20-01-22", "2020-01-22T", "2020-01-22T24:00", "2020-01-22T10:60", "2020-01-22T10:00:60",
    "2020-01-22T10:00X", "2020-01-22T10:00+25:00", "2020-01-22T10:00+2", "2020-01-22T10:00+02:",
    "2020-01-22x", "2020/01/22", "0:60", "0:5", "0:05:60", "1:00:00.", "1:00:00:00", ":30",
    "1234567:00",
    "-0:30", "1:0x",
  ])
  func `is no time`(text: String) throws {
    let column = try column(text, text)
    #expect(column.kind == .text)
  }

  @Test func `times from the earliest`() throws {
    let times = try column("2020-01-24", "2020-01-22", "NA", "2020-01-29").times().fromEarliest()
    #expect(times.values[0] == 2 && times.values[1] == 0 && times.values[3] == 7)
    #expect(times.values[2].isNaN)
    #expect(times.origin == .date(secondsSince1970: 1_579_651_200))
    let clock = try column("1:00", "2:00").times()
    #expect(clock.fromEarliest() == clock)
  }

  @Test func `numbers stay as they are written`() throws {
    let plain = try column("1", "2.5").times()
    #expect(plain == TimeColumn(values: [1, 2.5], unit: nil, origin: .asWritten))
    let named = try column("1", "2.5", options: .init(timeUnit: .minutes)).times()
    #expect(named == TimeColumn(values: [1, 2.5], unit: .minutes, origin: .asWritten))
  }

  @Test func `times of several kinds are an error`() throws {
    let column = try column("NA", "0:10", "2020-01-22", "1")
    let place = TextPlace(file: "text", line: 4, column: 1, columnName: "t")
    let expected = "a time written like those above it"
    #expect(throws: TableError.notATime(place, found: "2020-01-22", expected: expected)) {
      try column.times()
    }
  }

  @Test func `the unit of the options is used`() throws {
    let clock = try column("1:30", "3:00", options: .init(timeUnit: .minutes))
    #expect(try clock.times().values == [90, 180])
    #expect(try clock.times(in: .seconds).values == [5_400, 10_800])
  }

  @Test func `decimal commas in seconds`() throws {
    let text = "t;y\n0:00:01,5;2,5\n0:00:02,5;3,5\n"
    #expect(try Table.parse(text: text).columns[0].times(in: .seconds).values == [1.5, 2.5])
  }

  @Test func `times of day count on past midnight`() throws {
    let times = try column("22:30", "23:30", "NA", "0:30", "12:00", "23:59", "1:00").times()
    let counted = try #require(times.pastMidnight { _ in true })
    let present = counted.values.filter { !$0.isNaN }
    let last = 86_340.0 / 3_600 + 24
    #expect(present == [22.5, 23.5, 24.5, 36, last, 49])
    // In another unit as well.
    let minutes = try column("23:30", "0:30").times(in: .minutes)
    #expect(minutes.pastMidnight { _ in true }?.values == [1_410, 1_470])
  }

  @Test func `what falls otherwise is left as it is`() throws {
    // The same times again, no order, times elapsed, no fall, numbers.
    for fields in [
      ["0:00", "12:00", "23:00", "0:00", "12:00"], ["3:00", "1:00", "2:00"],
      ["20:00", "26:00", "1:00"],
      ["1:00", "2:00"], ["20", "1"],
    ] {
      let text = "t\n" + fields.joined(separator: "\n")
      let times = try Table.parse(text: text, options: .init(hasHeader: true)).columns[0].times()
      #expect(times.pastMidnight { _ in true } == nil)
    }
    // What an instrument writes where it was stopped is not read.
    let stopped = try column("9:00", "15:00", "22:00", "0:00", "0:00").times()
    #expect(stopped.pastMidnight { $0 < 3 } == nil)
  }
}
