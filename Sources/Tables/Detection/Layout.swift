/// The shape of a text: how it is written, what its columns are called and where its rows begin.
struct Layout: Sendable {
  var dialect: Dialect
  /// One name a field; empty where the header has none.
  var names: [String]
  /// The offset behind the header, or the first record where there is none.
  var body: Int
  /// The line of the header, nil without one.
  var headerLine: Int?

  /// How a text is written whose columns are not found here; the part of the shape of any text that
  /// is found first.
  init(
    withoutColumns bytes: Bytes, from start: Int, name file: String, options: DelimitedTextOptions
  ) throws(TableError) {
    let probe = FieldScanner(bytes, delimiter: .comma)
    var (start, options) = (start, options)
    if let (delimiter, end) = Self.spreadsheetDelimiter(in: bytes, at: start) {
      options.delimiter = options.delimiter ?? delimiter
      start = probe.afterLineEnd(at: end)
    }
    if probe.record(at: start) >= bytes.count { throw .empty(file: file) }
    dialect = DialectDetection(bytes: bytes, start: start, options: options).dialect()
    names = []
    body = start
  }

  /// Finds the shape, and refuses a text without rows or with a header that does not fit them.
  init(of bytes: Bytes, from start: Int, name file: String, options: DelimitedTextOptions)
    throws(TableError)
  {
    self = try Layout(withoutColumns: bytes, from: start, name: file, options: options)
    let start = body
    let probe = FieldScanner(bytes, delimiter: dialect.delimiter)
    let sample = Sample(of: bytes, from: start, delimiter: dialect.delimiter)
    guard let first = sample.records.first else {
      // The quotation of the very first record is wrong: let reading it say how.
      names = [""]
      return
    }
    let missing = MissingTexts(adding: options.missing, decimal: dialect.decimal)
    let classifier = FieldClassifier(bytes, dialect: dialect, missing: missing)
    if options.hasHeader == nil {
      try Self.refuseLinesAbove(sample, classifier: classifier, file: file)
    }
    let hasHeader =
      options.hasHeader ?? HeaderDetection(sample: sample, classifier: classifier).hasHeader()
    guard hasHeader else {
      names = Array(repeating: "", count: first.count)
      return
    }
    let line = probe.lineNumber(at: first[0].start)
    headerLine = line
    body = probe.afterLineEnd(at: first[first.count - 1].next)
    // As in `TableSource.name`.
    names = first.map { probe.text(of: $0) ?? bytes.latinText(in: $0.range) }
    if probe.record(at: body) >= bytes.count { throw .noRows(file: file, headerLine: line) }
    try fitNames(to: sample, classifier: classifier, file: file)
    try refuseDuplicates(file: file, line: line)
  }

  /// The delimiter of a first line `sep=;`, which spreadsheets write and read, and where it ends.
  private static func spreadsheetDelimiter(
    in bytes: Bytes, at start: Int
  ) -> (Delimiter, lineEnd: Int)? {
    let end = start + 5
    guard end <= bytes.count, bytes.text(in: start..<end - 1)?.lowercased() == "sep=",
      FieldScanner(bytes, delimiter: .comma).isLineEnd(at: end),
      let delimiter = Delimiter(argument: String(Unicode.Scalar(bytes[end - 1])))
    else { return nil }
    return (delimiter, end)
  }

  /// Refuses a first record half of which is empty when one below it has a word for every column, as
  /// when a spreadsheet fills up lines above its table with delimiters.
  private static func refuseLinesAbove(
    _ sample: Sample, classifier: FieldClassifier, file: String
  ) throws(TableError) {
    guard let first = sample.records.first, first.count > 2,
      first.count(where: \.isEmpty) * 2 >= first.count,
      let header = sample.records.dropFirst().first(where: { fields in
        fields.count == first.count && fields.allSatisfy { classifier.content(of: $0) == .word }
      })
    else { return }
    throw .linesAboveTable(file: file, line: sample.scanner.lineNumber(at: header[0].start))
  }

  /// Reconciles a header with rows that have one field more or less than it.
  private mutating func fitNames(
    to sample: Sample, classifier: FieldClassifier, file: String
  ) throws(TableError) {
    let width = sample.commonestWidth(ofRecordsFrom: 1)
    guard width.fieldCount != names.count, width.share > 0.5,
      let row = sample.records.dropFirst().first(where: { $0.count == width.fieldCount })
    else { return try refuseWiderTable(in: sample, file: file) }
    let rows = sample.records.dropFirst().filter { $0.count == row.count }
    if names.count == row.count + 1, names[names.count - 1].isEmpty {
      // A delimiter behind the last name only.
      names.removeLast()
    } else if row.count == names.count + 1 {
      if rows.allSatisfy({ $0[names.count].isEmpty }) {
        // A delimiter behind every row but not behind the header.
        names.append("")
      } else if areRowNames(rows, classifier: classifier) {
        // R writes row names without a name above them.
        names.insert("", at: 0)
      }
    }
    if names.count != row.count {
      throw .headerMismatch(
        file: file, headerLine: headerLine ?? 1, names: names.count,
        line: sample.scanner.lineNumber(at: row[0].start), fields: row.count)
    }
  }

  /// Refuses a header when the longest run of records of one width is below it and wider.
  private func refuseWiderTable(in sample: Sample, file: String) throws(TableError) {
    var longest = 0..<0
    var start = 0
    for (index, record) in sample.records.enumerated() {
      if record.count != sample.records[start].count { start = index }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    guard longest.count > 2, longest.lowerBound > 0 else { return }
    let first = sample.records[longest.lowerBound]
    guard first.count > names.count else { return }
    throw .headerMismatch(
      file: file, headerLine: headerLine ?? 1, names: names.count,
      line: sample.scanner.lineNumber(at: first[0].start), fields: first.count)
  }

  /// Whether the first fields look like R's row names: all different, and words or 1, 2, 3 and on.
  private func areRowNames(_ rows: [[Field]], classifier: FieldClassifier) -> Bool {
    let texts = rows.map { classifier.bytes.text(in: $0[0].range) ?? "" }
    let areWords = rows.allSatisfy { classifier.content(of: $0[0]) == .word }
    let areOrdinals = texts.enumerated().allSatisfy { $1 == String($0 + 1) }
    return Set(texts).count == texts.count && (areWords || areOrdinals)
  }

  private func refuseDuplicates(file: String, line: Int) throws(TableError) {
    var positions: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let first = positions.updateValue(index + 1, forKey: name) {
        throw .duplicateColumn(
          file: file, line: line, name: name, first: first, second: index + 1)
      }
    }
  }
}
