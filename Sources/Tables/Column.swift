/// One column of a table.
///
/// A column is what more than half of its present fields are. A column of numbers in which some
/// field is a word is still a column of numbers: asking for them names that field, and asking for
/// its text works.
///
/// A number is a plain decimal number such as `-1.5e3`, and finite: `inf`, hexadecimal numbers and
/// numbers with separators between their digits are words.
package struct Column: Sendable {
  package enum Kind: String, Sendable {
    /// Numbers, also when all fields are missing.
    case number
    /// ISO 8601 dates, with or without a time of day.
    case date
    /// Clock times or times elapsed, `h:mm[:ss]`.
    case clock
    case text
  }

  package let name: String
  package let kind: Kind
  /// How many fields are missing.
  package let missingCount: Int
  package let rowCount: Int
  /// The position in the file, counted from 1.
  package var number: Int { index + 1 }

  let index: Int
  /// How many present fields are not what the column is.
  let wrongCount: Int
  /// Values of the kind, NaN where there is none; empty for text.
  let values: [Double]
  /// Where the fields of a text column begin, -1 where missing.
  let offsets: [Int]
  let source: TableSource

  init(name: String, index: Int, scanned: ScannedColumn, rowCount: Int, source: TableSource) {
    self.name = name
    self.index = index
    self.rowCount = rowCount
    self.source = source
    missingCount = scanned.missing
    values = scanned.values
    offsets = scanned.offsets
    let (dates, clocks) = (scanned.dates, scanned.clocks)
    let others = scanned.words + scanned.tooLarge
    switch scanned.role {
    case .number: (kind, wrongCount) = (.number, dates + clocks + others)
    case .date: (kind, wrongCount) = (.date, rowCount - missingCount - dates)
    case .clock: (kind, wrongCount) = (.clock, rowCount - missingCount - clocks)
    case .text, .skip: (kind, wrongCount) = (.text, 0)
    }
  }

  /// A column made of fields that do not stand below each other, all of which are what its role says
  /// or missing (NaN).
  init(name: String, index: Int, role: ColumnRole, values: [Double], source: TableSource) {
    var scanned = ScannedColumn(role: role, values: values)
    scanned.missing = values.count { $0.isNaN }
    let present = values.count - scanned.missing
    switch role {
    case .date: scanned.dates = present
    case .clock: scanned.clocks = present
    default: break
    }
    self.init(
      name: name, index: index, scanned: scanned, rowCount: values.count, source: source)
  }

  /// Whether every present field is a number.
  package var isNumeric: Bool { kind == .number && wrongCount == 0 }

  /// Whether every present field is a date, or every one is a clock time.
  package var isTime: Bool { (kind == .date || kind == .clock) && wrongCount == 0 }

  /// The numbers, NaN for a missing one; the array of the table itself, not a copy.
  ///
  /// Throws `notANumber` or `numberOutOfRange` with the place of the first field that is no number,
  /// in a column of another kind too.
  package func numbers() throws(TableError) -> [Double] {
    if isNumeric { return values }
    throw firstField { content in
      switch content {
      case .missing, .number: nil
      case .tooLarge: { .numberOutOfRange($0, found: $1) }
      case .date, .clock, .word: { .notANumber($0, found: $1) }
      }
    }
  }

  /// The error for the first field for which a closure has one.
  func firstField(
    _ error: (FieldContent) -> ((TextPlace, String) -> TableError)?
  ) -> TableError {
    var found: TableError?
    source.forEachField(inColumn: index) { field in
      guard let make = error(source.classifier.content(of: field)) else { return true }
      let place = source.place(at: field.start, column: index, name: name)
      let text = source.scanner.text(of: field)
      found = text.map { make(place, $0) } ?? .notUTF8(place)
      return false
    }
    guard let found else { preconditionFailure("column \(name) has no wrong field") }
    return found
  }
}
