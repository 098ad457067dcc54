/// What separates the fields of a line.
package struct Delimiter: Sendable, Hashable {
  let byte: UInt8
  /// Any run of blanks and tabs is one delimiter, and blanks around a line do not count.
  package let isRunOfBlanks: Bool

  package static let comma = Delimiter(byte: 0x2C)
  package static let semicolon = Delimiter(byte: 0x3B)
  package static let tab = Delimiter(byte: 0x09)
  package static let bar = Delimiter(byte: 0x7C)
  package static let blanks = Delimiter(byte: 0x20, isRunOfBlanks: true)

  private init(byte: UInt8, isRunOfBlanks: Bool = false) {
    self.byte = byte
    self.isRunOfBlanks = isRunOfBlanks
  }

  /// The delimiter as a user names it: one ASCII character that cannot be part of a number, a word
  /// or a quotation, or `tab`, or `blanks` (also `space` or a space); nil for anything else.
  package init?(argument: String) {
    switch argument {
    case "tab", "\\t", "\t": self = .tab
    case "blanks", "blank", "space", " ": self = .blanks
    default:
      let bytes = Array(argument.utf8)
      guard bytes.count == 1, let byte = bytes.first, byte > 0x20, byte < 0x7F,
        !Unicode.Scalar(byte).properties.isAlphabetic, !(0x30...0x39).contains(byte),
        !"\"#+-.".utf8.contains(byte)
      else { return nil }
      self.init(byte: byte)
    }
  }
}

/// What stands between the integer digits and the fraction of a number.
package enum DecimalSign: Sendable, Hashable {
  case point
  case comma

  var byte: UInt8 { self == .point ? 0x2E : 0x2C }
}

/// What a delimited text holds.
package enum TextContent: Sendable, Hashable {
  /// Columns and rows.
  case table
  /// Plates of wells, one for each time, as plate readers export them (see `PlateReader`).
  case plates
  /// What would be columns as rows, their names at the left (see `RowReader`).
  case rows
}

/// How to read a delimited text. What is nil is detected from the first lines.
package struct DelimitedTextOptions: Sendable, Equatable {
  package var delimiter: Delimiter?
  package var decimal: DecimalSign?
  /// Whether the first line that is neither blank nor a comment names the columns.
  package var hasHeader: Bool?
  /// Texts that stand for a missing value, beside the empty field, `NA`, `NaN`, `N/A`, `null` and
  /// `.`; compared without regard to ASCII case, and as numbers where both are numbers.
  package var missing: [String]
  /// The unit in which times are given out: see `Column.times(in:)`.
  package var timeUnit: TimeUnit?
  /// What the text holds.
  package var content: TextContent?
  /// How many lines to leave out at the top, whatever they hold.
  package var skippedLines: Int
  /// The last line to read, counted from 1.
  package var lastLine: Int?

  package init(
    delimiter: Delimiter? = nil, decimal: DecimalSign? = nil, hasHeader: Bool? = nil,
    missing: [String] = [], timeUnit: TimeUnit? = nil, content: TextContent? = .table,
    skippedLines: Int = 0, lastLine: Int? = nil
  ) {
    self.delimiter = delimiter
    self.decimal = decimal
    self.hasHeader = hasHeader
    self.missing = missing
    self.timeUnit = timeUnit
    self.content = content
    self.skippedLines = skippedLines
    self.lastLine = lastLine
  }
}
