/// A place in a delimited text: a line, counted from 1, and a field on it.
package struct TextPlace: Sendable, Equatable {
  /// The path as it was given, or `standard input`.
  package var file: String
  /// The line on which the field begins, counted from 1.
  package var line: Int
  /// The field on that line, counted from 1.
  package var column: Int
  /// The name of that column, where it has one.
  package var columnName: String?

  package init(file: String, line: Int, column: Int, columnName: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
  }

  package var position: String { "\(file):\(line):\(column)" }
}

/// What is wrong with a table or with a request for one of its columns.
///
/// `description` is the whole message for a person: where, what was found, what was expected, what
/// to do about it.
package enum TableError: Error, Sendable, Equatable {
  case fileNotFound(file: String)
  case notAFile(file: String, kind: String)
  case unreadable(file: String, reason: String)
  case empty(file: String)
  case noRows(file: String, headerLine: Int)
  case utf16(file: String)
  case binary(file: String, line: Int)
  case notUTF8(TextPlace)
  case damagedGzip(file: String, reason: String)
  case unterminatedQuote(TextPlace)
  case textAfterQuote(TextPlace, found: String)
  case raggedRow(file: String, line: Int, found: Int, expected: Int)
  case headerMismatch(file: String, headerLine: Int, names: Int, line: Int, fields: Int)
  /// The names of the columns stand on a line below the first.
  case linesAboveTable(file: String, line: Int)
  case duplicateColumn(file: String, line: Int, name: String, first: Int, second: Int)
  case unknownColumn(file: String, name: String, nearest: String?, names: [String])
  case notANumber(TextPlace, found: String)
  case numberOutOfRange(TextPlace, found: String)
  case notATime(TextPlace, found: String, expected: String)
  /// A place in a row of a libsvm file, its column counted in bytes.
  case sparse(TextPlace, found: String, expected: String)
  /// A line of nil is no line in particular.
  case plate(file: String, line: Int?, PlateProblem)

  /// True when there is no input to read (exit code 66), false when what was read is wrong (65).
  package var isMissingInput: Bool {
    switch self {
    case .fileNotFound, .notAFile, .unreadable: true
    default: false
    }
  }
}

extension TableError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .fileNotFound(let file):
      "\(file): there is no such file; check the path"
    case .notAFile(let file, let kind):
      "\(file): this is a \(kind), expected a file with a table; give the path of a file"
    case .unreadable(let file, let reason):
      "\(file): the file cannot be read (\(reason)); check its permissions"
    case .empty(let file):
      "\(file): the file holds no data, expected a header and rows"
    case .noRows(let file, let line):
      "\(file):\(line): only a header was found, expected rows of data below it"
    case .utf16(let file):
      "\(file): the text is UTF-16, expected UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"
    case .binary(let file, let line):
      "\(file):\(line): a zero byte was found, expected text; is this a spreadsheet or another "
        + "binary file? Export it as CSV"
    case .notUTF8(let place):
      "\(place.position): \(place.columnPhrase) holds bytes that are not UTF-8; save the file as "
        + "UTF-8 (for Western European text: iconv -f WINDOWS-1252 -t UTF-8)"
    case .damagedGzip(let file, let reason):
      "\(file): the gzip data are damaged: \(reason); fetch or compress the file again"
    default: descriptionOfContents
    }
  }

  /// The messages about rows, names and fields.
  private var descriptionOfContents: String {
    switch self {
    case .unterminatedQuote(let place):
      "\(place.position): a quoted field begins here and never ends, expected a closing \"; "
        + "close it, or double a quote that belongs to the text"
    case .textAfterQuote(let place, let found):
      "\(place.position): found \(shown(found)) after a closing quote, expected a delimiter or the "
        + "end of the line; double a quote that belongs to the text"
    case .raggedRow(let file, let line, let found, let expected):
      "\(file):\(line): found \(counted(found, "field")), expected \(expected) as on the lines "
        + "before; correct the line, or quote fields that hold the delimiter"
        + (found < expected
          ? "; if the table ends above it, leave out what follows (--last-line \(line - 1))"
          : line > 2 ? orSkip(line) : "")
    case .headerMismatch(let file, let headerLine, let names, let line, let fields):
      "\(file):\(line): found \(counted(fields, "field")), but the header on line \(headerLine) "
        + "names \(counted(names, "column")); give every column a name"
        + orSkip(line)
    case .linesAboveTable(let file, let line):
      "\(file): the first line names only a few of the columns, but line \(line) all of them; leave "
        + "out the lines above it (--skip-lines \(line - 1))"
    case .duplicateColumn(let file, let line, let name, let first, let second):
      "\(file):\(line): columns \(first) and \(second) are both named \(shown(name)), expected "
        + "different names; rename one (or say that there is no header, if this line is data)"
    case .unknownColumn(let file, let name, let nearest, let names):
      "\(file): there is no column \(shown(name)); "
        + (nearest.map { "did you mean \(shown($0))? The" } ?? "the") + " columns are: "
        + listed(names)
    case .notANumber(let place, let found):
      "\(place.position): \(place.columnPhrase) holds \(shown(found)), expected a number; "
        + hint(for: found)
    case .numberOutOfRange(let place, let found):
      "\(place.position): \(place.columnPhrase) holds \(shown(found)), expected a finite number "
        + "(at most 1.797e308 in size); correct it"
    case .notATime(let place, let found, let expected):
      "\(place.position): \(place.columnPhrase) holds \(shown(found)), expected \(expected); "
        + "correct it, or name it as a missing value (--missing)"
    case .sparse(let place, let found, let expected):
      "\(place.position): found \(shown(found)), expected \(expected)"
    case .plate(let file, let line, let problem):
      "\(file):\(line.map { "\($0):" } ?? "") \(problem.message)"
    default: ""
    }
  }
}

extension TextPlace {
  fileprivate var columnPhrase: String { columnName.map { "column \(shown($0))" } ?? "the field" }
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// What to do about lines above a table, if the table begins on a line.
private func orSkip(_ line: Int) -> String {
  "; if the table begins here, leave out the lines above it (--skip-lines \(line - 1))"
}

/// A text in quotes, on one line and not too long for a message.
func shown(_ text: String) -> String {
  let line = text.unicodeScalars.prefix(41).map { $0.value < 32 ? " " : String($0) }
  return "\"" + line.prefix(40).joined() + (line.count > 40 ? "…" : "") + "\""
}

private func listed(_ names: [String]) -> String {
  let first = names.prefix(20).map(shown).joined(separator: ", ")
  return names.count > 20 ? "\(first), … (\(names.count) in all)" : first
}

private func hint(for found: String) -> String {
  let digits = found.allSatisfy { "0123456789,.+-eE ".contains($0) }
  if digits && found.contains(",") {
    return "if the comma is the decimal sign, say so (--decimal ,)"
  }
  if digits && found.contains(".") {
    return "if the point is the decimal sign, say so (--decimal .)"
  }
  return "correct it, or name it as a missing value (--missing)"
}
