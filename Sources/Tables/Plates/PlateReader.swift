/// Reads a text of plates, one for each time, as the wide table that it stands for.
///
/// A plate is a line that ends with the numbers of the columns, and below it a line for each row of
/// wells, in order, with the row's letter left of the first well. The line of numbers may stand once
/// at the top. A plate is read at the time in its corner, left of a letter or number, or on a line
/// between it and the plate before it: one that begins with `Time`, else the only one that holds
/// nothing but a time. Other lines between plates are not looked at.
///
/// All plates have the same rows and columns, and later ones follow earlier ones.
struct PlateReader {
  private let source: TableSource
  private let times: PlateTimeReader
  private var grid: PlateGrid?
  /// The last line of numbers, while no row has followed it.
  private var heading: (grid: PlateGrid, fields: [Field])?
  /// The lines since the last plate that may say when the next one is read.
  private var pending: [PlateTime] = []
  private var plates: [Plate] = []
  private var isOpen = false
  /// What stands behind the wells of each row, the name of the reading in some exports.
  private var label: String?

  private struct Plate {
    /// Where its first row begins.
    var offset: Int
    var firstRow: Int
    var grid: PlateGrid
    var time: PlateTime
    var rows: [[Double]] = []

    var lastRow: Int { firstRow + rows.count - 1 }
  }

  init(_ source: TableSource) {
    self.source = source
    times = PlateTimeReader(source: source)
  }

  /// The column of times, then the columns of wells along the rows of the plate.
  mutating func columns() throws(TableError) -> (columns: [Column], rowCount: Int) {
    let scanner = source.scanner
    var offset = scanner.record(at: source.layout.body)
    while offset < scanner.bytes.count {
      let fields = try source.fields(ofRecordAt: offset)
      try take(fields)
      offset = scanner.record(at: scanner.afterLineEnd(at: fields[fields.count - 1].next))
    }
    try close()
    guard let first = plates.first else {
      throw .plate(file: source.input.name, line: nil, .noPlates)
    }
    var columns = [timeColumn()]
    for row in first.rows.indices {
      for (index, number) in first.grid.columns.enumerated() {
        let values = plates.map { $0.rows[row][index] }
        let name = WellPosition.name(ofRow: first.firstRow + row) + String(number)
        columns.append(
          Column(name: name, index: columns.count, role: .number, values: values, source: source))
      }
    }
    return (columns, plates.count)
  }

  /// Whether a text begins with plates: below a line of column numbers at least two rows with the
  /// letters that follow each other, in whose wells numbers prevail.
  static func canRead(_ source: TableSource) -> Bool {
    let sample = Sample(
      of: source.scanner.bytes, from: source.layout.body,
      delimiter: source.layout.dialect.delimiter)
    for (index, fields) in sample.records.enumerated() {
      guard let grid = PlateGrid(fields, source: source), !grid.hasName else { continue }
      var rows: [PlateRow] = []
      for fields in sample.records[(index + 1)...].prefix(40) {
        guard let row = grid.row(of: fields, source: source),
          rows.last.map({ $0.number.map { $0 + 1 } == row.number }) ?? true
        else {
          // The time may stand between the numbers of the columns and the first row.
          if rows.isEmpty { continue } else { break }
        }
        rows.append(row)
      }
      let numberCount = rows.reduce(0) { $0 + $1.numberCount }
      let wordCount = rows.reduce(0) { $0 + $1.wordCount }
      // Rows further down alone are rather names: X, Y.
      if rows.count >= 2, numberCount > wordCount, rows[0].number ?? 1 <= 3 { return true }
    }
    return false
  }

  private mutating func take(_ fields: [Field]) throws(TableError) {
    if let grid = heading?.grid ?? grid, let row = grid.row(of: fields, source: source),
      try isRow(row, grid, fields)
    {
      return try append(fields, grid, letter: row.number)
    }
    try close()
    if let grid = PlateGrid(fields, source: source) {
      dropHeading()
      heading = (grid, fields)
    } else if let time = times.time(in: fields) {
      pending.append(time)
    }
  }

  /// Whether a line that could be a row of wells is one: the one that comes next, or the first of
  /// another plate.
  private func isRow(
    _ row: PlateRow, _ grid: PlateGrid, _ fields: [Field]
  ) throws(TableError) -> Bool {
    guard let number = row.number else {
      // Without letters a plate begins below its line of numbers, or with a time.
      return isOpen || heading != nil || leadTime(fields, grid) != nil
    }
    let firstRow = plates.first?.firstRow
    if isOpen, heading == nil, number == plates[plates.count - 1].lastRow + 1 { return true }
    if number == firstRow ?? number { return heading != nil || firstRow != nil }
    // A letter may also begin a line that is about something else.
    guard row.numberCount * 2 > grid.columns.count else { return false }
    let expected =
      isOpen && heading == nil ? plates[plates.count - 1].lastRow + 1 : firstRow ?? 1
    throw problem(
      .wrongRow(
        found: WellPosition.name(ofRow: number), expected: WellPosition.name(ofRow: expected)),
      at: fields[0].start)
  }

  private mutating func append(
    _ fields: [Field], _ grid: PlateGrid, letter: Int?
  ) throws(TableError) {
    let isNext =
      isOpen && heading == nil
      && (letter.map { $0 == plates[plates.count - 1].lastRow + 1 }
        ?? (leadTime(fields, grid) == nil))
    if !isNext {
      try close()
      try open(fields, grid, firstRow: letter ?? 1)
    }
    let row = plates[plates.count - 1].lastRow + 1
    guard row <= PlateFormat.largest.rows else {
      throw problem(.tooManyRows, at: plates[plates.count - 1].offset)
    }
    plates[plates.count - 1].rows.append(try values(fields, grid, row: row))
  }

