import Tables
import Testing

/// Delimiters and decimal signs are found, or taken as given.
struct DialectDetectionTests {
  @Test(arguments: [
    ("t,y\n1,2.5\n2,3.5\n", Delimiter.comma, DecimalSign.point),
    ("t;y\n1;2.5\n2;3.5\n", .semicolon, .point),
    ("t;y\n1;2,5\n2;3,5\n", .semicolon, .comma),
    ("t;y\n1,5;2,5\n2,5;3,5\n", .semicolon, .comma),
    ("1,5;2,5\n2,5;3,5\n", .semicolon, .comma),
    ("t\ty\n1\t2,5\n2\t3,5\n", .tab, .comma),
    ("t\ty\n1\t2.5\n2\t3.5\n", .tab, .point),
    ("t|y\n1|2.5\n2|3.5\n", .bar, .point),
    ("t y\n1 2.5\n2  3.5\n", .blanks, .point),
    ("t y\n1 2,5\n2  3,5\n", .blanks, .comma),
    ("1,5 2,5\n2,5 3,5\n", .blanks, .comma),
    ("t, y\n1, 2.5\n2, 3.5\n", .comma, .point),
    ("t,y\n2020-01-22 10:00,2\n2020-01-23 10:00,3\n", .comma, .point),
    ("city,y\nNew York,1\nSan Diego,2\n", .comma, .point),
    ("city;note;y\nA;b, c;1\nB;d;2\n", .semicolon, .point),
    ("a;b\n\"x;1,2\";3\n\"y\";4\n", .semicolon, .point),
    ("\"a,b\"\t\"c\"\n1\t2\n", .tab, .point),
    ("class,sex\n1st,Male\n2nd,Female\n", .comma, .point),
    ("y\n1.5\n2.5\n", .tab, .point), ("OD 600\n1.5\n2.5\n", .tab, .point),
    ("species\nHomo sapiens\nFelis catus\n", .tab, .point),
    ("sep=;\na;b\n1;2\n", .semicolon, .point),
  ])
  func `the dialect is found`(text: String, delimiter: Delimiter, decimal: DecimalSign) throws {
    let table = try Table.parse(text: text)
    #expect(table.delimiter == delimiter)
    #expect(table.decimal == decimal)
    #expect(try table.columns.last?.text().levels.isEmpty == false)
  }

  @Test func `what is given is not asked for`() throws {
    let colons = try Table.parse(
      text: "t:y\n1:2\n", options: .init(delimiter: Delimiter(argument: ":")))
    #expect(colons.columns.map(\.name) == ["t", "y"])
    let commas = try Table.parse(
      text: "1,5,2;3\n2,5,3;4\n", options: .init(delimiter: .semicolon))
    #expect(commas.delimiter == .semicolon)
    #expect(commas.columns.map(\.kind) == [.text, .number])
    let decimal = try Table.parse(text: "t;y\n1;2\n", options: .init(decimal: .comma))
    #expect(decimal.decimal == .comma)
  }

  /// Spreadsheets quote a number with a decimal comma in a file with commas between fields.
  @Test func `comma as delimiter and decimal sign`() throws {
    let options = DelimitedTextOptions(delimiter: .comma, decimal: .comma)
    let table = try Table.parse(text: "t,y\n1,\"2,5\"\n2,\"3,25\"\n3,4\n", options: options)
    #expect(try table.column(named: "y").numbers() == [2.5, 3.25, 4])
    #expect(try table.column(named: "t").numbers() == [1, 2, 3])
  }

  @Test func `a decimal comma may come late`() throws {
    let whole = (0..<200).map { "\($0);\($0)\n" }.joined()
    let table = try Table.parse(text: "t;y\n\(whole)200;2,5\n")
    #expect(table.decimal == .comma)
    #expect(try table.column(named: "y").numbers().last == 2.5)
    // A word is no reason to change the sign.
    let word = try Table.parse(text: "t;y\n\(whole)200;2.5\n201;x\n")
    #expect(word.decimal == .point)
  }

  @Test func `a ragged file keeps its delimiter`() {
    #expect(throws: TableError.raggedRow(file: "text", line: 3, found: 2, expected: 3)) {
      try Table.parse(text: "a,b,c\n1,2,3\n4,5\n")
    }
  }
}
