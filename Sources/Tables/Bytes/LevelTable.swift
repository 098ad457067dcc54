/// Gives equal texts equal numbers, from 0 in the order of their first appearance.
///
/// Fields are compared as bytes: making a `String` of every one would cost several times as much.
struct LevelTable {
  private(set) var levels: [String] = []
  /// The first field with each level.
  private var fields: [Range<Int>] = []
  private var hashes: [UInt64] = []
  /// Open addressing with linear steps; -1 is free. The count is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of a field's text; nil when it is not UTF-8.
  mutating func code(of field: Field, scanner: FieldScanner) -> Int32? {
    let bytes = scanner.bytes
    let hash = Self.hash(field.range, of: bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let level = Int(slots[slot])
      if hashes[level] == hash, Self.areEqual(fields[level], field.range, in: bytes) {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard let text = scanner.text(of: field) else { return nil }
    let code = Int32(levels.count)
    slots[slot] = code
    levels.append(text)
    fields.append(field.range)
    hashes.append(hash)
    if levels.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (level, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(level)
    }
  }

  private static func hash(_ range: Range<Int>, of bytes: Bytes) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for offset in range { hash = (hash ^ UInt64(bytes[offset])) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash &>> 29)
  }

  private static func areEqual(_ first: Range<Int>, _ second: Range<Int>, in bytes: Bytes) -> Bool {
    guard first.count == second.count else { return false }
    let step = second.lowerBound - first.lowerBound
    return first.allSatisfy { bytes[$0] == bytes[$0 + step] }
  }
}
