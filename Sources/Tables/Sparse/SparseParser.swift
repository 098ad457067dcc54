/// Steps through the rows and pairs of a text in the format of libsvm.
struct SparseParser {
  let bytes: Bytes
  let file: String
  let scanner: FieldScanner
  /// Lines of the text before these bytes.
  let linesBefore: Int
  private var offset = 0

  init(bytes: Bytes, file: String, linesBefore: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.linesBefore = linesBefore
    scanner = FieldScanner(bytes, delimiter: .blanks)
    if linesBefore == 0, (bytes[0], bytes[1], bytes[2]) == (0xEF, 0xBB, 0xBF) { offset = 3 }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  func place(at offset: Int) -> TextPlace {
    let line = linesBefore + scanner.lineNumber(at: offset)
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return TextPlace(file: file, line: line, column: offset - start + 1)
  }

  private func word(at start: Int) -> String {
    var end = start
    while end < bytes.count, !isBlank(bytes[end]), !scanner.isLineEnd(at: end), end - start < 40 {
      end += 1
    }
    return bytes.text(in: start..<end) ?? "bytes that are not UTF-8"
  }

  /// The label of the next row; nil behind the last.
  mutating func nextLabel() throws(TableError) -> Field? {
    offset = scanner.record(at: offset)
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, !isBlank(bytes[offset]), !scanner.isLineEnd(at: offset) {
      if bytes[offset] == 0x3A {
        throw .sparse(place(at: start), found: word(at: start), expected: "the label of the row")
      }
      if bytes[offset] == 0 {
        throw .binary(file: file, line: linesBefore + scanner.lineNumber(at: offset))
      }
      offset += 1
    }
    return Field(start: start, end: offset, isQuoted: false, next: offset, isLast: false)
  }

  /// The next pair of the row; nil behind the last, at the beginning of the next line.
  mutating func nextPair(
    after last: Int, lowest: Int
  ) throws(TableError) -> (index: Int, value: Double)? {
    while true {
      while isBlank(bytes[offset]) { offset += 1 }
      if scanner.isLineEnd(at: offset) || bytes[offset] == 0x23 {
        offset = scanner.afterLineEnd(at: scanner.lineEnd(at: offset))
        return nil
      }
      let start = offset
      var index = 0
      var digit = bytes[offset] &- 0x30
      while digit < 10, index < 1 << 32 {
        index = index * 10 + Int(digit)
        offset += 1
        digit = bytes[offset] &- 0x30
      }
      guard offset > start, bytes[offset] == 0x3A else {
        if isQueryID(at: start) {
          while !isBlank(bytes[offset]), !scanner.isLineEnd(at: offset) { offset += 1 }
          continue
        }
        throw .sparse(place(at: start), found: word(at: start), expected: "a pair index:value")
      }
      guard index < Int(Int32.max) else {
        throw .sparse(place(at: start), found: word(at: start), expected: "an index below 2^31")
      }
      guard index >= lowest, index > last else {
        let expected =
          index < lowest
          ? "an index from \(lowest) up" : "an index larger than the one before, \(last)"
        throw .sparse(place(at: start), found: word(at: start), expected: expected)
      }
      let (value, end) = bytes.number(at: offset + 1, decimal: 0x2E)
      guard end > offset + 1, isBlank(bytes[end]) || scanner.isLineEnd(at: end),
        value.magnitude < .infinity
      else {
        throw .sparse(
          place(at: offset + 1), found: word(at: offset + 1), expected: "a finite number")
      }
      offset = end
      return (index, value)
    }
  }

  private func isQueryID(at start: Int) -> Bool {
    (bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3]) == (0x71, 0x69, 0x64, 0x3A)
  }
}
