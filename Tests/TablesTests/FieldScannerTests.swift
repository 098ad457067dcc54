import Tables
import Testing

/// Lines, fields and quotes.
struct FieldScannerTests {
  @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
  func `lines end in three ways`(end: String, isLastEnded: Bool) throws {
    let lines = ["", "# a note, with \"quotes", "a,b", " ", "1,x", "", "  # another", "2,y", "3,z"]
    let text = lines.joined(separator: end) + (isLastEnded ? end : "")
    let table = try Table.parse(text: text)
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(try table.column(named: "a").numbers() == [1, 2, 3])
    #expect(try table.column(named: "b").text().levels == ["x", "y", "z"])
    #expect((0..<3).map { table.lineNumber(ofRow: $0) } == [5, 8, 9])
  }

  @Test func `a byte order mark is passed over`() throws {
    let table = try Table.parse(text: "\u{FEFF}a,b\n1,2\n")
    #expect(table.columns.map(\.name) == ["a", "b"])
  }

  @Test(arguments: [
    ("\"a,b\"", "a,b"), ("\"a\"\"b\"", "a\"b"), ("\"\"\"\"", "\""),
    ("\"two\nlines\"", "two\nlines"),
    ("\"two\r\nlines\"", "two\r\nlines"), ("  \"blank \"  ", "blank "),
    ("say \"so\"", "say \"so\""),
    ("5\"", "5\""), ("  trimmed\t ", "trimmed"), ("\"\"\"a\"\"\"", "\"a\""), ("#5", "#5"),
    ("µ", "µ"),
  ])
  func `fields are what is written`(written: String, content: String) throws {
    for end in ["\n", ",\n"] {
      let head = end == "\n" ? "n,x,y\n1," : "n,x,y,\n1,"
      let table = try Table.parse(text: "\(head)\(written),7\(end)2,other,8\(end)")
      #expect(try table.column(named: "x").text().levels == [content, "other"])
      #expect(try table.column(named: "y").numbers() == [7, 8])
      #expect(table.columns.count == 3)
    }
  }

  @Test func `quoted fields count lines`() throws {
    let table = try Table.parse(text: "n,x\n1,\"a\nb\nc\"\n2,\"d\re\"\n3,f\n")
    #expect((0..<3).map { table.lineNumber(ofRow: $0) } == [2, 5, 7])
    let place = TextPlace(file: "text", line: 8, column: 2, columnName: "x")
    let text = "\"n\n\n\",x\n1,2\n2,\" 3\"\n\"\r\n4\",5\n3,f\n"
    #expect(throws: TableError.notANumber(place, found: "f")) {
      try Table.parse(text: text, options: .init(hasHeader: true)).column(named: "x").numbers()
    }
  }

  @Test func `blanks delimit`() throws {
    let table = try Table.parse(text: "  time   \"cell count\"\tx  \n 1 2\t\t a \n10  20 \"b c\"\n")
    #expect(table.delimiter == .blanks)
    #expect(table.columns.map(\.name) == ["time", "cell count", "x"])
    #expect(try table.column(named: "cell count").numbers() == [2, 20])
    #expect(try table.column(named: "x").text().levels == ["a", "b c"])
  }

  @Test func `a tab is no blank where it delimits`() throws {
    let table = try Table.parse(text: "a\tb\tc\n1\t\t3\n\t\t\n4\t5 \t 6\n")
    #expect(table.delimiter == .tab)
    #expect(table.rowCount == 3)
    #expect(table.columns.map(\.missingCount) == [1, 2, 1])
  }

  @Test func `a quote problem late in a long row has its column`() {
    let place = TextPlace(file: "text", line: 3, column: 3)
    #expect(throws: TableError.textAfterQuote(place, found: "z")) {
      try Table.parse(text: "a,b\n1,2\n3,4,\"5\"z\n")
    }
    #expect(throws: TableError.unterminatedQuote(TextPlace(file: "text", line: 1, column: 2))) {
      try Table.parse(text: "a,\"b\n1,2\n")
    }
  }
}
