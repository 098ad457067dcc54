import Tables
import Testing

/// What is written reads back.
struct CSVWriterTests {
  private func text(_ write: (inout CSVWriter) -> Void) -> String {
    var writer = CSVWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (1, "1"), (-0.0, "-0"), (0.1, "0.1"), (1e16, "1e+16"), (123_456, "123456"),
      (.leastNonzeroMagnitude, "5e-324"),
      (0.1 + 0.2, "0.30000000000000004"), (1e-5, "1e-05"), (.infinity, "inf"), (-.infinity, "-inf"),
      (10, "10"), (.nan, ""),
    ] as [(Double, String)])
  func `numbers are short`(number: Double, expected: String) {
    #expect(
      text {
        $0.append(1); $0.append(number); $0.endRow()
      } == "1,\(expected)\n")
    if !number.isNaN { #expect(NumberText.shortest(number) == expected) }
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("cr\r", "\"cr\r\""), (" lead", "\" lead\""), ("", ""),
    ("trail\t", "\"trail\t\""), ("µ", "µ"),
  ])
  func `texts are quoted where they must be`(field: String, expected: String) {
    #expect(
      text {
        $0.append(1); $0.append(field); $0.endRow()
      } == "1,\(expected)\n")
  }

  @Test func `a line is never blank nor a comment`() {
    #expect(
      text {
        $0.append("#x"); $0.append("#x"); $0.endRow()
      } == "\"#x\",#x\n")
    #expect(
      text {
        $0.append(""); $0.endRow()
      } == "\"\"\n")
    #expect(
      text {
        $0.append(Double.nan); $0.endRow()
      } == "\"\"\n")
    #expect(
      text {
        $0.append(""); $0.append(2 as Int); $0.endRow()
      } == ",2\n")
  }

  @Test func `the buffer can be emptied`() {
    var writer = CSVWriter(delimiter: .semicolon, capacity: 100)
    writer.append("a;b")
    writer.endRow()
    writer.removeAll()
    writer.append(2.5)
    writer.append(7 as Int)
    writer.endRow()
    #expect(writer.bytes == Array("2.5;7\n".utf8))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a table reads back as it was written`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array(",;\"\n\r #a1.µ-\t'")
    var writer = CSVWriter()
    for name in ["n", "k", "s"] { writer.append(name) }
    writer.endRow()
    var numbers: [UInt64] = []
    var texts: [String] = []
    for row in 0..<200 {
      let bits = generator.next()
      let number = Double(bitPattern: bits)
      numbers.append(number.isFinite ? bits : 0)
      let length = Int.random(in: 1...12, using: &generator)
      let text = "x" + String((0..<length).map { _ in alphabet.randomElement(using: &generator)! })
      texts.append(text)
      writer.append(number.isFinite ? number : 0)
      writer.append(row)
      writer.append(text)
      writer.endRow()
    }
    let options = DelimitedTextOptions(delimiter: .comma, hasHeader: true)
    let table = try Table.parse(bytes: writer.bytes, options: options)
    #expect(try table.column(named: "n").numbers().map(\.bitPattern) == numbers)
    let column = try table.column(named: "s").text()
    #expect((0..<200).map { column[$0] } == texts)
  }
}
