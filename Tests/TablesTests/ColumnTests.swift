import Tables
import Testing

/// What a column is, and its numbers.
struct ColumnTests {
  @Test(arguments: [
    (["1", "2.5", ""], Column.Kind.number, 1), (["NA", "nan", "N/A", "Null", "."], .number, 5),
    (["1", "2", "low"], .number, 0), (["1", "low"], .text, 0), (["a", "b", "3"], .text, 0),
    (["2020-01-22", "2020-01-23", "?"], .date, 0), (["0:10", "25:00:30.5", "NA"], .clock, 1),
    (["1", "1e999"], .number, 0), (["true", "false"], .text, 0),
    (["1", "0:10", "2020-01-22"], .text, 0),
  ])
  func `the kind is what most fields are`(fields: [String], kind: Column.Kind, missing: Int) throws
  {
    let lines = fields.map { "\"\($0)\"\n" }.joined()
    let column = try Table.parse(text: "x\n\(lines)", options: .init(hasHeader: true)).columns[0]
    #expect(column.kind == kind)
    #expect(column.missingCount == missing)
    #expect(column.rowCount == fields.count)
  }

  @Test func `missing numbers are NaN`() throws {
    let column = try Table.parse(text: "t,y\n1,2\n2,\n3,NA\n4,.\n5, n/a \n6,\"\"\n7,\" 8 \"\n")
      .columns[1]
    let numbers = try column.numbers()
    #expect(numbers.map(\.isNaN) == [false, true, true, true, true, true, false])
    #expect(numbers[6] == 8)
    #expect(column.missingCount == 5)
    #expect(column.isNumeric && !column.isTime)
  }

  @Test(arguments: ["-9", "-9.0", "-9e0", "none", "NONE"])
  func `more texts may stand for missing`(field: String) throws {
    let options = DelimitedTextOptions(missing: ["-9", "none"])
    let column = try Table.parse(text: "t,y\n1,5\n2,\(field)\n3,-9.5\n", options: options).columns[
      1]
    #expect(column.missingCount == 1)
    #expect(try column.numbers().last == -9.5)
    #expect(try column.text().codes == [0, -1, 1])
  }

  @Test func `a word among numbers is named when numbers are asked for`() throws {
    let rows = (0..<500).map { "\($0),\($0 == 321 ? "oops" : "\($0)")\n" }.joined()
    let column = try Table.parse(text: "a,b\n\(rows)").columns[1]
    #expect(column.kind == .number)
    #expect(!column.isNumeric)
    let place = TextPlace(file: "text", line: 323, column: 2, columnName: "b")
    #expect(throws: TableError.notANumber(place, found: "oops")) { try column.numbers() }
    #expect(throws: TableError.notANumber(place, found: "oops")) { try column.times() }
    #expect(try column.text()[321] == "oops")
  }

  /// The first rows say one thing and the rest another.
  @Test(arguments: [
    ("7", Column.Kind.number), ("w", .text), ("2020-02-02", .date), ("7:07", .clock),
  ])
  func `a wrong guess is corrected`(field: String, kind: Column.Kind) throws {
    for first in ["1", "word", "2020-01-22", "1:30", ""] {
      let rows = (0..<1_000).map { "\($0),\($0 < 200 ? first : field)\n" }.joined()
      let table = try Table.parse(text: "a,b\n\(rows)")
      #expect(table.columns.map(\.kind) == [.number, kind])
      #expect(try table.columns[0].numbers() == (0..<1_000).map(Double.init))
      let text = try table.columns[1].text()
      #expect(text[199] == (first.isEmpty ? nil : first))
      #expect(text[200] == field)
      if kind == .number, first.isEmpty {
        #expect(try table.columns[1].numbers().suffix(800).allSatisfy { $0 == 7 })
      }
    }
  }

  @Test func `numbers of a text, date or clock column name its first field`() throws {
    let table = try Table.parse(text: "a,b,c\nx,2020-01-22,0:10\ny,2020-01-23,0:20\n")
    for (index, found) in ["x", "2020-01-22", "0:10"].enumerated() {
      let column = table.columns[index]
      let place = TextPlace(file: "text", line: 2, column: index + 1, columnName: column.name)
      #expect(throws: TableError.notANumber(place, found: found)) { try column.numbers() }
    }
  }

  @Test func `the numbers are not copied`() throws {
    let column = try Table.parse(text: "x\n1\n2\n3\n").columns[0]
    let first = try column.numbers()
    let second = try column.numbers()
    let isOne = unsafe first.withUnsafeBufferPointer { first in
      unsafe second.withUnsafeBufferPointer { unsafe first.baseAddress == $0.baseAddress }
    }
    #expect(isOne)
  }

  @Test(arguments: [1, 3, 17, 2_047, 2_048, 2_049, 5_000])
  func `long tables are whole`(rowCount: Int) throws {
    let rows = (0..<rowCount).map { "\($0),r\($0 % 7),\($0 / 60):\($0 % 60 / 10)\($0 % 10)\n" }
      .joined()
    let table = try Table.parse(text: "n,r,t\n\(rows)")
    #expect(table.rowCount == rowCount)
    #expect(try table.columns[0].numbers() == (0..<rowCount).map(Double.init))
    #expect(try table.columns[1].text()[rowCount - 1] == "r\((rowCount - 1) % 7)")
    #expect(try table.columns[2].times(in: .minutes).values == (0..<rowCount).map(Double.init))
    #expect(table.lineNumber(ofRow: rowCount - 1) == rowCount + 1)
  }

  @Test func `wide tables are whole`() throws {
    let header = (0..<5_000).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<9).map { row in
      (0..<5_000).map { $0 % 100 == 7 ? "w\(row)" : "\($0 * 10 + row)" }.joined(separator: ",")
    }
    let table = try Table.parse(text: ([header] + rows).joined(separator: "\n"))
    #expect(table.columns.count == 5_000)
    #expect(try table.column(named: "c4321").numbers() == (0..<9).map { 43_210 + Double($0) })
    #expect(try table.column(named: "c4307").text().levels == (0..<9).map { "w\($0)" })
  }
}
