import Tables
import Testing

/// Every error is a whole message: where, what was found, what was expected, what to do.
struct TableErrorTests {
  /// The message of the error that reading a text ends with.
  private func message(
    _ text: String, options: DelimitedTextOptions = .init(),
    then use: (Table) throws -> Void = { _ in }
  ) -> String? {
    do {
      try use(try Table.parse(text: text, name: "od.csv", options: options))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("", "od.csv: the file holds no data, expected a header and rows"),
    (",,\n,,\n", "od.csv: the file holds no data, expected a header and rows"),
    ("\n \n# note\n", "od.csv: the file holds no data, expected a header and rows"),
    (
      "# note\ntime,od\n",
      "od.csv:2: only a header was found, expected rows of data below it"
    ),
    (
      "time,od\n1,2\n3,\"4\n5,6\n",
      "od.csv:3:2: a quoted field begins here and never ends, expected a closing \"; close it, or "
        + "double a quote that belongs to the text"
    ),
    (
      "time,od\n1,2\n3,\"4\" x\n",
      "od.csv:3:2: found \"x\" after a closing quote, expected a delimiter or the end of the line; "
        + "double a quote that belongs to the text"
    ),
    (
      "time,od,t\n1,2,3\n4,5,6\n\n7,8\n9,10,11\n",
      "od.csv:5: found 2 fields, expected 3 as on the lines before; correct the line, or quote "
        + "fields that hold the delimiter; if the table ends above it, leave out what follows "
        + "(--last-line 4)"
    ),
    (
      "time,od\n1,2\n4,5,6,7\n8,9\n",
      "od.csv:3: found 4 fields, expected 2 as on the lines before; correct the line, or quote "
        + "fields that hold the delimiter; if the table begins here, leave out the lines above it "
        + "(--skip-lines 2)"
    ),
    (
      "time,od\n1,2,3,4\n4,5,6,7\n",
      "od.csv:2: found 4 fields, but the header on line 1 names 2 columns; give every column a name; "
        + "if the table begins here, leave out the lines above it (--skip-lines 1)"
    ),
    (
      "time,od,od\n1,2,3\n",
      "od.csv:1: columns 2 and 3 are both named \"od\", expected different names; rename one (or say "
        + "that there is no header, if this line is data)"
    ),
    (
      "a,b\n1,2\n3,\u{0}\n",
      "od.csv:3: a zero byte was found, expected text; is this a spreadsheet or another binary file? "
        + "Export it as CSV"
    ),
  ])
  func `the text is wrong`(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test(arguments: [
    (
      "od\n1\nlow\n3\n", "expected a number; correct it, or name it as a missing value (--missing)",
      "low"
    ),
    (
      "od\n1\n\"2,5\"\n3\n",
      "expected a number; if the comma is the decimal sign, say so (--decimal ,)", "2,5"
    ),
    (
      "od\n1\n2.5.1\n3\n",
      "expected a number; if the point is the decimal sign, say so (--decimal .)", "2.5.1"
    ),
    (
      "od\n1\ninf\n3\n", "expected a number; correct it, or name it as a missing value (--missing)",
      "inf"
    ),
    (
      "od\n1\n1e999\n3\n", "expected a finite number (at most 1.797e308 in size); correct it",
      "1e999"
    ),
  ])
  func `a field is no number`(text: String, expected: String, found: String) {
    let options = DelimitedTextOptions(delimiter: .comma, decimal: .point)
    #expect(
      message(text, options: options) { _ = try $0.column(named: "od").numbers() }
        == "od.csv:3:1: column \"od\" holds \"\(found)\", \(expected)")
  }

  @Test func `a field is no time`() {
    #expect(
      message("day\n2020-01-22\n2020-02-30\n2020-01-24\n") {
        _ = try $0.column(named: "day").times()
      }
        == "od.csv:3:1: column \"day\" holds \"2020-02-30\", expected a date (such as 2020-01-22); "
        + "correct it, or name it as a missing value (--missing)")
    #expect(
      message("t\n0:10\n0:20\n0:70\n") { _ = try $0.column(named: "t").times() }
        == "od.csv:4:1: column \"t\" holds \"0:70\", expected a clock time (h:mm or h:mm:ss); "
        + "correct it, or name it as a missing value (--missing)")
    #expect(
      message("t,s\n1,soon\n2,later\n") { _ = try $0.column(named: "s").times() }
        == "od.csv:2:2: column \"s\" holds \"soon\", expected a number, a clock time (h:mm) or a date "
        + "(2020-01-22); correct it, or name it as a missing value (--missing)")
  }

  @Test func `a column is unknown`() {
    #expect(
      message("time,OD600\n1,2\n") { _ = try $0.column(named: "od60") }
        == "od.csv: there is no column \"od60\"; did you mean \"OD600\"? The columns are: \"time\", "
        + "\"OD600\"")
    #expect(
      message("time,OD600\n1,2\n") { _ = try $0.column(named: "weight") }
        == "od.csv: there is no column \"weight\"; the columns are: \"time\", \"OD600\"")
    let names = (1...25).map { "c\($0)" }
    #expect(
      TableError.unknownColumn(file: "f", name: "x", nearest: nil, names: names).description
        .hasSuffix("\"c20\", … (25 in all)"))
  }

  @Test func `the encoding is wrong`() {
    let utf16 =
      "od.csv: the text is UTF-16, expected UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"
    for bytes in [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], Array("a\0,\0b\0\n\0".utf8)]
      as [[UInt8]]
    {
      #expect(throws: TableError.utf16(file: "od.csv")) {
        try Table.parse(bytes: bytes, name: "od.csv")
      }
    }
    #expect(TableError.utf16(file: "od.csv").description == utf16)

    let latin = Array("c,x\n1,a\n2,".utf8) + [0xB5, 0x67, 0x0A]
    let place = TextPlace(file: "od.csv", line: 3, column: 2, columnName: "x")
    #expect(throws: TableError.notUTF8(place)) {
      try Table.parse(bytes: latin, name: "od.csv").column(named: "x").text()
    }
    #expect(
      TableError.notUTF8(place).description
        == "od.csv:3:2: column \"x\" holds bytes that are not UTF-8; save the file as UTF-8 (for "
        + "Western European text: iconv -f WINDOWS-1252 -t UTF-8)")
  }

  @Test(arguments: [
    (TableError.fileNotFound(file: "a"), "a: there is no such file; check the path"),
    (
      .notAFile(file: "a", kind: "directory"),
      "a: this is a directory, expected a file with a table; give the path of a file"
    ),
    (
      .unreadable(file: "a", reason: "Permission denied"),
      "a: the file cannot be read (Permission denied); check its permissions"
    ),
  ])
  func `there is no input`(error: TableError, expected: String) {
    #expect(error.description == expected)
    #expect(error.isMissingInput)
  }

  @Test func `bad data is no missing input`() {
    #expect(!TableError.empty(file: "a").isMissingInput)
    #expect(!TableError.damagedGzip(file: "a", reason: "they end too early").isMissingInput)
    #expect(
      TableError.damagedGzip(file: "a", reason: "they end too early").description
        == "a: the gzip data are damaged: they end too early; fetch or compress the file again")
  }

  @Test func `a long text is cut and kept on one line`() {
    let place = TextPlace(file: "f", line: 2, column: 3)
    let text = "first\nsecond" + String(repeating: "x", count: 100)
    #expect(
      TableError.textAfterQuote(place, found: text).description.hasPrefix(
        "f:2:3: found \"first secondxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\" after"))
  }
}
