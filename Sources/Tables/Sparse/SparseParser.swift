/// Steps through the rows and pairs of a text in the format of libsvm.
struct SparseParser {
  let bytes: Bytes
  let file: String
  let scanner: FieldScanner
  /// Lines of the text before these bytes.
  let linesBefore: Int
  private var offset: Int
  private let end: Int

  /// - Parameter range: whole lines; `nil` for all.
  init(bytes: Bytes, file: String, range: Range<Int>? = nil, linesBefore: Int = 0) {
    let range = range ?? 0..<bytes.count
    self.bytes = bytes
    self.file = file
    self.linesBefore = linesBefore
    scanner = FieldScanner(bytes, delimiter: .blanks)
    let hasMark =
      linesBefore == 0 && range.lowerBound == 0
      && (bytes[0], bytes[1], bytes[2]) == (0xEF, 0xBB, 0xBF)
    offset = hasMark ? 3 : range.lowerBound
    end = range.upperBound
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
    guard offset < end else { return nil }
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
  @inline(__always)
  mutating func nextPair(
    after last: Int, lowest: Int
  ) throws(TableError) -> (index: Int, value: Double)? {
    while true {
      while isBlank(bytes[offset]) { offset += 1 }
      let start = offset
      var end = start
      var index = 0
      var digit = bytes[end] &- 0x30
      while digit < 10, index < 1 << 32 {
        index = index * 10 + Int(digit)
        end += 1
        digit = bytes[end] &- 0x30
      }
      if end > start, bytes[end] == 0x3A, index > last, index >= lowest, index < Int(Int32.max) {
        let (value, next) = bytes.number(at: end + 1, decimal: 0x2E)
        if next > end + 1, isBlank(bytes[next]) || scanner.isLineEnd(at: next),
          value.magnitude < .infinity
        {
          offset = next
          return (index, value)
        }
      }
      if try !passesOther(index, until: end, last: last, lowest: lowest) { return nil }
    }
  }

  /// Passes a query id; false at the end of the line, which is passed as well.
  ///
  /// - Throws: what is wrong with a pair.
  @inline(never)
  private mutating func passesOther(
    _ index: Int, until end: Int, last: Int, lowest: Int
  ) throws(TableError) -> Bool {
    let start = offset
    if scanner.isLineEnd(at: start) || bytes[start] == 0x23 {
      offset = scanner.afterLineEnd(at: scanner.lineEnd(at: start))
      return false
    }
    guard end > start, bytes[end] == 0x3A else {
      if isQueryID(at: start) {
        while !isBlank(bytes[offset]), !scanner.isLineEnd(at: offset) { offset += 1 }
        return true
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
    throw .sparse(place(at: end + 1), found: word(at: end + 1), expected: "a finite number")
  }

  private func isQueryID(at start: Int) -> Bool {
    (bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3]) == (0x71, 0x69, 0x64, 0x3A)
  }
}
