import Tables
import Testing

/// Lines above and below a table, and headers in another encoding.
struct LinesAboveTests {
  private let text = "Reader X\nPlate 1\n\nTime,A1,A2\n0,1,2\n1,3,x\n2,4,5\n\nResults\nMax,4\n"

  @Test func `some lines can be left out, and places still count from the top`() throws {
    let options = DelimitedTextOptions(skippedLines: 3, lastLine: 8)
    let table = try Table.parse(text: text, name: "od.csv", options: options)
    #expect(table.columns.map(\.name) == ["Time", "A1", "A2"])
    #expect(try table.column(named: "A1").numbers() == [1, 3, 4])
    #expect(table.lineNumber(ofRow: 0) == 5)
    let place = TextPlace(file: "od.csv", line: 6, column: 3, columnName: "A2")
    #expect(throws: TableError.notANumber(place, found: "x")) {
      try table.column(named: "A2").numbers()
    }
  }

  @Test func `leaving out everything leaves nothing`() {
    for options in [
      DelimitedTextOptions(skippedLines: 10), DelimitedTextOptions(skippedLines: 99),
      DelimitedTextOptions(lastLine: 0),
    ] {
      #expect(throws: TableError.empty(file: "text")) {
        try Table.parse(text: text, options: options)
      }
    }
  }

  @Test func `a byte order mark and the end of lines do not matter`() throws {
    for end in ["\n", "\r\n", "\r"] {
      let table = try Table.parse(
        text: "\u{FEFF}Plate 1\(end)t,y\(end)1,2\(end)2,3\(end)end\(end)",
        options: DelimitedTextOptions(skippedLines: 1, lastLine: 4))
      #expect(table.columns.map(\.name) == ["t", "y"])
      #expect(table.rowCount == 2)
    }
  }

  @Test func `the error says how many lines to leave out`() {
    func message(_ text: String) -> String {
      do {
        _ = try Table.parse(text: text, name: "od.csv")
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message("Reader: X\nPlate: 1\n\nTime,A1,A2\n0:00,1,2\n0:10,3,4\n0:20,5,6\n")
        .hasSuffix("if the table begins here, leave out the lines above it (--skip-lines 3)"))
    // Filled up with delimiters by a spreadsheet.
    #expect(
      message("Plate,1,,\nUser,me,,\n,,,\nTime,A1,A2,A3\n0,1,2,3\n1,3,4,5\n")
        == "od.csv: the first line names only a few of the columns, but line 4 all of them; leave out "
        + "the lines above it (--skip-lines 3)")
    // More lines above than in the table.
    let long = (1...12).map { $0 % 2 == 0 ? "Key \($0):\tvalue\n" : "Part \($0)\n" }.joined()
    let table = "Time\tA1\tA2\tA3\tA4\n" + (0..<8).map { "\($0)\t0.1\t0.2\t0.3\t0.4\n" }.joined()
    #expect(message(long + table).hasSuffix("(--skip-lines 12)"))
    #expect(message("t,y\n1,2\n2,3\n3,4\nMax\n").hasSuffix("(--last-line 4)"))
  }

  @Test func `a degree sign in another encoding is part of a name`() throws {
    // As BioTek's Gen5 writes it: ISO 8859-1.
    let bytes = Array("Time\tT".utf8) + [0xB0] + Array(" 600\tA1\n0:09:10\t37\t0.1\n".utf8)
    let table = try Table.parse(bytes: bytes)
    #expect(table.columns.map(\.name) == ["Time", "T° 600", "A1"])
  }
}
