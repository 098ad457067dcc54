/// The texts that stand for a missing value.
struct MissingTexts: Sendable {
  /// Words in ASCII lower case.
  private var words: [[UInt8]] = []
  /// Those of the given words that are numbers, so that `-9` also means `-9.0`.
  private(set) var numbers: [Double] = []
  /// The longest word, so that a longer field is not compared with any.
  private var longest = 0

  static let always = ["NA", "NaN", "N/A", "null", "."]

  init(adding given: [String], decimal: DecimalSign) {
    for word in Self.always + given {
      let bytes = Array(word.utf8)
      words.append(bytes.map(Self.lowercased))
      longest = max(longest, bytes.count)
      let (value, end) = Bytes(copying: bytes).number(at: 0, decimal: decimal.byte)
      if end == bytes.count, end > 0, value.isFinite { numbers.append(value) }
    }
  }

  /// Whether a field is empty or one of the words; numbers are for the caller to compare.
  func contains(_ range: Range<Int>, of bytes: Bytes) -> Bool {
    if range.isEmpty { return true }
    if range.count > longest { return false }
    let first = Self.lowercased(bytes[range.lowerBound])
    return words.contains { word in
      word.count == range.count && word[0] == first
        && range.indices.allSatisfy {
          Self.lowercased(bytes[$0]) == word[$0 - range.lowerBound]
        }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
