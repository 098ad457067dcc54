/// What the columns of a table share: the text they came from and how it is to be read.
final class TableSource: Sendable {
  let input: InputFile
  let layout: Layout
  let options: DelimitedTextOptions
  let scanner: FieldScanner
  let classifier: FieldClassifier

  /// - Parameter hasColumns: false for a text whose fields become columns in another way, by
  ///   `PlateReader` or `RowReader`.
  init(
    input: InputFile, options: DelimitedTextOptions, hasColumns: Bool = true
  ) throws(TableError) {
    self.input = input
    self.options = options
    let bytes = options.lastLine.map { input.text.prefix(lines: $0) } ?? input.text
    let start = try Self.start(of: bytes, file: input.name, skipping: options.skippedLines)
    layout =
      hasColumns
      ? try Layout(of: bytes, from: start, name: input.name, options: options)
      : try Layout(withoutColumns: bytes, from: start, name: input.name, options: options)
    scanner = FieldScanner(bytes, delimiter: layout.dialect.delimiter)
    classifier = FieldClassifier(
      bytes, dialect: layout.dialect,
      missing: MissingTexts(adding: options.missing, decimal: layout.dialect.decimal))
  }

  /// Where the text begins behind a byte order mark and some lines; refuses what is no UTF-8 text
  /// at all.
  private static func start(
    of bytes: Bytes, file: String, skipping lines: Int
  ) throws(TableError) -> Int {
    let mark = (bytes[0], bytes[1])
    if mark == (0xFF, 0xFE) || mark == (0xFE, 0xFF) { throw .utf16(file: file) }
    let sample = min(bytes.count, 1 << 12)
    if let zero = (0..<sample).first(where: { bytes[$0] == 0 }) {
      // UTF-16 without a mark: every other byte of ASCII text is zero.
      let zeros = (0..<sample).count { bytes[$0] == 0 }
      if zeros * 5 > sample * 2, zeros * 5 < sample * 3 { throw .utf16(file: file) }
      let line = FieldScanner(bytes, delimiter: .comma).lineNumber(at: zero)
      throw .binary(file: file, line: line)
    }
    var start = (bytes[0], bytes[1], bytes[2]) == (0xEF, 0xBB, 0xBF) ? 3 : 0
    let scanner = FieldScanner(bytes, delimiter: .comma)
    for _ in 0..<lines where start < bytes.count {
      start = scanner.afterLineEnd(at: scanner.lineEnd(at: start))
    }
    return start
  }

  /// The text of a field that is only a name. Instruments write a degree sign in the encoding of
  /// western Windows, so what is not UTF-8 is taken as ISO 8859-1.
  func name(_ field: Field) -> String {
    scanner.text(of: field) ?? scanner.bytes.latinText(in: field.range)
  }

  /// The fields of the record that begins at an offset.
  func fields(ofRecordAt offset: Int) throws(TableError) -> [Field] {
    do throws(ScanProblem) { return try scanner.fields(ofRecordAt: offset) } catch {
      throw self.error(for: error)
    }
  }

  /// Runs a scan with a role for each field of a record.
  func scan(_ roles: [ColumnRole]) throws(TableError) -> (columns: [ScannedColumn], rowCount: Int) {
    var columns = roles.map { ScannedColumn(role: $0) }
    let scan = ColumnScan(scanner: scanner, classifier: classifier, body: layout.body)
    do throws(ScanProblem) {
      let rowCount = try scan.run(&columns)
      return (columns, rowCount)
    } catch {
      throw self.error(for: error)
    }
  }

  private func error(for problem: ScanProblem) -> TableError {
    switch problem {
    case .quote(.unterminated(let offset), _, let column):
      return .unterminatedQuote(place(at: offset, column: column))
    case .quote(.textAfter(let offset), _, let column):
      var end = offset
      while !scanner.isLineEnd(at: end), scanner.bytes[end] != scanner.delimiter { end += 1 }
      let found = scanner.bytes.text(in: offset..<end) ?? ""
      return .textAfterQuote(place(at: offset, column: column), found: found)
    case .ragged(let record):
      let found: Int
      do throws(ScanProblem) { found = try scanner.fields(ofRecordAt: record).count } catch {
        return self.error(for: error)
      }
      return .raggedRow(
        file: input.name, line: scanner.lineNumber(at: record), found: found,
        expected: layout.names.count)
    }
  }

  /// The place of a field; `column` counts from 0.
  func place(at offset: Int, column: Int, name: String? = nil) -> TextPlace {
    TextPlace(
      file: input.name, line: scanner.lineNumber(at: offset), column: column + 1, columnName: name)
  }

  /// The error for a field that should hold a number; `column` counts from 0.
  func wrongNumber(
    _ content: FieldContent, in field: Field, column: Int, name: String
  ) -> TableError {
    let place = place(at: field.start, column: column, name: name)
    guard let text = scanner.text(of: field) else { return .notUTF8(place) }
    return content == .tooLarge
      ? .numberOutOfRange(place, found: text) : .notANumber(place, found: text)
  }

  /// Calls a closure with the rows' fields in one column, in order, until it returns false.
  func forEachField(inColumn column: Int, _ body: (Field) -> Bool) {
    var offset = scanner.record(at: layout.body)
    while offset < scanner.bytes.count {
      var index = 0
      while let field = try? scanner.field(at: offset) {
        if index == column, !body(field) { return }
        index += 1
        offset = field.next
        if field.isLast { break }
      }
      offset = scanner.record(at: scanner.afterLineEnd(at: offset))
    }
  }
}
