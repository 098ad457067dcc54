/// Reads the columns of a text, each as what most of its fields are.
///
/// What a column is gets guessed from the first rows and read in one pass; the few columns that turn
/// out to be something else are read in a second one.
struct ColumnTyping {
  let source: TableSource
  private(set) var columns: [Column] = []
  private(set) var rowCount = 0
  /// How many fields are no numbers, times or missing, in all columns.
  private var wordCount = 0
  /// Whether a column that began with numbers holds words.
  private var hasWordsAmongNumbers = false

  /// Reads a text with the decimal sign that its first rows suggest. When they had no fractions to
  /// tell it from, and words turn up among the numbers, the comma is tried as well.
  static func withLikelierDecimalSign(
    of input: InputFile, options: DelimitedTextOptions
  ) throws(TableError) -> ColumnTyping {
    let typing = try ColumnTyping(source: TableSource(input: input, options: options))
    let layout = typing.source.layout
    guard typing.hasWordsAmongNumbers, options.decimal == nil, layout.dialect.decimal == .point,
      layout.dialect.delimiter != .comma
    else { return typing }
    var options = options
    options.delimiter = layout.dialect.delimiter
    options.hasHeader = layout.headerLine != nil
    options.decimal = .comma
    let other = try ColumnTyping(source: TableSource(input: input, options: options))
    return other.wordCount < typing.wordCount ? other : typing
  }

  private init(source: TableSource) throws(TableError) {
    self.source = source
    let (guessed, rowCount) = try source.scan(guessedRoles())
    let roles = guessed.map { role(of: $0, rowCount: rowCount) }
    var scanned = guessed
    let changed = roles.indices.filter { roles[$0] != guessed[$0].role }
    if !changed.isEmpty {
      let again = try source.scan(
        roles.indices.map { roles[$0] == guessed[$0].role ? .skip : roles[$0] })
      for column in changed { scanned[column] = again.columns[column] }
    }
    self.rowCount = rowCount
    wordCount = scanned.reduce(0) { $0 + $1.words }
    hasWordsAmongNumbers = guessed.contains { $0.role == .number && $0.words > 0 }
    columns = named(scanned)
  }

  private func guessedRoles() -> [ColumnRole] {
    let sample = Sample(
      of: source.scanner.bytes, from: source.layout.body,
      delimiter: source.layout.dialect.delimiter)
    var columns = source.layout.names.map { _ in ScannedColumn(role: .text) }
    var rowCount = 0
    for record in sample.records where record.count == columns.count {
      rowCount += 1
      for (column, field) in record.enumerated() {
        columns[column].count(source.classifier.content(of: field))
      }
    }
    return columns.map { role(of: $0, rowCount: rowCount) }
  }

  /// What more than half of the fields are that are not missing; text where nothing is, and numbers
  /// where all are missing.
  private func role(of column: ScannedColumn, rowCount: Int) -> ColumnRole {
    let present = rowCount - column.missing
    let numbers = present - column.dates - column.clocks - column.words
    if numbers * 2 > present || present == 0 { return .number }
    if column.dates * 2 > present { return .date }
    if column.clocks * 2 > present { return .clock }
    return .text
  }

  /// The columns with their names; `columnN` where a column with values has none.
  private func named(_ scanned: [ScannedColumn]) -> [Column] {
    let names = source.layout.names
    var taken = Set(names)
    var columns: [Column] = []
    for (index, column) in scanned.enumerated() {
      var name = names[index]
      if name.isEmpty {
        // Without a header, nothing says that an empty column is not meant.
        if column.missing == rowCount && source.layout.headerLine != nil { continue }
        name = "column\(index + 1)"
        while !taken.insert(name).inserted { name += "_" }
      }
      columns.append(
        Column(name: name, index: index, scanned: column, rowCount: rowCount, source: source))
    }
    return columns
  }
}
