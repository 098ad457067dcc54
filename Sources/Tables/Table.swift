/// A delimited text as columns of numbers, times and texts.
///
/// Numbers and times are parsed when the table is read. Text is taken from the bytes of the input
/// when it is asked for; a file is mapped, not copied, and must not shrink while the table lives.
package struct Table: Sendable {
  /// The path as it was given, `standard input` for `-`, or the name given to `parse`.
  package let path: String
  /// The columns from left to right. An unnamed column without any value is left out.
  package let columns: [Column]
  package let rowCount: Int
  /// Whether the columns are columns of the text; false when they were made of its plates or rows.
  package let hasOwnColumns: Bool
  private let source: TableSource

  /// Reads a file (gzip is unpacked), a pipe, or standard input for `-`.
  package static func read(
    _ path: String, options: DelimitedTextOptions = .init()
  ) throws(TableError) -> Table {
    try Table(InputFile(path: path), options: options)
  }

  /// Reads bytes, which may be gzip; `name` stands for the path in errors.
  package static func parse(
    bytes: [UInt8], name: String = "text", options: DelimitedTextOptions = .init()
  ) throws(TableError) -> Table {
    try Table(InputFile(name: name, stored: Bytes(copying: bytes)), options: options)
  }

  /// Reads a text; `name` stands for the path in errors.
  package static func parse(
    text: String, name: String = "text", options: DelimitedTextOptions = .init()
  ) throws(TableError) -> Table {
    try parse(bytes: Array(text.utf8), name: name, options: options)
  }

  private init(_ input: InputFile, options: DelimitedTextOptions) throws(TableError) {
    if options.content != .table {
      let source = try TableSource(input: input, options: options, hasColumns: false)
      let content = options.content ?? Self.content(of: source)
      if content != .table {
        self.source = source
        path = input.name
        hasOwnColumns = false
        if content == .plates {
          var reader = PlateReader(source)
          (columns, rowCount) = try reader.columns()
        } else {
          (columns, rowCount) = try RowReader(source).columns()
        }
        return
      }
    }
    hasOwnColumns = true
    let typing = try ColumnTyping.withLikelierDecimalSign(of: input, options: options)
    source = typing.source
    if typing.columns.isEmpty { throw .empty(file: input.name) }
    path = source.input.name
    columns = typing.columns
    rowCount = typing.rowCount
  }

  private static func content(of source: TableSource) -> TextContent {
    if PlateReader.canRead(source) { return .plates }
    return RowReader.canRead(source) ? .rows : .table
  }

  /// The column of a name, exactly as it is written in the header.
  package func column(named name: String) throws(TableError) -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    let names = columns.map(\.name)
    throw .unknownColumn(
      file: path, name: name, nearest: nearestName(to: name, in: names), names: names)
  }

  /// What separates the fields, as given or detected.
  package var delimiter: Delimiter { source.layout.dialect.delimiter }

  /// The decimal sign, as given or detected.
  package var decimal: DecimalSign { source.layout.dialect.decimal }

  /// Whether the columns have their names from the text.
  package var hasHeader: Bool { source.layout.headerLine != nil }

  /// The line on which a row begins, counted from 1. Found by going through the text again. Only for
  /// a table with columns of its own.
  package func lineNumber(ofRow row: Int) -> Int {
    precondition(hasOwnColumns, "the rows were made of plates or columns")
    precondition(row >= 0 && row < rowCount, "row \(row) of \(rowCount)")
    var remaining = row
    var line = 0
    source.forEachField(inColumn: 0) { field in
      if remaining == 0 { line = source.scanner.lineNumber(at: field.start) }
      remaining -= 1
      return line == 0
    }
    return line
  }

  /// Calls a closure with the bytes of the input as they are stored, packed where they are packed.
  package func withInputBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let stored = source.input.stored
    return unsafe stored.withBytes(in: 0..<stored.count) {
      unsafe body(UnsafeRawBufferPointer($0))
    }
  }
}
