import Tables
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers are read exactly as `strtod` reads them, bit for bit.
struct DecimalNumberTests {
  @Test(
    arguments: [
      ("1", 1), ("+1", 1), ("-1", -1), ("-0", -0.0), (".5", 0.5), ("5.", 5), ("-.5", -0.5),
      ("1e5", 1e5), ("1E+05", 1e5), ("1e-05", 1e-5), ("007", 7), ("1e-400", 0), ("-1e-400", -0.0),
      ("4.9e-324", .leastNonzeroMagnitude), ("2.4703282292062327e-324", 0),
      ("2.4703282292062328e-324", .leastNonzeroMagnitude),
      ("1.7976931348623157e308", 1.7976931348623157e308), ("0e999999999999999999999", 0),
      ("9007199254740993", 9_007_199_254_740_992), ("12345678", 12_345_678),
      ("123456789012345678", 123_456_789_012_345_680), ("0.1", 0.1), ("1e22", 1e22), ("1e23", 1e23),
      ("0.000000000000000000000000000001", 1e-30), ("1e-99999999999999999999", 0),
    ] as [(String, Double)])
  func `is a number`(text: String, value: Double) throws {
    let column = try Table.parse(text: "x\n\(text)\n").column(named: "x")
    #expect(column.kind == .number)
    #expect(try column.numbers().map(\.bitPattern) == [value.bitPattern])
  }

  @Test(arguments: [
    "1e", "1e+", "e5", "+", "-", "+-1", "--1", "1.2.3", "0x10", "0x1p3", "1 2", "1_000", "1d5",
    "inf", "-inf", "Infinity", "+nan", "1,5", "١", "1e5.0", "NaN(1)", "..", "5e-", "1f", "+.",
    "-e1",
  ])
  func `is no number`(text: String) throws {
    let options = DelimitedTextOptions(delimiter: .tab, decimal: .point)
    let column = try Table.parse(text: "x\n1\n2\n\"\(text)\"\n", options: options)
      .column(named: "x")
    let place = TextPlace(file: "text", line: 4, column: 1, columnName: "x")
    #expect(throws: TableError.notANumber(place, found: text)) { try column.numbers() }
  }

  @Test(arguments: NumberFamily.allCases, 0..<4 as Range<UInt64>)
  func `agrees with strtod`(family: NumberFamily, seed: UInt64) throws {
    var generator = SplitMix64(seed: seed &* 1000 &+ UInt64(family.rawValue))
    var remaining = family.count / 4
    while remaining > 0 {
      let count = min(remaining, 25_000)
      remaining -= count
      var text = Array("x\n".utf8)
      var expected: [Double] = []
      for _ in 0..<count {
        let start = text.count
        family.append(to: &text, using: &generator)
        text.append(0x0A)
        let value = unsafe text.withUnsafeBytes { unsafe strtod($0.baseAddress! + start, nil) }
        if value.isFinite {
          expected.append(value)
        } else {
          // Too large a number is an error, which `overflow` tests.
          text.removeLast(text.count - start)
        }
      }
      try check(text, against: expected, options: .init(delimiter: .comma, hasHeader: true))
      let commas = text.map { $0 == 0x2E ? 0x2C : $0 }
      try check(commas, against: expected, options: .init(delimiter: .tab, decimal: .comma))
    }
  }

  private func check(
    _ text: [UInt8], against expected: [Double], options: DelimitedTextOptions
  ) throws {
    let column = try #require(try Table.parse(bytes: text, options: options).columns.first)
    let numbers = try column.numbers()
    #expect(numbers.count == expected.count)
    let wrong = zip(numbers, expected).first { $0.bitPattern != $1.bitPattern }
    #expect(wrong == nil)
  }

  @Test(arguments: ["1e309", "-1e999", "1.7976931348623159e308", "17976931348623157\(zeros(300))"])
  func `overflow is an error with its place`(text: String) throws {
    let column = try Table.parse(text: "x\n1\n\(text)\n").column(named: "x")
    let place = TextPlace(file: "text", line: 3, column: 1, columnName: "x")
    #expect(throws: TableError.numberOutOfRange(place, found: text)) { try column.numbers() }
    #expect(column.kind == .number)
  }
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
