import CommandSupport
import Tables

/// The columns of a table by what they are for: as named by the user, or found.
struct ColumnSelection {
  let time: Column
  /// The columns of times by the names of their columns of sizes; empty when all have `time`.
  let timesBySize: [String: Column]
  let sizes: [Column]
  /// The names of those that are blanks.
  let blanks: Set<String>
  let groups: [Column]
  let weights: Column?
  let sigma: Column?

  /// - Parameter blanks: which columns are blanks by their names; they are sizes too.
  init(
    _ table: Table, _ options: SelectionOptions, layout: InputOptions.Layout?,
    blanks: (_ names: [String]) -> Set<Int>, _ notes: inout [String]
  ) throws(CommandFailure) {
    let isPaired = options.timeSuffix != nil || (options.time == nil && table.hasOwnColumns)
    let pairs = isPaired ? try TimePairs.find(in: table, suffix: options.timeSuffix) : [:]
    let pairTimes = Set(pairs.values.map(\.name))
    let common: Column?
    if let name = options.time {
      common = try Self.column(table, name)
    } else if pairs.isEmpty {
      common = try TimeColumnChoice.column(in: table)
    } else {
      common = TimeColumnChoice.named(among: table.columns.filter { !pairTimes.contains($0.name) })
    }
    weights = if let name = options.weights { try Self.column(table, name) } else { nil }
    sigma = if let name = options.sigma { try Self.column(table, name) } else { nil }
    groups = try Self.groups(table, options, common, layout, &notes)
    let named = [common?.name, options.weights, options.sigma].compactMap { $0 }
    let taken = pairTimes.union(groups.map(\.name)).union(named)
    let candidates = table.columns.filter { $0.kind == .number && !taken.contains($0.name) }
    var sizes = try Self.sizes(table, options, candidates, &notes)
    let blankColumns = blanks(candidates.map(\.name)).sorted().map { candidates[$0] }
    sizes += blankColumns.filter { blank in !sizes.contains { $0.name == blank.name } }
    self.sizes = sizes
    self.blanks = Set(blankColumns.map(\.name))
    (time, timesBySize) = try Self.times(pairs, common, sizes, table, &notes)
  }

  private static func column(_ table: Table, _ name: String) throws(CommandFailure) -> Column {
    do { return try table.column(named: name) } catch { throw CommandFailure(error) }
  }

  /// The columns named with `--by`; without, the columns of text, when their values repeat.
  private static func groups(
    _ table: Table, _ options: SelectionOptions, _ time: Column?, _ layout: InputOptions.Layout?,
    _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.groups {
      guard table.hasOwnColumns else {
        throw CommandFailure(
          .wrongUsage,
          "--by: \(table.path) is no long table and has no columns to group by; label the wells with "
            + "--layout-file")
      }
      var columns: [Column] = []
      for name in names { columns.append(try column(table, name)) }
      return columns
    }
    if layout == .wide { return [] }
    let named = Set(
      (options.sizes ?? []) + [time?.name, options.weights, options.sigma].compactMap { $0 })
    var found: [Column] = []
    for column in table.columns where column.kind == .text && !named.contains(column.name) {
      let text: TextColumn
      do { text = try column.text() } catch { throw CommandFailure(error) }
      // A comment on each row tells no series apart.
      if text.levels.count * 2 <= table.rowCount {
        found.append(column)
      } else {
        notes.append("column \"\(column.name)\" holds different texts and is left out")
      }
    }
    if !found.isEmpty {
      let names = found.map(\.name).joined(separator: ",")
      notes.append("rows are grouped by \(names) (as with --by \(names))")
    } else if layout == .long {
      throw CommandFailure(
        .badData,
        "\(table.path): --layout long: no column of text tells the series apart; name the columns "
          + "that do with --by")
    }
    return found
  }

  /// The columns named with `--size`; without, every other numeric column that is not a second time
  /// nor, beside wells, what plate readers write with them.
  private static func sizes(
    _ table: Table, _ options: SelectionOptions, _ candidates: [Column], _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.sizes { return try sizes(table, named: names, candidates) }
    let wellCount = candidates.count { WellPosition($0.name) != nil }
    let areWells = wellCount > 0 && wellCount * 2 >= candidates.count
    var found: [Column] = []
    var empty = 0
    for column in candidates {
      let name = column.name
      if TimeColumnChoice.isTimeName(name) {
        notes.append("column \"\(name)\" looks like another time and is left out")
      } else if areWells, InstrumentNames.isTemperature(name) || InstrumentNames.isCount(name) {
        notes.append("column \"\(name)\" is no well and is left out")
      } else if !table.hasOwnColumns, column.missingCount == column.rowCount {
        empty += 1
      } else {
        found.append(column)
      }
    }
    if empty > 0 { notes.append("\(empty) wells without any reading are left out") }
    guard !found.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(table.path): no column of sizes was found beside the times; expected at least "
          + "one column of numbers (name it with --size)")
    }
    return found
  }

  /// Columns by their names, or by wells and ranges of wells.
  private static func sizes(
    _ table: Table, named names: [String], _ candidates: [Column]
  ) throws(CommandFailure) -> [Column] {
    var columns: [Column] = []
    for name in names {
      var found = table.columns.filter { $0.name == name }
      if found.isEmpty {
        let wells = NameSelector("--size", name).known(
          among: candidates.map { WellPosition($0.name) == nil ? [] : [$0.name] })
        found = wells.sorted().map { candidates[$0] }
      }
      if found.isEmpty { found = [try column(table, name)] }
      columns += found.filter { column in !columns.contains { $0.name == column.name } }
    }
    return columns
  }

  /// The common column of times, and the times of each column of sizes where some have their own.
  private static func times(
    _ pairs: [String: Column], _ common: Column?, _ sizes: [Column], _ table: Table,
    _ notes: inout [String]
  ) throws(CommandFailure) -> (Column, [String: Column]) {
    let paired = sizes.filter { pairs[$0.name] != nil }
    guard let first = paired.first, let firstTime = pairs[first.name] else {
      if let common { return (common, [:]) }
      return (try TimeColumnChoice.column(in: table), [:])
    }
    var times: [String: Column] = [:]
    for size in sizes {
      guard let time = pairs[size.name] ?? common else {
        throw CommandFailure(
          .badData,
          "\(table.path): column \"\(first.name)\" has its times in \"\(firstTime.name)\", but there "
            + "are no times for \"\(size.name)\"; name them with --time, or the columns of sizes with "
            + "--size")
      }
      times[size.name] = time
    }
    notes.append(
      paired.count == 1
        ? "\"\(first.name)\" has its own times, in \"\(firstTime.name)\""
        : "\(paired.count) series have their own times, such as \"\(first.name)\" in "
          + "\"\(firstTime.name)\"")
    return (firstTime, times)
  }
}

extension Column {
  /// The numbers, with a failure of the command for an error.
  func sizes() throws(CommandFailure) -> [Double] {
    do { return try numbers() } catch { throw CommandFailure(error) }
  }
}
