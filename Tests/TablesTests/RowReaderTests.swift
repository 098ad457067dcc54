import Tables
import Testing

/// Texts in which each row is a series.
struct RowReaderTests {
  private func read(_ text: String, _ content: TextContent? = nil) throws -> Table {
    try Table.parse(text: text, name: "od.csv", options: DelimitedTextOptions(content: content))
  }

  @Test func `rows become columns`() throws {
    let table = try read(
      "Cycle Nr.\t1\t2\t3\nTime [s]\t0\t900\t1800\nTemp. [°C]\t37,1\t37,0\t37,1\n\nA1\t0,1\t0,2\t\n"
        + "A2\t0,5\t0,6\t0,7\nMode\tx\ty\tz\n")
    #expect(!table.hasOwnColumns)
    #expect(table.rowCount == 3)
    #expect(table.columns.map(\.name) == ["Cycle Nr.", "Time [s]", "Temp. [°C]", "A1", "A2"])
    #expect(try table.column(named: "Time [s]").times().values == [0, 900, 1_800])
    #expect(try Array(table.column(named: "A1").numbers().prefix(2)) == [0.1, 0.2])
    #expect(try table.column(named: "A1").missingCount == 1)
    #expect(try table.column(named: "A2").numbers() == [0.5, 0.6, 0.7])
  }

  @Test func `times may be clock times or dates`() throws {
    let clock = try read("Time,0:00,0:30,1:00\nA1,1,2,3\nA2,2,3,4\n")
    #expect(try clock.columns[0].times().values == [0, 0.5, 1])
    let date = try read("Date,2020-01-22,2020-01-23,2020-01-25\nx,1,2,3\n", .rows)
    #expect(try date.columns[0].times().fromEarliest().values == [0, 1, 3])
  }

  @Test(arguments: [
    "time,A1,A2\n0,1,2\n1,2,3\n", "time,1,2\nx,1,2\ny,2,3\n", "name,a,b\nA1,1,2\nA2,3,4\n",
    "well,time,od\nA1,0,1\nA1,1,2\nA2,0,1\nA2,1,2\n",
  ])
  func `other tables are not taken for it`(text: String) throws {
    #expect(try read(text).hasOwnColumns)
  }

  @Test(arguments: [
    (
      "Time,0,1,2\nA1,1,2\n",
      "od.csv:2: found 3 fields, expected 4 as on the lines before; correct the line, or quote fields "
        + "that hold the delimiter; if the table ends above it, leave out what follows (--last-line 1)"
    ),
    (
      "Time,0,1,2\nA1,1,over,3\n",
      "od.csv:2:3: column \"A1\" holds \"over\", expected a number; correct it, or name it as a missing "
        + "value (--missing)"
    ),
    (
      "Time,0:00,1,2:00\nA1,1,2,3\n",
      "od.csv:1:3: column \"Time\" holds \"1\", expected a time written like the others of the row; "
        + "correct it, or name it as a missing value (--missing)"
    ),
    (
      "Time,0,1,2\nA1,1,2,3\nA1,1,2,3\n",
      "od.csv:3: a row is named \"A1\" as that on line 2, expected different names"
    ),
    ("a,b,c\nd,e,f\n", "od.csv: the file holds no data, expected a header and rows"),
  ])
  func `what is wrong with rows`(text: String, expected: String) {
    #expect(throws: (any Error).self) { try read(text, .rows) }
    do { _ = try read(text, .rows) } catch { #expect("\(error)" == expected) }
  }
}
