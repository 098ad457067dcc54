/// A time as a user names it.
package enum TimeArgument: Sendable, Hashable {
  /// In the unit of the data, from where they count.
  case number(Double)
  /// `h:mm[:ss]`, in seconds.
  case clock(Double)
  /// An ISO 8601 date, in seconds since 1970-01-01T00:00Z.
  case date(Double)

  /// Nil for what is no time.
  package init?(argument: String) {
    let dialect = Dialect(delimiter: .tab, decimal: .point)
    let classifier = FieldClassifier(
      Bytes(copying: []), dialect: dialect, missing: MissingTexts(adding: [], decimal: .point))
    switch classifier.content(ofText: argument) {
    case .number(let value): self = .number(value)
    case .clock(let seconds): self = .clock(seconds)
    case .date(let seconds): self = .date(seconds)
    case .missing, .tooLarge, .word: return nil
    }
  }

  /// The time as a value of a column; nil for a clock time when the column's unit is not known, and
  /// for a date when the column has none.
  package func value(in column: TimeColumn) -> Double? {
    switch (self, column.origin) {
    case (.number(let value), _): value
    case (.clock(let seconds), _): column.unit.map { seconds / $0.seconds }
    case (.date(let seconds), .date(let start)):
      column.unit.map { (seconds - start) / $0.seconds }
    case (.date, _): nil
    }
  }
}
