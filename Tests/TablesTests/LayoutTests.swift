import Tables
import Testing

/// Headers that do not fit their rows field by field.
struct LayoutTests {
  @Test(arguments: [
    "a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n", "a,b,\n1,2\n3,4\n", "a,b,,\n1,2,,\n3,4,,\n",
  ])
  func `a delimiter behind every line makes no column`(text: String) throws {
    let table = try Table.parse(text: text)
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(try table.column(named: "b").numbers() == [2, 4])
  }

  @Test func `an unnamed column with values gets a name`() throws {
    let table = try Table.parse(text: "a,,c,\n1,2,3,\n4,5,6,7\n")
    #expect(table.columns.map(\.name) == ["a", "column2", "c", "column4"])
    #expect(table.columns.map(\.number) == [1, 2, 3, 4])
    let taken = try Table.parse(text: "column2,,c\n1,2,3\n")
    #expect(taken.columns.map(\.name) == ["column2", "column2_", "c"])
  }

  @Test func `an unnamed column without values is left out`() throws {
    let table = try Table.parse(text: "a,,c\n1,,3\n4,NA,x\n5,,6\n")
    #expect(table.columns.map(\.name) == ["a", "c"])
    #expect(table.columns.map(\.number) == [1, 3])
    let place = TextPlace(file: "text", line: 3, column: 3, columnName: "c")
    #expect(throws: TableError.notANumber(place, found: "x")) { try table.columns[1].numbers() }
  }

  @Test(arguments: [
    "\"x\" \"y\"\n\"1\" 5 6\n\"2\" 7 8\n", "x,y\nA,5,6\nB,7,8\n", "x\ty\n1\t5\t6\n2\t7\t8\n",
  ])
  func `row names of R need no name`(text: String) throws {
    let table = try Table.parse(text: text)
    #expect(table.columns.map(\.name) == ["column1", "x", "y"])
    #expect(try table.column(named: "y").numbers() == [6, 8])
  }

  @Test func `other short headers are errors`() {
    let error = TableError.headerMismatch(
      file: "text", headerLine: 1, names: 2, line: 2, fields: 3)
    #expect(throws: error) { try Table.parse(text: "x,y\n4,5,6\n9,7,8\n") }
    #expect(throws: error) { try Table.parse(text: "x,y\nA,5,6\nA,7,8\n") }
    // Lines that a plate reader writes above its table.
    let above = TableError.headerMismatch(file: "text", headerLine: 1, names: 1, line: 4, fields: 3)
    #expect(throws: above) {
      try Table.parse(text: "Reader: X\nPlate: 1\n\nTime,A1,A2\n0:00,1,2\n0:10,3,4\n0:20,5,6\n")
    }
    #expect(
      throws: TableError.headerMismatch(file: "text", headerLine: 2, names: 3, line: 3, fields: 2)
    ) { try Table.parse(text: "# n\nx,y,z\n4,5\n9,7\n") }
  }

  @Test func `a first line may say the delimiter`() throws {
    let table = try Table.parse(text: "sep=|\r\na|b,c\r\n1|2\r\n")
    #expect(table.columns.map(\.name) == ["a", "b,c"])
    #expect(table.lineNumber(ofRow: 0) == 3)
    #expect(throws: TableError.empty(file: "text")) { try Table.parse(text: "sep=;") }
  }
}
