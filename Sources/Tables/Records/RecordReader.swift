/// Reads a delimited text a block of rows at a time, with the columns and in the order wanted, so
/// that no table need be in memory.
///
/// A file is mapped; with `streams` a file or pipe, gzip or not, is read in pieces, in memory of
/// constant size. All but standard input can be read again.
package final class RecordReader {
  package let path: String
  package var columns: [RecordColumn]
  /// The columns whose fields make a row, in order.
  package private(set) var selection: [Int] = []

  private let options: DelimitedTextOptions
  private let layout: Layout
  private var stream: ByteStream?
  private let source: String
  private var pieceSize: Int
  private var bytes: Bytes
  private var scanner: FieldScanner
  private var classifier: FieldClassifier
  private var offset: Int
  /// Lines before the present piece.
  private var linesBefore = 0
  private let stored: Bytes?

  package init(
    _ path: String, options: DelimitedTextOptions = .init(), streams: Bool = false,
    pieceSize: Int = 1 << 22
  ) throws(TableError) {
    let input: InputFile
    var stream: ByteStream?
    if streams {
      let source = try ByteStream(path: path)
      let first = try source.next(after: nil, from: 0, size: pieceSize)
      input = InputFile(name: source.name, text: first)
      stream = source
    } else {
      input = try InputFile(path: path)
    }
    let source = try TableSource(input: input, options: options)
    self.source = path
    self.path = input.name
    self.options = options
    self.stream = stream
    self.pieceSize = pieceSize
    stored = stream == nil ? input.stored : nil
    layout = source.layout
    bytes = source.scanner.bytes
    scanner = source.scanner
    classifier = source.classifier
    offset = layout.body
    columns = Self.columns(source)
  }

  private static func columns(_ source: TableSource) -> [RecordColumn] {
    let sample = Sample(
      of: source.scanner.bytes, from: source.layout.body,
      delimiter: source.layout.dialect.delimiter)
    var numbers = [Int](repeating: 0, count: source.layout.names.count)
    var present = numbers
    for record in sample.records where record.count == numbers.count {
      for (column, field) in record.enumerated() {
        switch source.classifier.content(of: field) {
        case .missing: break
        case .number, .tooLarge:
          numbers[column] += 1
          present[column] += 1
        default: present[column] += 1
        }
      }
    }
    return source.layout.names.enumerated().map { index, name in
      RecordColumn(
        name: name.isEmpty ? "column\(index + 1)" : name,
        guess: numbers[index] * 2 > present[index] || present[index] == 0 ? .number : .text)
    }
  }

  /// The position of a column.
  package func index(of name: String) throws(TableError) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    let names = columns.map(\.name)
    throw .unknownColumn(
      file: path, name: name, nearest: nearestName(to: name, in: names), names: names)
  }

  /// Sets the columns that make a row, all different; their roles must be set and not `skip`.
  package func select(_ indices: [Int]) {
    precondition(Set(indices).count == indices.count)
    for index in columns.indices where !indices.contains(index) { columns[index].role = .skip }
    selection = indices
  }

  /// Goes back to the first row; not for standard input as a stream.
  package func rewind() throws(TableError) {
    if stream != nil {
      precondition(source != "-", "standard input is read once")
      let again = try ByteStream(path: source)
      set(try again.next(after: nil, from: 0, size: pieceSize))
      stream = again
      linesBefore = 0
    }
    offset = layout.body
  }

  /// An upper bound of the rows, by counting lines; not for a stream.
  package var rowLimit: Int { bytes.lineCount(from: layout.body) }

  /// What a text is as a number, by the decimal sign of the file; nil where it is none.
  package func number(of text: String) -> Double? {
    if case .number(let value) = classifier.content(ofText: text) { value } else { nil }
  }

  /// The bytes of the input; nil for a stream.
  package var inputBytes: InputBytes? { stored.map { InputBytes(bytes: $0) } }

  /// Reads rows into a block, as many as it holds; false at the end.
  package func read(_ block: inout RecordBlock) throws(TableError) -> Bool {
    precondition(block.width == selection.count)
    block.rowCount = 0
    while true {
      let scan = RecordScan(
        scanner: scanner, classifier: classifier, isFinal: stream?.isAtEnd ?? true,
        selection: selection)
      do throws(ScanProblem) {
        let start = min(offset, bytes.count)
        offset = try scan.run(from: offset, columns: &columns, into: &block)
        bytes.release(start..<max(start, min(offset, bytes.count)))
      } catch {
        throw self.error(for: error)
      }
      if block.rowCount > 0 { return true }
      guard let stream, !stream.isAtEnd else { return false }
      try advance(stream)
    }
  }

  /// The next piece of the stream, with the record that did not end in this one.
  private func advance(_ stream: ByteStream) throws(TableError) {
    for column in columns.indices {
      if columns[column].wrongBefore == nil {
        columns[column].wrongBefore = wrongField(inColumn: column)
      }
      if columns[column].missingBefore == nil {
        columns[column].missingBefore = missingField(inColumn: column)
      }
    }
    linesBefore += bytes.lineEnds(before: offset)
    let left = bytes.count - min(offset, bytes.count)
    while left * 2 > pieceSize { pieceSize *= 2 }
    set(try stream.next(after: bytes, from: min(offset, bytes.count), size: pieceSize))
    offset = 0
  }

  private func set(_ piece: Bytes) {
    bytes = piece
    scanner = FieldScanner(bytes, delimiter: layout.dialect.delimiter)
    classifier = FieldClassifier(
      bytes, dialect: layout.dialect,
      missing: MissingTexts(adding: options.missing, decimal: layout.dialect.decimal))
    for column in columns.indices {
      columns[column].firstWrong = nil
      columns[column].firstMissing = nil
    }
  }
}

