/// What is wrong with a plate in a text of plates.
package enum PlateProblem: Sendable, Equatable {
  /// Nowhere does a line of column numbers stand above rows of letters.
  case noPlates
  /// Nothing says when the plate was read.
  case noTime
  /// Several lines may say when the plate was read.
  case severalTimes(lines: [Int])
  /// The plate was not read after the one before it.
  case timeNotAfter(time: String, line: Int, previous: String)
  /// A row is not the one that comes next.
  case wrongRow(found: String, expected: String)
  /// More rows than any plate has.
  case tooManyRows
  /// The plate ends with another row than the first plate.
  case missingRows(last: String, expected: String, firstLine: Int)
  /// The columns are not those of the first plate.
  case otherColumns(found: ClosedRange<Int>, expected: ClosedRange<Int>, firstLine: Int)
  /// Two rows that should differ have the same name.
  case repeatedName(String, firstLine: Int)
  /// What follows the wells of a row is not the same in all rows.
  case otherLabel(found: String, expected: String)

  var message: String {
    switch self {
    case .noPlates:
      "no plate was found, expected a line of column numbers 1, 2, 3, … and below it rows that begin "
        + "with A, B, C, …"
    case .noTime:
      "nothing says when the plate that begins here was read, expected a line above it such as "
        + "\"Time,0:15:00\", or the time in the corner of the plate"
    case .severalTimes(let lines):
      "lines \(lines.map(String.init).joined(separator: " and ")) may both say when the plate that "
        + "begins here was read; write \"Time\" before the one that does"
    case .timeNotAfter(let time, let line, let previous):
      "the plate that begins here was read at \(shown(time)), but the one on line \(line) at "
        + "\(shown(previous)), expected a later time; where several things were measured, keep the "
        + "plates of one of them"
    case .wrongRow(let found, let expected):
      "found row \(shown(found)) of the plate, expected row \(shown(expected))"
    case .tooManyRows:
      "the plate that begins here has more than \(PlateFormat.largest.rows) rows, expected the time "
        + "of the next plate"
    case .missingRows(let last, let expected, let line):
      "the plate that begins here ends with row \(shown(last)), expected \(shown(expected)) as in "
        + "the plate on line \(line)"
    case .otherColumns(let found, let expected, let line):
      "the plate that begins here has columns \(found.lowerBound) to \(found.upperBound), expected "
        + "\(expected.lowerBound) to \(expected.upperBound) as in the plate on line \(line)"
    case .repeatedName(let name, let line):
      "a row is named \(shown(name)) as that on line \(line), expected different names"
    case .otherLabel(let found, let expected):
      "found \(shown(found)) behind the last well of the row, expected \(shown(expected)) as in the "
        + "rows before; where several things were measured, keep the rows of one of them"
    }
  }
}
