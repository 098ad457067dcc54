import CommandSupport
import Tables

/// The times of a table: one column for all sizes, or one for each column of sizes.
struct SeriesTimes: Sendable {
  /// The name of the column of times; of the first, where there are several.
  let name: String
  /// The times, their unit and where they start; of the first column, where there are several.
  private(set) var axis: TimeColumn
  /// By the name of the column of sizes.
  private let own: [String: [Double]]

  init(_ columns: ColumnSelection) throws(CommandFailure) {
    name = columns.time.name
    guard !columns.timesBySize.isEmpty else {
      axis = try Self.times(columns.time).fromEarliest()
      own = [:]
      return
    }
    var times: [String: TimeColumn] = [:]
    for (size, time) in columns.timesBySize { times[size] = try Self.times(time) }
    let first = try Self.times(columns.time)
    try Self.check(times, first, columns)
    // Dates count from the earliest of all.
    let all = TimeColumn(
      values: times.values.flatMap(\.values), unit: first.unit, origin: first.origin)
    let earliest = all.values.lazy.filter { !$0.isNaN }.min() ?? 0
    var start = 0.0
    if case .date = first.origin { start = earliest }
    own = times.mapValues { $0.values.map { $0 - start } }
    axis = TimeColumn(
      values: own[columns.sizes[0].name] ?? first.values, unit: first.unit,
      origin: all.fromEarliest().origin)
  }

  /// Whether each column of sizes has its own times.
  var areOwn: Bool { !own.isEmpty }

  /// The times of a column of sizes.
  func values(for size: Column) -> [Double] { own[size.name] ?? axis.values }

  /// Counts times of day on past midnight, where the rows with sizes are in that order.
  mutating func passMidnight(_ sizes: [Double], _ notes: inout [String]) {
    guard !areOwn, axis.origin == .zero else { return }
    let isRead = { (row: Int) in !sizes[row].isNaN }
    if let counted = axis.pastMidnight(where: isRead) {
      axis = counted
      notes.append(
        "the times of day in \"\(name)\" pass midnight, and are counted on: 24:00, 25:00, …")
      return
    }
    let times = axis.values.indices.filter { isRead($0) }.map { axis.values[$0] }
    if zip(times, times.dropFirst()).contains(where: { $1 < $0 }) {
      notes.append(
        "the clock times in \"\(name)\" fall; the rows are put in the order of the clock")
    }
  }

  private static func times(_ column: Column) throws(CommandFailure) -> TimeColumn {
    do { return try column.times() } catch { throw CommandFailure(error) }
  }

  /// All columns of times must be of one kind.
  private static func check(
    _ times: [String: TimeColumn], _ first: TimeColumn, _ columns: ColumnSelection
  ) throws(CommandFailure) {
    for size in columns.sizes {
      guard let time = columns.timesBySize[size.name], let own = times[size.name],
        own.origin != first.origin
      else { continue }
      throw CommandFailure(
        .badData,
        "column \"\(time.name)\" has \(time.kind) times, but column \"\(columns.time.name)\" "
          + "\(columns.time.kind) times; write all times in the same way")
    }
  }
}
