import Tables
import Testing

/// Texts of plates, one for each time.
struct PlateReaderTests {
  private func read(_ text: String, _ content: TextContent? = nil) throws -> Table {
    try Table.parse(text: text, name: "od.csv", options: DelimitedTextOptions(content: content))
  }

  /// The values by the names of the columns.
  private func columns(_ table: Table) throws -> [String: [Double]] {
    var columns: [String: [Double]] = [:]
    for column in table.columns {
      columns[column.name] =
        column.kind == .number ? try column.numbers() : try column.times().values
    }
    return columns
  }

  private static let expected: [String: [Double]] = [
    "Time": [0, 1.5], "A1": [1, 5], "A2": [2, 6], "B1": [3, 7], "B2": [4, 8],
  ]

  @Test(arguments: [
    // A line for the time, or the time alone.
    "Time,0\n,1,2\nA,1,2\nB,3,4\n\nTime,1.5\n,1,2\nA,5,6\nB,7,8\n",
    "0\n,1,2\nA,1,2\nB,3,4\n1.5\n,1,2\nA,5,6\nB,7,8\n",
    // In the corner, or left of the letters.
    "0,1,2\nA,1,2\nB,3,4\n1.5,1,2\nA,5,6\nB,7,8\n",
    "Time,,1,2\n0,A,1,2\n,B,3,4\n1.5,A,5,6\n,B,7,8\n",
    // Numbers of columns once, at the top.
    ",1,2\nTime,0\nA,1,2\nB,3,4\nTime,1.5\nA,5,6\nB,7,8\n",
    // Filled up with delimiters, as spreadsheets do.
    "Plate 1,,\nTime,0,\n,1,2\nA,1,2\nB,3,4\n,,\nTime,1.5,\n,1,2\nA,5,6\nB,7,8\n",
    // Other lines between, also ones that look like a few numbers or a row.
    "Reader: X\nCycle,1\nTemp. [°C],37\nTime,0\n<>,1,2\nA,1,2\nB,3,4\nC\nD,left\nMean,2.5,0\nCycle,2\n"
      + "Time,1.5\n<>,1,2\nA,5,6\nB,7,8\n",
    // What was measured, behind each row.
    "Time,0\n,1,2\nA,1,2,600\nB,3,4,600\nTime,1.5\n,1,2\nA,5,6,600\nB,7,8,600\n",
    // Tabs, semicolons with decimal commas, blanks.
    "Time\t0\n\t1\t2\nA\t1\t2\nB\t3\t4\nTime\t1.5\n\t1\t2\nA\t5\t6\nB\t7\t8\n",
    "Time;0,0\n;1;2\nA;1,0;2,0\nB;3,0;4,0\nTime;1,5\n;1;2\nA;5,0;6,0\nB;7,0;8,0\n",
    "Time 0\n 1 2\nA 1 2\nB 3 4\n\nTime 1.5\n 1 2\nA 5 6\nB 7 8\n",
    // No letters, but the time and the temperature on the left.
    "\tTemperature(°C)\t1\t2\n0\t37\t1\t2\n\t\t3\t4\n\n1.5\t37\t5\t6\n\t\t7\t8\n~End\n",
  ])
  func `a plate a time`(text: String) throws {
    let table = try read(text, .plates)
    #expect(!table.hasOwnColumns)
    #expect(table.rowCount == 2)
    #expect(table.columns.map(\.name).dropFirst() == ["A1", "A2", "B1", "B2"])
    #expect(
      try columns(table).filter { $0.key != "Time" } == Self.expected.filter { $0.key != "Time" })
    #expect(try table.columns[0].times().values == [0, 1.5])
    // The same without being told.
    #expect(!(try read(text)).hasOwnColumns)
  }

  @Test(
    arguments: [
      ("Time,0:00:00", "Time,1:30:00", .clock), ("0:00", "1:30", .clock),
      ("Time: 0:00:00", "Time: 1:30:00", .clock), ("Time [s]: 0", "Time [s]: 1.5", .number),
      ("Time [s] 0", "Time [s] 1.5", .number), ("t = 0", "t = 1.5", .number),
      ("Time,0 h", "Time,1.5 h", .clock), ("0 h 0 min", "1 h 30 min", .clock),
      ("Elapsed time,0 s", "Elapsed time,5400 s", .clock), ("0min", "90min", .clock),
      ("Time,2020-01-22 10:00", "Time,2020-01-22 11:30", .date),
      ("Plate 7\nTime,0", "37.2\nPlate 7\nTime,1.5", .number),
      ("37.2\n0:00", "37.3\n1:30", .clock),
      ("Time [s],0\nT [°C],37\nT: 37", "Time [s],1.5\nT [°C],37\nT: 37", .number),
    ] as [(String, String, Column.Kind)])
  func `ways to write times`(first: String, second: String, kind: Column.Kind) throws {
    let table = try read("\(first)\n,1,2\nA,1,2\nB,3,4\n\(second)\n,1,2\nA,5,6\nB,7,8\n")
    let times = try #require(table.columns.first)
    #expect(times.kind == kind)
    let values = try times.times(in: .hours).values
    #expect(values[1] - values[0] == 1.5)
    #expect(try table.column(named: "B2").numbers() == [4, 8])
  }

  @Test func `degree signs in another encoding do not matter`() throws {
    let text = "\tTemperature(#C)\t1\t2\n0\t37\t1\t2\n\t\t3\t4\n\n1.5\t37\t5\t6\n\t\t7\t8\n"
    let bytes = Array(text.utf8).map { $0 == 0x23 ? 0xA1 : $0 }
    let table = try Table.parse(bytes: bytes, options: DelimitedTextOptions(content: nil))
    #expect(try columns(table) == Self.expected)
  }

  @Test func `the time is named as in the file`() throws {
    let table = try read("Zeit [s],0\n,1,2\nA,1,2\nB,3,4\nZeit [s],9\n,1,2\nA,5,6\nB,7,8\n")
    #expect(table.columns[0].name == "Zeit [s]")
  }

  @Test func `wells that were not read are missing`() throws {
    let table = try read(
      "Time,0\n,3,4,5\nC,1,,NA\nD,3,4,5\nTime,1\n,3,4,5\nC,5,6,7\nD,.,8,9\n")
    #expect(table.columns.map(\.name).dropFirst() == ["C3", "C4", "C5", "D3", "D4", "D5"])
    #expect(try table.column(named: "C5").numbers().first?.isNaN == true)
    #expect(table.columns.map(\.missingCount) == [0, 0, 1, 1, 1, 0, 0])
  }

  @Test(arguments: [
    // Tables, one a line of whose header counts.
    "time,1,2,3\n0,1,2,3\n1,2,3,4\n", ",1,2\nx,1,2\ny,3,4\n", "A,B\n1,2\n3,4\n", "t,y\n1,2\n2,3\n",
    "name,1,2\nA,x,y\nB,z,w\n",
    "strain,day,count\nwt,1,2\nA,1,5\nB,1,7\nwt,2,9\nA,2,6\nB,2,8\n",
  ])
  func `tables are not taken for plates`(text: String) throws {
    #expect(try read(text).hasOwnColumns)
  }

  /// The message of the error that reading ends with.
  private func message(_ text: String) -> String? {
    do {
      _ = try read(text, .plates)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private static let first = "Time,0\n,1,2\nA,1,2\nB,3,4\n"

  private static let wrong: [(String, String)] = [
    (
      ",Temp,1,2\n0,37,1,2\n" + String(repeating: ",,3,4\n", count: 32),
      "od.csv:2: the plate that begins here has more than 32 rows, expected the time of the next plate"
    ),
    (
      "t,y\n1,2\n3,4\n",
      "od.csv: no plate was found, expected a line of column numbers 1, 2, 3, … and below it rows that "
        + "begin with A, B, C, …"
    ),
    (
      ",1,2\nA,1,2\nB,3,4\n",
      "od.csv:2: nothing says when the plate that begins here was read, expected a line above it such "
        + "as \"Time,0:15:00\", or the time in the corner of the plate"
    ),
    (
      "\(first),1,2\nA,1,2\nB,3,4\n",
      "od.csv:6: nothing says when the plate that begins here was read, expected a line above it such "
        + "as \"Time,0:15:00\", or the time in the corner of the plate"
    ),
    (
      "37\n0\n,1,2\nA,1,2\nB,3,4\n",
      "od.csv:4: lines 1 and 2 may both say when the plate that begins here was read; write \"Time\" "
        + "before the one that does"
    ),
    (
      "\(first)\(first)",
      "od.csv:5: the plate that begins here was read at \"0\", but the one on line 3 at \"0\", expected "
        + "a later time; where several things were measured, keep the plates of one of them"
    ),
    (
      "\(first)Time,0:10\n,1,2\nA,1,2\nB,3,4\n",
      "od.csv:5:2: the field holds \"0:10\", expected a time written like that of the plate before; "
        + "correct it, or name it as a missing value (--missing)"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,2\nC,3,4\n",
      "od.csv:8: found row \"C\" of the plate, expected row \"B\""
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,2\n",
      "od.csv:7: the plate that begins here ends with row \"A\", expected \"B\" as in the plate on line 3"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,2\nB,3,4\nC,5,6\n",
      "od.csv:7: the plate that begins here ends with row \"C\", expected \"B\" as in the plate on line 3"
    ),
    (
      "\(first)Time,1\n,1,2,3\nA,1,2,3\nB,3,4,5\n",
      "od.csv:7: the plate that begins here has columns 1 to 3, expected 1 to 2 as in the plate on line 3"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,over\nB,3,4\n",
      "od.csv:7:3: column \"A2\" holds \"over\", expected a number; correct it, or name it as a missing "
        + "value (--missing)"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,1e999\nB,3,4\n",
      "od.csv:7:3: column \"A2\" holds \"1e999\", expected a finite number (at most 1.797e308 in size); "
        + "correct it"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1\nB,3,4\n",
      "od.csv:7: found 2 fields, expected 3 as on the lines before; correct the line, or quote fields "
        + "that hold the delimiter; if the table ends above it, leave out what follows (--last-line 6)"
    ),
    (
      "\(first)Time,1\n,1,2\nA,1,2,GFP\nB,3,4\n",
      "od.csv:7: found \"GFP\" behind the last well of the row, expected \"\" as in the rows before; "
        + "where several things were measured, keep the rows of one of them"
    ),
  ]

  @Test(arguments: wrong)
  func `what is wrong with plates`(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test func `plates of every size`() throws {
    for plate in PlateFormat.all {
      var text = ""
      for time in 0..<3 {
        text +=
          "Time,\(time)\n," + (1...plate.columns).map(String.init).joined(separator: ",") + "\n"
        for row in 1...plate.rows {
          let values = (1...plate.columns).map { String(time * 10_000 + row * 100 + $0) }
          text += WellPosition.name(ofRow: row) + "," + values.joined(separator: ",") + "\n"
        }
      }
      let table = try read(text)
      #expect(table.columns.count == plate.wellCount + 1)
      for column in table.columns.dropFirst() {
        let well = try #require(WellPosition(column.name))
        let own = Double(well.row * 100 + well.column)
        #expect(try column.numbers() == [own, own + 10_000, own + 20_000])
      }
    }
  }
}
