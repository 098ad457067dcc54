/// Writes delimited text into bytes: numbers as the shortest text that reads back to the same
/// double, texts quoted where they must be (RFC 4180), lines ended by LF.
package struct CSVWriter: Sendable {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private var isAtLineStart = true
  /// Whether the line holds one empty field so far; alone on its line it would not be read back.
  private var isBareEmptyField = false

  package init(delimiter: Delimiter = .comma, capacity: Int = 0) {
    self.delimiter = delimiter.byte
    bytes.reserveCapacity(capacity)
  }

  /// Writes a number as a field. NaN, which stands for a missing value, is an empty field.
  package mutating func append(_ number: Double) {
    beginField()
    if !number.isNaN { NumberText.append(number, to: &bytes) }
    endField(wasEmpty: number.isNaN)
  }

  /// Writes an integer as a field.
  package mutating func append(_ number: Int) {
    beginField()
    bytes.append(contentsOf: String(number).utf8)
    endField(wasEmpty: false)
  }

  /// Writes a text as a field, in quotes where it could be read as something else.
  package mutating func append(_ text: String) {
    beginField()
    Self.append(text, delimiter: delimiter, isFirst: isAtLineStart, to: &bytes)
    endField(wasEmpty: text.isEmpty)
  }

  /// Ends the line.
  package mutating func endRow() {
    if isBareEmptyField { bytes.append(contentsOf: "\"\"".utf8) }
    bytes.append(0x0A)
    isAtLineStart = true
    isBareEmptyField = false
  }

  /// Empties the buffer, which has been written out, and keeps its room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func beginField() {
    if !isAtLineStart { bytes.append(delimiter) }
  }

  private mutating func endField(wasEmpty: Bool) {
    isBareEmptyField = wasEmpty && isAtLineStart
    isAtLineStart = false
  }

  /// Quotes a text that holds the delimiter, a quote or a line end, that begins or ends with a
  /// blank, or that would make a comment of its line.
  private static func append(
    _ text: String, delimiter: UInt8, isFirst: Bool, to bytes: inout [UInt8]
  ) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    let written = bytes[start...]
    guard let first = written.first, let last = written.last else { return }
    let blanks: ClosedRange<UInt8> = 0x09...0x20
    guard
      written.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D })
        || blanks.contains(first) || blanks.contains(last) || (isFirst && first == 0x23)
    else { return }
    let quoted = written.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
    bytes.replaceSubrange(start..., with: [0x22] + quoted + [0x22])
  }
}

/// Numbers as text.
package enum NumberText {
  /// The shortest decimal text that reads back to the same double.
  package static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the shortest decimal text that reads back to the same double; whole numbers have no
  /// `.0`. What is not finite is `nan`, `inf` or `-inf`.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    var text = number.description
    text.withUTF8 { digits in
      let isWhole =
        unsafe digits.count > 2 && digits[digits.count - 1] == 0x30
        && digits[digits.count - 2] == 0x2E
      unsafe bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
    }
  }

  /// The same as a string.
  package static func shortest(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
