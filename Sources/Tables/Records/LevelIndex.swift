/// Gives equal texts equal numbers, from 0 in the order of their first appearance, whatever buffer
/// their fields lie in.
package struct LevelIndex: Sendable {
  package private(set) var levels: [String] = []
  /// How often each level was asked for.
  package private(set) var counts: [Int] = []
  /// The texts one behind the other, and where each ends.
  private var texts: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing with linear steps; -1 is free. The count is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)
  /// Whether texts that are not known become levels.
  package var isOpen: Bool

  static let unknown: Int32 = -1
  static let notUTF8: Int32 = -2

  /// - Parameter levels: known from the beginning, all different.
  package init(levels: [String] = [], isOpen: Bool) {
    self.isOpen = isOpen
    for level in levels {
      let bytes = Array(level.utf8)
      _ = insert(level, bytes, hash: Self.hash(bytes))
    }
  }

  /// The number of a field's text; `unknown` or `notUTF8` where it has none.
  mutating func code(of field: Field, scanner: FieldScanner) -> Int32 {
    let bytes = scanner.bytes
    // A quote inside quotes is doubled: only the text itself can be compared.
    if field.isQuoted, field.range.contains(where: { bytes[$0] == 0x22 }) {
      guard let text = scanner.text(of: field) else { return Self.notUTF8 }
      return code(of: Array(text.utf8))
    }
    var hash = Self.seed
    for offset in field.range { hash = (hash ^ UInt64(bytes[offset])) &* Self.factor }
    hash ^= hash &>> 29
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let level = Int(slots[slot])
      if hashes[level] == hash, isEqual(level, field.range, bytes) {
        counts[level] += 1
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard isOpen else { return Self.unknown }
    guard let text = scanner.text(of: field) else { return Self.notUTF8 }
    let code = insert(text, field.range.map { bytes[$0] }, hash: hash)
    counts[Int(code)] = 1
    return code
  }

  /// The number of a text.
  mutating func code(of text: [UInt8]) -> Int32 {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let level = Int(slots[slot])
      if hashes[level] == hash, texts[start(of: level)..<ends[level]] == text[...] {
        counts[level] += 1
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard isOpen else { return Self.unknown }
    let code = insert(String(decoding: text, as: UTF8.self), text, hash: hash)
    counts[Int(code)] = 1
    return code
  }

  private func start(of level: Int) -> Int { level == 0 ? 0 : ends[level - 1] }

  private func isEqual(_ level: Int, _ range: Range<Int>, _ bytes: Bytes) -> Bool {
    let start = start(of: level)
    guard ends[level] - start == range.count else { return false }
    let step = start - range.lowerBound
    return range.allSatisfy { bytes[$0] == texts[$0 + step] }
  }

  private mutating func insert(_ level: String, _ text: [UInt8], hash: UInt64) -> Int32 {
    let code = Int32(levels.count)
    levels.append(level)
    counts.append(0)
    texts += text
    ends.append(texts.count)
    hashes.append(hash)
    if levels.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for level in levels.indices { place(Int32(level)) }
    } else {
      place(code)
    }
    return code
  }

  private mutating func place(_ level: Int32) {
    var slot = Int(truncatingIfNeeded: hashes[Int(level)]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = level
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let factor: UInt64 = 0x0000_0100_0000_01B3

  private static func hash(_ text: [UInt8]) -> UInt64 {
    let hash = text.reduce(seed) { ($0 ^ UInt64($1)) &* factor }
    return hash ^ (hash &>> 29)
  }
}
