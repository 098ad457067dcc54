/// Reads a text in which each row is a series, as the wide table that it stands for: what would be
/// the names of columns stands at the left, and the times in a row of their own.
///
/// A row without any number or time, and one without a name, is left out.
struct RowReader {
  private let source: TableSource

  init(_ source: TableSource) { self.source = source }

  /// Whether a text is of this kind: a row begins with a word for time and goes on with numbers or
  /// times, and of the other rows more begin with the name of a well than not.
  static func canRead(_ source: TableSource) -> Bool {
    let sample = Sample(
      of: source.scanner.bytes, from: source.layout.body,
      delimiter: source.layout.dialect.delimiter)
    var wells = 0
    var others = 0
    var hasTimes = false
    for fields in sample.records where fields.count > 2 {
      let name = source.name(fields[0])
      if WellPosition(name) != nil {
        wells += 1
      } else if PlateTimeReader.timeName(name) != nil,
        fields.dropFirst().allSatisfy({ source.classifier.content(of: $0) != .word })
      {
        hasTimes = true
      } else if !InstrumentNames.isCount(name), !InstrumentNames.isTemperature(name) {
        others += 1
      }
    }
    return hasTimes && wells > others
  }

  /// A column for each row.
  func columns() throws(TableError) -> (columns: [Column], rowCount: Int) {
    let scanner = source.scanner
    var columns: [Column] = []
    var offsets: [String: Int] = [:]
    var width: Int?
    var offset = scanner.record(at: source.layout.body)
    while offset < scanner.bytes.count {
      let fields = try source.fields(ofRecordAt: offset)
      guard fields.count == width ?? fields.count else {
        throw .raggedRow(
          file: source.input.name, line: scanner.lineNumber(at: fields[0].start),
          found: fields.count, expected: width ?? 0)
      }
      width = fields.count
      let name = source.name(fields[0])
      if let column = try column(name, fields.dropFirst(), index: columns.count), !name.isEmpty {
        if let first = offsets.updateValue(fields[0].start, forKey: name) {
          throw .plate(
            file: source.input.name, line: scanner.lineNumber(at: fields[0].start),
            .repeatedName(name, firstLine: scanner.lineNumber(at: first)))
        }
        columns.append(column)
      }
      offset = scanner.record(at: scanner.afterLineEnd(at: fields[fields.count - 1].next))
    }
    guard let width, width > 1, !columns.isEmpty else { throw .empty(file: source.input.name) }
    return (columns, width - 1)
  }

  /// The fields of a row as what most of them are; nil when they are words.
  private func column(
    _ name: String, _ fields: ArraySlice<Field>, index: Int
  ) throws(TableError) -> Column? {
    let contents = fields.map { source.classifier.content(of: $0) }
    let dates = contents.count { $0.isLike(.date(0)) }
    let clocks = contents.count { $0.isLike(.clock(0)) }
    let numbers = contents.count { $0.isLike(.number(0)) }
    guard dates + clocks + numbers > 0 else {
      return contents.contains(.word)
        ? nil
        : Column(name: name, index: index, role: .number, values: nans(contents), source: source)
    }
    let role: ColumnRole =
      dates > max(clocks, numbers) ? .date : clocks > numbers ? .clock : .number
    var values: [Double] = []
    for (content, (position, field)) in zip(contents, zip(fields.indices, fields)) {
      switch (role, content) {
      case (_, .missing): values.append(.nan)
      case (.number, .number(let value)), (.date, .date(let value)), (.clock, .clock(let value)):
        values.append(value)
      default: throw wrong(field, position, name, role, content)
      }
    }
    return Column(name: name, index: index, role: role, values: values, source: source)
  }

  private func nans(_ contents: [FieldContent]) -> [Double] { contents.map { _ in .nan } }

  private func wrong(
    _ field: Field, _ position: Int, _ name: String, _ role: ColumnRole, _ content: FieldContent
  ) -> TableError {
    if role == .number || content == .tooLarge {
      return source.wrongNumber(content, in: field, column: position, name: name)
    }
    return .notATime(
      source.place(at: field.start, column: position, name: name), found: source.name(field),
      expected: "a time written like the others of the row")
  }
}
