import Tables
import Testing

/// Whatever the bytes, a table is read or an error thrown, and all that can be asked of it answers.
struct TableFuzzTests {
  private static let seeds = [
    "t,y\n1,2.5\n2,3.5\n3,NA\n", "t;y;z\n1,5;2,5;a\n2,5;\"3;5\";b\n",
    "# c\n\"a\"\t\"b\"\r\n1\t2\r\n",
    "date,x\n2020-01-22,1\n2020-01-23T10:00Z,2\n", "  t   y\n 0:00   1\n 0:10 2\n",
    "a,b,c,\n1,2,3,\n4,5,6,\n", "sep=|\nx|y\n1|2\n",
    "\u{FEFF}s,v\n\"q \"\"u\"\" o\",1e-3\nb,1E+05\n",
    "Time,0\n,1,2\nA,1,2\nB,3,4\n\nTime,1\n,1,2\nA,5,6\nB,7,8\n",
    "\tTemp\t1\t2\n0\t37\t1\t2\n\t\t3\t4\n\n1\t37\t5\t6\n\t\t7\t8\n",
    "Cycle,1,2\nTime,0:00,0:10\nA1,1,2\nA2,3,4\n", "x\n1\n2\n3\n", "1,2,3\n4,5,6\n",
    "\"x\" \"y\"\n\"1\" 5 6\n\"2\" 7 8\n", "",
  ].map { Array($0.utf8) }
  private static let spice =
    Array("\"\",;\t| \r\n#.-+eE0129:TZNA\u{0}\u{1}µ\u{FEFF}".utf8) + [0xFF, 0x1F, 0x8B]

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `mutated texts never crash`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var outcomes = (tables: 0, errors: 0)
    for _ in 0..<1_000 {
      var bytes = Self.seeds.randomElement(using: &generator)!
      for _ in 0..<Int.random(in: 0...6, using: &generator) { mutate(&bytes, using: &generator) }
      let options = randomOptions(using: &generator)
      do {
        exercise(try Table.parse(bytes: bytes, options: options))
        outcomes.tables += 1
      } catch {
        #expect(error.description.hasPrefix("text:"))
        outcomes.errors += 1
      }
    }
    #expect(outcomes.tables > 100 && outcomes.errors > 100)
  }

  private func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    let position = Int.random(in: 0...bytes.count, using: &generator)
    let byte = Self.spice.randomElement(using: &generator)!
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.insert(byte, at: position)
    case 1 where position < bytes.count: bytes[position] = byte
    case 2 where position < bytes.count: bytes.remove(at: position)
    case 3: bytes.removeLast(bytes.count - position)
    case 4: bytes.append(contentsOf: bytes.suffix(from: position))
    default:
      let piece = (0..<9).map { _ in Self.spice.randomElement(using: &generator)! }
      bytes.insert(contentsOf: piece, at: position)
    }
  }

  private func randomOptions(using generator: inout SplitMix64) -> DelimitedTextOptions {
    guard generator.next() & 3 == 0 else {
      return .init(content: [.table, .plates, .rows, nil].randomElement(using: &generator)!)
    }
    return DelimitedTextOptions(
      delimiter: [nil, .comma, .tab, .blanks, .semicolon].randomElement(using: &generator)!,
      decimal: [nil, .point, .comma].randomElement(using: &generator)!,
      hasHeader: [nil, true, false].randomElement(using: &generator)!,
      missing: [[], ["1"], ["", "x"]].randomElement(using: &generator)!,
      content: [.table, .plates, .rows, nil].randomElement(using: &generator)!,
      skippedLines: Int.random(in: 0...2, using: &generator),
      lastLine: [nil, 0, 3, 9].randomElement(using: &generator)!)
  }

  private func exercise(_ table: Table) {
    #expect(table.rowCount > 0)
    if table.hasOwnColumns { _ = table.lineNumber(ofRow: table.rowCount - 1) }
    for column in table.columns {
      if let numbers = try? column.numbers() {
        #expect(numbers.count == table.rowCount)
        #expect(numbers.count(where: \.isNaN) == column.missingCount)
      }
      if let times = try? column.times() { #expect(times.values.count == table.rowCount) }
      if table.hasOwnColumns, let text = try? column.text() {
        #expect(text.codes.count == table.rowCount)
        #expect(text.codes.count(where: { $0 < 0 }) == column.missingCount)
        #expect(text.codes.allSatisfy { $0 < text.levels.count })
      }
    }
  }
}