  private mutating func open(
    _ fields: [Field], _ grid: PlateGrid, firstRow: Int
  ) throws(TableError) {
    let offset = fields[0].start
    if let first = plates.first, first.grid.columns != grid.columns {
      throw problem(
        .otherColumns(
          found: grid.columns, expected: first.grid.columns, firstLine: line(first.offset)),
        at: offset)
    }
    let time = try self.time(of: fields, grid)
    if let previous = plates.last { try check(time, after: previous) }
    plates.append(Plate(offset: offset, firstRow: firstRow, grid: grid, time: time))
    self.grid = grid
    heading = nil
    pending = []
    isOpen = true
  }

  /// Ends a plate, which must have the rows of the first one.
  private mutating func close() throws(TableError) {
    guard isOpen, let first = plates.first, let last = plates.last else { return }
    isOpen = false
    guard last.lastRow != first.lastRow else { return }
    throw problem(
      .missingRows(
        last: WellPosition.name(ofRow: last.lastRow),
        expected: WellPosition.name(ofRow: first.lastRow), firstLine: line(first.offset)),
      at: last.offset)
  }

  /// A line of numbers that another one follows before any row was something else.
  private mutating func dropHeading() {
    guard let (_, fields) = heading else { return }
    heading = nil
    if let time = times.time(in: fields) { pending.append(time) }
  }
}

// The time of a plate.
extension PlateReader {
  /// The nearest time to a plate: in its corner or left of its first row, else on the lines above.
  private func time(of fields: [Field], _ grid: PlateGrid) throws(TableError) -> PlateTime {
    let corner = leadTime(fields, grid) ?? cornerTime()
    if let corner, corner.label != nil || !corner.isPlainNumber { return corner }
    if let named = pending.last(where: { $0.label != nil }) { return named }
    if let corner { return corner }
    let likely = pending.filter { !$0.isPlainNumber }
    let times = likely.isEmpty ? pending : likely
    guard let time = times.last else { throw problem(.noTime, at: fields[0].start) }
    guard times.count == 1 else {
      throw problem(
        .severalTimes(lines: times.map { line($0.offset) }), at: fields[0].start)
    }
    return time
  }

  /// The time to the left of a row's wells and letter.
  private func leadTime(_ fields: [Field], _ grid: PlateGrid) -> PlateTime? {
    // The temperature stands between the time and the wells where rows have no letters.
    times.time(among: 0..<(grid.letterField ?? grid.firstField - 1), of: fields)
  }

  /// The time left of the column numbers.
  private func cornerTime() -> PlateTime? {
    guard let heading else { return nil }
    return times.time(among: 0..<heading.grid.leadCount, of: heading.fields)
  }

  /// Times are all of one kind, and rise.
  private func check(_ time: PlateTime, after previous: Plate) throws(TableError) {
    guard time.content.isLike(previous.time.content) else {
      throw .notATime(
        source.place(at: time.offset, column: time.field), found: time.text,
        expected: "a time written like that of the plate before")
    }
    guard Self.value(of: time).seconds > Self.value(of: previous.time).seconds else {
      throw problem(
        .timeNotAfter(
          time: time.text, line: line(previous.offset), previous: previous.time.text),
        at: time.offset)
    }
  }

  private func timeColumn() -> Column {
    let (role, _) = Self.value(of: plates[0].time)
    let label = plates[0].time.label.flatMap { $0.isEmpty ? nil : $0 } ?? "Time"
    return Column(
      name: label, index: 0, role: role, values: plates.map { Self.value(of: $0.time).seconds },
      source: source)
  }

  private static func value(of time: PlateTime) -> (role: ColumnRole, seconds: Double) {
    switch time.content {
    case .number(let value): (.number, value)
    case .clock(let value): (.clock, value)
    case .date(let value): (.date, value)
    default: (.number, .nan)
    }
  }
}

// The wells of a plate.
extension PlateReader {
  private mutating func values(
    _ fields: [Field], _ grid: PlateGrid, row: Int
  ) throws(TableError) -> [Double] {
    try check(fields, grid)
    var values: [Double] = []
    for (index, number) in zip(grid.firstField..<grid.fieldCount, grid.columns) {
      switch source.classifier.content(of: fields[index]) {
      case .number(let value): values.append(value)
      case .missing: values.append(.nan)
      case let content:
        let name = WellPosition.name(ofRow: row) + String(number)
        throw source.wrongNumber(content, in: fields[index], column: index, name: name)
      }
    }
    return values
  }

  /// As many fields as there are wells, and behind them nothing, or the same in all rows.
  private mutating func check(_ fields: [Field], _ grid: PlateGrid) throws(TableError) {
    let rest = fields.dropFirst(grid.fieldCount).filter { !$0.isEmpty }
    guard fields.count >= grid.fieldCount, rest.count <= 1 else {
      throw .raggedRow(
        file: source.input.name, line: line(fields[0].start), found: fields.count,
        expected: grid.fieldCount)
    }
    let label = rest.first.flatMap { source.scanner.text(of: $0) } ?? ""
    if let expected = self.label, expected != label {
      throw problem(.otherLabel(found: label, expected: expected), at: fields[0].start)
    }
    self.label = label
  }

  private func line(_ offset: Int) -> Int { source.scanner.lineNumber(at: offset) }

  private func problem(_ problem: PlateProblem, at offset: Int) -> TableError {
    .plate(file: source.input.name, line: line(offset), problem)
  }
}