extension RecordReader {
  private func place(at offset: Int, column: Int) -> TextPlace {
    TextPlace(
      file: path, line: linesBefore + scanner.lineNumber(at: offset), column: column + 1,
      columnName: columns[column].name)
  }

  /// The place of a field of the block that was read last, and its text.
  package func field(
    row: Int, slot: Int, of block: RecordBlock
  ) -> (place: TextPlace, text: String) {
    let column = selection[slot]
    let record = try? scanner.fields(ofRecordAt: block.starts[row])
    guard let record, column < record.count else {
      preconditionFailure("a record that was read before cannot be read again")
    }
    return (
      place(at: record[column].start, column: column), scanner.text(of: record[column]) ?? ""
    )
  }

  /// The line on which a row of the block that was read last begins.
  package func lineNumber(row: Int, of block: RecordBlock) -> Int {
    linesBefore + scanner.lineNumber(at: block.starts[row])
  }

  /// The error for the first field of a column that is not what its role says; nil where none is.
  package func wrongField(inColumn column: Int) -> TableError? {
    if let error = columns[column].wrongBefore { return error }
    guard let start = columns[column].firstWrong, let field = try? scanner.field(at: start)
    else { return nil }
    let place = place(at: start, column: column)
    guard let text = scanner.text(of: field) else { return .notUTF8(place) }
    return classifier.content(of: field) == .tooLarge
      ? .numberOutOfRange(place, found: text) : .notANumber(place, found: text)
  }

  /// The place of the first missing field of a column.
  package func missingField(inColumn column: Int) -> TextPlace? {
    columns[column].missingBefore
      ?? columns[column].firstMissing.map { place(at: $0, column: column) }
  }

  private func error(for problem: ScanProblem) -> TableError {
    switch problem {
    case .quote(.unterminated(let offset), _, let column):
      return .unterminatedQuote(place(at: offset, column: min(column, columns.count - 1)))
    case .quote(.textAfter(let offset), _, let column):
      let end = min(scanner.lineEnd(at: offset), offset + 40)
      return .textAfterQuote(
        place(at: offset, column: min(column, columns.count - 1)),
        found: bytes.text(in: offset..<end) ?? "")
    case .ragged(let record):
      let found: Int
      do throws(ScanProblem) { found = try scanner.fields(ofRecordAt: record).count } catch {
        return self.error(for: error)
      }
      return .raggedRow(
        file: path, line: linesBefore + scanner.lineNumber(at: record), found: found,
        expected: columns.count)
    }
  }
}
