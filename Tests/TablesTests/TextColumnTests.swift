import Tables
import Testing

/// Columns as texts.
struct TextColumnTests {
  @Test func `levels come in the order of their first rows`() throws {
    let column = try Table.parse(text: "s\nD\nR\nNA\nD\n\"T\"\nR\n").columns[0]
    let text = try column.text()
    #expect(text.levels == ["D", "R", "T"])
    #expect(text.codes == [0, 1, -1, 0, 2, 1])
    #expect(text[0] == "D" && text[2] == nil)
  }

  @Test func `numbers and times keep the text of the file`() throws {
    let table = try Table.parse(
      text: "n,d,c\n1.0,2020-01-22,0:05\n1,2020-01-22,00:05\n1.0,2020-01-23,0:05\n")
    #expect(try table.columns[0].text().levels == ["1.0", "1"])
    #expect(try table.columns[0].text().codes == [0, 1, 0])
    #expect(try table.columns[1].text().codes == [0, 0, 1])
    #expect(try table.columns[2].text().levels == ["0:05", "00:05"])
  }

  @Test func `quoted and plain texts are the same text`() throws {
    let text = try Table.parse(text: "n,s\n1,a\n2,\"a\"\n3, a \n4,\"a\"\"b\"\n5,\"a\"\"b\"\n")
      .columns[1].text()
    #expect(text.levels == ["a", "a\"b"])
    #expect(text.codes == [0, 0, 0, 1, 1])
  }

  @Test func `many levels`() throws {
    let rows = (0..<20_000).map { "level \($0 % 9_973)\n" }.joined()
    let text = try Table.parse(text: "s\n\(rows)", options: .init(delimiter: .comma)).columns[0]
      .text()
    #expect(text.levels == (0..<9_973).map { "level \($0)" })
    #expect(text.codes == (0..<20_000).map { Int32($0 % 9_973) })
  }
}
