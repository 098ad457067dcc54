/// How the fields of a text are told apart and its numbers written.
struct Dialect: Sendable, Equatable {
  var delimiter: Delimiter
  var decimal: DecimalSign
}

/// Where one field lies.
struct Field: Sendable, Equatable {
  /// The content, without blanks around it and without quotes.
  var start: Int
  var end: Int
  var isQuoted: Bool
  /// Where the next field begins, or the end of the line.
  var next: Int
  /// Whether it is the last field of its line.
  var isLast: Bool

  var range: Range<Int> { start..<end }
  var isEmpty: Bool { start == end }
}

/// What is wrong with a quoted field, with the offset where it shows.
enum QuoteProblem: Error {
  case unterminated(at: Int)
  case textAfter(at: Int)
}

/// Steps through a text: to the next record, field by field, to the end of the line.
///
/// - A line ends with LF, CR LF or CR. A line of blanks alone is no record, nor is one whose first
///   byte that is no blank is `#`.
/// - A field that begins with `"` is quoted (RFC 4180): it may hold delimiters and line ends, and a
///   quote is doubled in it. Blanks around it do not count.
/// - Any other field ends at the next delimiter or line end, and blanks around it do not count.
struct FieldScanner: Sendable {
  let bytes: Bytes
  let delimiter: UInt8
  let blanksDelimit: Bool
  /// The second byte that is a blank beside the space: a tab, unless it is the delimiter.
  private let otherBlank: UInt8

  init(_ bytes: Bytes, delimiter: Delimiter) {
    self.bytes = bytes
    self.delimiter = delimiter.byte
    blanksDelimit = delimiter.isRunOfBlanks
    otherBlank = delimiter == .tab ? 0x20 : 0x09
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == otherBlank }

  /// Whether the line ends at an offset.
  @inline(__always)
  func isLineEnd(at offset: Int) -> Bool {
    let byte = bytes[offset]
    return byte == 0x0A || byte == 0x0D || offset >= bytes.count
  }

  @inline(__always)
  func afterBlanks(at start: Int) -> Int {
    var offset = start
    while isBlank(bytes[offset]) { offset += 1 }
    return offset
  }

  /// Where the line begins that follows the line end at an offset.
  @inline(__always)
  func afterLineEnd(at offset: Int) -> Int {
    if offset >= bytes.count { return bytes.count }
    return bytes[offset] == 0x0D && bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
  }

  /// Where the first record begins at or behind the beginning of a line; `count` when there is none.
  @inline(__always)
  func record(at start: Int) -> Int {
    // No blank, line end, quote or number sign: by far the commonest.
    if bytes[start] > 0x23 { return start }
    return recordAfterBlankLines(at: start)
  }

  @inline(never)
  private func recordAfterBlankLines(at start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let first = afterBlanks(at: offset)
      if bytes[first] == 0x23 {
        offset = afterLineEnd(at: lineEnd(at: first))
      } else if isLineEnd(at: first) {
        offset = afterLineEnd(at: first)
      } else {
        return blanksDelimit ? first : offset
      }
    }
    return bytes.count
  }

  /// The end of the line that holds an offset, whatever is quoted on it.
  func lineEnd(at start: Int) -> Int {
    var offset = start
    while !isLineEnd(at: offset) { offset += 1 }
    return offset
  }

  /// The field that begins at an offset.
  func field(at start: Int) throws(QuoteProblem) -> Field {
    let first = afterBlanks(at: start)
    if bytes[first] == 0x22 { return try quotedField(at: first) }
    var stop = first
    while true {
      let byte = bytes[stop]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      if blanksDelimit && byte == 0x09 { break }
      if byte == 0 && stop >= bytes.count { break }
      stop += 1
    }
    var end = stop
    while end > first && isBlank(bytes[end - 1]) { end -= 1 }
    return finished(from: first, to: end, isQuoted: false, stop: stop)
  }

  private func quotedField(at quote: Int) throws(QuoteProblem) -> Field {
    var end = quote + 1
    while true {
      if bytes[end] == 0x22 {
        if bytes[end + 1] != 0x22 { break }
        end += 2
      } else {
        if end >= bytes.count { throw .unterminated(at: quote) }
        end += 1
      }
    }
    let stop = afterBlanks(at: end + 1)
    if isLineEnd(at: stop) || bytes[stop] == delimiter || (blanksDelimit && stop > end + 1) {
      return finished(from: quote + 1, to: end, isQuoted: true, stop: end + 1)
    }
    throw .textAfter(at: stop)
  }

  /// Completes a field behind whose content only blanks stand up to a delimiter or line end.
  @inline(__always)
  private func finished(from start: Int, to end: Int, isQuoted: Bool, stop: Int) -> Field {
    let stop = afterBlanks(at: stop)
    let isLast = isLineEnd(at: stop)
    return Field(
      start: start, end: end, isQuoted: isQuoted,
      next: isLast || blanksDelimit ? stop : stop + 1, isLast: isLast)
  }

  /// Where the field begins that follows a content ending at an offset, or where the line ends; nil
  /// when neither a delimiter nor a line end stands there.
  @inline(__always)
  func step(behind end: Int) -> (next: Int, isLast: Bool)? {
    if bytes[end] == delimiter {
      if !blanksDelimit { return (end + 1, false) }
      let next = afterBlanks(at: end)
      return (next, isLineEnd(at: next))
    }
    return isLineEnd(at: end) ? (end, true) : nil
  }

  /// The fields of the record that begins at an offset.
  func fields(ofRecordAt start: Int) throws(ScanProblem) -> [Field] {
    var fields: [Field] = []
    var offset = start
    while true {
      do throws(QuoteProblem) { fields.append(try field(at: offset)) } catch {
        throw .quote(error, record: start, column: fields.count)
      }
      offset = fields[fields.count - 1].next
      if fields[fields.count - 1].isLast { return fields }
    }
  }

  /// The content of a field as text, nil when it is not UTF-8.
  func text(of field: Field) -> String? {
    guard let text = bytes.text(in: field.range) else { return nil }
    guard field.isQuoted, text.utf8.contains(0x22) else { return text }
    var isSecond = false
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isQuote = scalar == "\""
      if !(isQuote && isSecond) { scalars.append(scalar) }
      isSecond = isQuote && !isSecond
    }
    return String(scalars)
  }

  /// The number of the line that holds an offset, counted from 1.
  func lineNumber(at offset: Int) -> Int {
    var line = 1
    var index = 0
    while index < offset {
      let byte = bytes[index]
      if byte == 0x0A || (byte == 0x0D && bytes[index + 1] != 0x0A) { line += 1 }
      index += 1
    }
    return line
  }
}
