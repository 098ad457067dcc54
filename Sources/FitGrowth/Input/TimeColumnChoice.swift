import CommandSupport
import Tables

/// Finds the column of times when the user does not name it.
enum TimeColumnChoice {
  /// Words that say "time", the plainest first.
  private static let names = [
    "time", "t", "times", "date", "datetime", "timestamp", "elapsed", "second", "seconds", "sec",
    "minute", "minutes", "min", "hour", "hours", "hrs", "hr", "h", "day", "days", "d", "week",
    "weeks", "month", "months", "year", "years", "age",
  ]
  /// What may stand behind them: `time_s`, `Hours post inoculation`, `days since start`.
  private static let fillers: Set = [
    "s", "after", "from", "hh", "in", "inoculation", "mm", "of", "passed", "post", "since", "ss",
    "start",
  ]

  /// The best match of the names among numeric and time-like columns; without any, the first such
  /// column.
  static func column(in table: Table) throws(CommandFailure) -> Column {
    let candidates = table.columns.filter { $0.kind != .text }
    if let best = named(among: candidates) { return best }
    guard let first = candidates.first else {
      throw CommandFailure(
        .badData,
        "\(table.path): no column holds numbers, dates or clock times; expected a column "
          + "of times and at least one of sizes (is the delimiter right? --delimiter)")
    }
    return first
  }

  /// The best match of the names; nil without any.
  static func named(among columns: [Column]) -> Column? {
    let ranked = columns.filter { $0.kind != .text }.compactMap { column in
      rank(column.name).map { ($0, column) }
    }
    return ranked.min { ($0.0, $0.1.number) < ($1.0, $1.1.number) }?.1
  }

  /// Whether a name says nothing but "time". A letter alone may be anything, a strain for one.
  static func isTimeName(_ name: String) -> Bool {
    name.count > 1 && rank(name) != nil
  }

  private static func rank(_ name: String) -> Int? {
    // Ten thousand wells are named with digits.
    guard !name.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    // T° is a temperature.
    guard !InstrumentNames.isTemperature(name) else { return nil }
    let words = name.lowercased().split { !$0.isLetter }.map { String($0) }
    guard let first = words.first, let rank = names.firstIndex(of: first),
      words.dropFirst().allSatisfy({ names.contains($0) || fillers.contains($0) })
    else { return nil }
    return rank
  }
}
