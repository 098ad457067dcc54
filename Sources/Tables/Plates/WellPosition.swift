/// A well of a plate by its row (A, B, …, Z, AA, …, AF) and column, both counted from 1.
///
/// `A1`, `a1` and `A01` are the same well. Up to the 32 rows and 48 columns of a plate of 1,536.
package struct WellPosition: Sendable, Hashable {
  package let row: Int
  package let column: Int

  package init?(row: Int, column: Int) {
    guard (1...PlateFormat.largest.rows).contains(row),
      (1...PlateFormat.largest.columns).contains(column)
    else { return nil }
    self.row = row
    self.column = column
  }

  /// The well of a name such as `H12`; nil for any other text.
  package init?(_ name: some StringProtocol) {
    let bytes = Array(name.utf8)
    let letters = bytes.prefix { Self.letter($0) != nil }
    let digits = bytes[letters.count...]
    guard let row = Self.row(letters), (1...3).contains(digits.count),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    self.init(row: row, column: digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
  }

  /// The row that capital letters name; nil where there is none.
  package static func row(named name: some StringProtocol) -> Int? {
    name.utf8.allSatisfy { $0 < 0x61 } ? row(Array(name.utf8)[...]) : nil
  }

  /// The letters of a row: 1 is A, 27 is AA.
  package static func name(ofRow row: Int) -> String {
    let letter = { (index: Int) in String(UnicodeScalar(UInt8(0x40 + index))) }
    return row <= 26 ? letter(row) : letter((row - 1) / 26) + letter((row - 1) % 26 + 1)
  }

  private static func row(_ letters: ArraySlice<UInt8>) -> Int? {
    guard (1...2).contains(letters.count) else { return nil }
    var row = 0
    for byte in letters {
      guard let letter = letter(byte) else { return nil }
      row = row * 26 + letter
    }
    return row <= PlateFormat.largest.rows ? row : nil
  }

  /// 1 for a or A.
  private static func letter(_ byte: UInt8) -> Int? {
    let lower = byte | 0x20
    return byte >= 0x41 && (0x61...0x7A).contains(lower) ? Int(lower) - 0x60 : nil
  }
}

extension WellPosition: CustomStringConvertible {
  package var description: String { Self.name(ofRow: row) + String(column) }
}

/// Along the rows: A1, A2, …, A12, B1, ….
extension WellPosition: Comparable {
  package static func < (left: WellPosition, right: WellPosition) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}
