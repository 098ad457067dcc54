import CommandSupport
import Tables

/// The columns of a table by what they are for: as named by the user, or found.
struct ColumnSelection {
  let time: Column
  let sizes: [Column]
  let groups: [Column]
  let weights: Column?
  let sigma: Column?

  init(
    _ table: Table, _ options: SelectionOptions, _ notes: inout [String]
  ) throws(CommandFailure) {
    if let name = options.time {
      time = try Self.column(table, name)
    } else {
      time = try TimeColumnChoice.column(in: table)
    }
    weights = if let name = options.weights { try Self.column(table, name) } else { nil }
    sigma = if let name = options.sigma { try Self.column(table, name) } else { nil }
    groups = try Self.groups(table, options, time, &notes)
    let taken = Set(
      [time.name] + groups.map(\.name) + [options.weights, options.sigma].compactMap { $0 })
    sizes = try Self.sizes(table, options, taken, &notes)
  }

  private static func column(_ table: Table, _ name: String) throws(CommandFailure) -> Column {
    do { return try table.column(named: name) } catch { throw CommandFailure(error) }
  }

  private static func columns(_ table: Table, _ names: [String]) throws(CommandFailure) -> [Column]
  {
    var columns: [Column] = []
    for name in names { columns.append(try column(table, name)) }
    return columns
  }

  /// The columns named with `--by`; without, the columns of text, when their values repeat.
  private static func groups(
    _ table: Table, _ options: SelectionOptions, _ time: Column, _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.groups { return try columns(table, names) }
    let named = Set(
      (options.sizes ?? []) + [time.name, options.weights, options.sigma].compactMap { $0 })
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
    }
    return found
  }

  /// The columns named with `--size`; without, every other numeric column that is not a second time.
  private static func sizes(
    _ table: Table, _ options: SelectionOptions, _ taken: Set<String>, _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.sizes { return try columns(table, names) }
    var found: [Column] = []
    for column in table.columns where column.kind == .number && !taken.contains(column.name) {
      if TimeColumnChoice.isTimeName(column.name) {
        notes.append("column \"\(column.name)\" looks like another time and is left out")
      } else {
        found.append(column)
      }
    }
    guard !found.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(table.path): no column of sizes was found beside the times; expected at least "
          + "one column of numbers (name it with --size)")
    }
    return found
  }
}

extension Column {
  /// The numbers, with a failure of the command for an error.
  func sizes() throws(CommandFailure) -> [Double] {
    do { return try numbers() } catch { throw CommandFailure(error) }
  }
}
