/// What the content of a field is.
enum FieldContent: Sendable, Equatable {
  case missing
  case number(Double)
  /// A number too large for a double.
  case tooLarge
  /// Seconds since 1970-01-01T00:00Z.
  case date(Double)
  /// Seconds since 0:00.
  case clock(Double)
  case word
}

/// Tells what the content of a field is.
struct FieldClassifier: Sendable {
  private(set) var bytes: Bytes
  let decimal: DecimalSign
  let missing: MissingTexts
  /// With the comma both as delimiter and as decimal sign, only a quoted field can hold one; the
  /// number of an unquoted field has to end where the field ends.
  private let isDecimalDelimiter: Bool

  init(_ bytes: Bytes, dialect: Dialect, missing: MissingTexts) {
    self.bytes = bytes
    decimal = dialect.decimal
    self.missing = missing
    isDecimalDelimiter = dialect.delimiter.byte == dialect.decimal.byte
  }

  /// The decimal sign that a number in a field has; where it can have none, a byte that UTF-8 text
  /// never holds.
  private func decimalByte(in field: Field) -> UInt8 {
    isDecimalDelimiter && !field.isQuoted ? 0xFF : decimal.byte
  }

  /// The field without the blanks between its quotes.
  private func trimmed(_ field: Field) -> Field {
    var field = field
    while field.start < field.end, bytes[field.start] == 0x20 { field.start += 1 }
    while field.end > field.start, bytes[field.end - 1] == 0x20 { field.end -= 1 }
    return field
  }

  func content(of written: Field) -> FieldContent {
    // Blanks between quotes are part of a text, but not of a number.
    let field = written.isQuoted ? trimmed(written) : written
    if missing.contains(field.range, of: bytes) { return .missing }
    // Everything but a word begins with a digit, a sign or a decimal sign.
    let first = bytes[field.start]
    guard first < 0x3A, first >= 0x2B else { return .word }
    let (value, end) = bytes.number(at: field.start, decimal: decimalByte(in: field))
    if end == field.end, end > field.start {
      if value.isInfinite { return .tooLarge }
      return missing.numbers.contains(value) ? .missing : .number(value)
    }
    if let seconds = TimeText.date(in: field.range, of: bytes, decimal: decimal) {
      return .date(seconds)
    }
    if let seconds = TimeText.clock(in: field.range, of: bytes, decimal: decimal) {
      return .clock(seconds)
    }
    return .word
  }

  /// What a text is that is not part of the bytes, as if it stood in a field by itself.
  func content(ofText text: String) -> FieldContent {
    var other = self
    other.bytes = Bytes(copying: Array(text.utf8))
    let count = other.bytes.count
    return other.content(
      of: Field(start: 0, end: count, isQuoted: true, next: count, isLast: true))
  }
}
