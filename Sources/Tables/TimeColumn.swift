/// A column as times.
package struct TimeColumn: Sendable, Equatable {
  /// From when the times count.
  package enum Origin: Sendable, Equatable {
    /// As written: the file gives numbers, and only the user knows from when they count.
    case asWritten
    /// From 0:00, of a clock or of an experiment.
    case zero
    /// From a moment, in seconds since 1970-01-01T00:00Z.
    case date(secondsSince1970: Double)
  }

  /// The times in `unit`, NaN for a missing one.
  package var values: [Double]
  /// The unit; nil for numbers whose unit nobody has said.
  package var unit: TimeUnit?
  package var origin: Origin

  package init(values: [Double], unit: TimeUnit?, origin: Origin) {
    self.values = values
    self.unit = unit
    self.origin = origin
  }

  /// The same times counted from the earliest; numbers as written, and columns without any time,
  /// stay as they are.
  package func fromEarliest() -> TimeColumn {
    guard case .date(let start) = origin, let unit,
      let earliest = values.lazy.filter({ !$0.isNaN }).min()
    else { return self }
    return TimeColumn(
      values: values.map { $0 - earliest }, unit: unit,
      origin: .date(secondsSince1970: start + earliest * unit.seconds))
  }
}

extension TimeColumn {
  /// Times of day in the order of the rows, counted on past midnight; nil when they are not that.
  ///
  /// They are when they fall at least once, only by more than 12 hours, to before the first time,
  /// and are all before 24:00. Rows that run through the same times again fall to the first time, and
  /// rows in no order also fall by less.
  ///
  /// - Parameter isRead: whether a row counts; instruments write 0:00 where they were stopped.
  package func pastMidnight(where isRead: (_ row: Int) -> Bool) -> TimeColumn? {
    guard origin == .zero, let unit else { return nil }
    let day = TimeUnit.days.seconds / unit.seconds
    var counted = self
    var last: Double?
    var first: Double?
    var passed = 0.0
    for row in values.indices where !values[row].isNaN && isRead(row) {
      let time = values[row]
      guard time < day else { return nil }
      if let previous = last, let first, time < previous {
        guard previous - time > day / 2, time < first else { return nil }
        passed += day
      }
      first = first ?? time
      last = time
      counted.values[row] += passed
    }
    return passed > 0 ? counted : nil
  }
}

extension Column {
  /// The times of the column in a unit: the one given here, or else the one of the options, or else
  /// days for dates and hours for clock times.
  ///
  /// Dates count from 1970-01-01T00:00Z (`fromEarliest()` counts them from the first), clock times
  /// from 0:00. Numbers stay as they are: they are taken to be in the unit that is asked for.
  ///
  /// Throws with the place of the first field that is no time of the column's kind.
  package func times(in unit: TimeUnit? = nil) throws(TableError) -> TimeColumn {
    let wanted = unit ?? source.options.timeUnit
    switch kind {
    case .number:
      return TimeColumn(values: try numbers(), unit: wanted, origin: .asWritten)
    case .clock:
      if wrongCount > 0 { throw wrongTime(expected: "a clock time (h:mm or h:mm:ss)") }
      return converted(to: wanted ?? .hours, origin: .zero)
    case .date:
      if wrongCount > 0 { throw wrongTime(expected: "a date (such as 2020-01-22)") }
      return converted(to: wanted ?? .days, origin: .date(secondsSince1970: 0))
    case .text:
      throw firstUnlikeTime()
    }
  }

  private func converted(to unit: TimeUnit, origin: TimeColumn.Origin) -> TimeColumn {
    let values = unit == .seconds ? values : values.map { $0 / unit.seconds }
    return TimeColumn(values: values, unit: unit, origin: origin)
  }

  /// The error for the first field of a text column that is no time, or not one like those above.
  private func firstUnlikeTime() -> TableError {
    var first: FieldContent?
    return firstField { content in
      if content == .missing { return nil }
      if content == .word {
        let expected = "a number, a clock time (h:mm) or a date (2020-01-22)"
        return { .notATime($0, found: $1, expected: expected) }
      }
      let model = first ?? content
      first = model
      if content.isLike(model) { return nil }
      return { .notATime($0, found: $1, expected: "a time written like those above it") }
    }
  }

  private func wrongTime(expected: String) -> TableError {
    firstField { content in
      let isRight =
        switch (kind, content) {
        case (_, .missing), (.clock, .clock), (.date, .date): true
        default: false
        }
      return isRight ? nil : { .notATime($0, found: $1, expected: expected) }
    }
  }
}
