import CommandSupport
import GrowthCurves
import Tables

/// The series of a table: one for each column of sizes, and for each group of rows in a long table.
struct SeriesSelection {
  /// A series and the values of the grouping columns that tell it apart.
  struct Member {
    var series: GrowthSeries
    var by: [(column: String, value: String)]
  }

  let time: Column
  let times: TimeColumn
  let sizeColumns: [Column]
  let groupColumns: [Column]
  let members: [Member]
  /// What was decided without being asked, for standard error.
  let notes: [String]

  init(
    _ table: Table, _ options: SelectionOptions, origin: Double?, trim: ClosedRange<Double>?
  ) throws(CommandFailure) {
    var notes: [String] = []
    let time =
      if let name = options.time { try Self.column(table, name) } else {
        try TimeColumnChoice.column(in: table)
      }
    let times: TimeColumn
    do { times = try time.times().fromEarliest() } catch { throw CommandFailure(error) }

    let groups = try Self.groupColumns(table, options, time, &notes)
    let rows = try Self.rows(table, groups)
    var weights: [Double] = []
    if let name = options.weights { weights = try Self.numbers(Self.column(table, name)) }
    let taken = Set([time.name] + groups.map(\.name) + [options.weights].compactMap { $0 })
    let sizes = try Self.sizeColumns(table, options, taken, rows, &notes)

    // Every series counts elapsed time from the same moment.
    let start = origin ?? times.values.lazy.filter { !$0.isNaN }.min()
    var members: [Member] = []
    for group in rows {
      for column in sizes {
        let values = try Self.numbers(column)
        let kept = group.rows.filter { row in
          trim.map { $0.contains(times.values[row]) || times.values[row].isNaN } ?? true
        }
        var name = group.values.map { $0.value }.joined(separator: "/")
        if groups.isEmpty {
          name = column.name
        } else if sizes.count > 1 {
          name += "/\(column.name)"
        }
        do {
          let series = try GrowthSeries(
            name: name, times: kept.map { times.values[$0] }, sizes: kept.map { values[$0] },
            weights: weights.isEmpty ? [] : kept.map { weights[$0] }, origin: start)
          members.append(Member(series: series, by: group.values))
        } catch {
          throw CommandFailure(.badData, "\(table.path): series \(name): \(error)")
        }
      }
    }
    self.time = time
    self.times = times
    sizeColumns = sizes
    groupColumns = groups
    self.members = members
    self.notes = notes
  }

  private static func column(_ table: Table, _ name: String) throws(CommandFailure) -> Column {
    do { return try table.column(named: name) } catch { throw CommandFailure(error) }
  }

  private static func numbers(_ column: Column) throws(CommandFailure) -> [Double] {
    do { return try column.numbers() } catch { throw CommandFailure(error) }
  }
}

/// Columns and rows that the user did not name.
extension SeriesSelection {
  private struct Group {
    var rows: [Int]
    var values: [(column: String, value: String)]
  }

  /// The columns named with `--by`; without, the columns of text, when their values repeat.
  private static func groupColumns(
    _ table: Table, _ options: SelectionOptions, _ time: Column, _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.groups {
      var columns: [Column] = []
      for name in names { columns.append(try column(table, name)) }
      return columns
    }
    let named = Set((options.sizes ?? []) + [time.name, options.weights].compactMap { $0 })
    var columns: [Column] = []
    for column in table.columns where column.kind == .text && !named.contains(column.name) {
      let text: TextColumn
      do { text = try column.text() } catch { throw CommandFailure(error) }
      // A comment on each row tells no series apart.
      if text.levels.count * 2 <= table.rowCount {
        columns.append(column)
      } else {
        notes.append("column \"\(column.name)\" holds different texts and is left out")
      }
    }
    if !columns.isEmpty {
      let names = columns.map(\.name).joined(separator: ",")
      notes.append("rows are grouped by \(names) (as with --by \(names))")
    }
    return columns
  }

  /// The rows of each group, in the order of first appearance; one group without grouping columns.
  private static func rows(_ table: Table, _ columns: [Column]) throws(CommandFailure) -> [Group] {
    guard !columns.isEmpty else {
      return [Group(rows: Array(0..<table.rowCount), values: [])]
    }
    var texts: [TextColumn] = []
    for column in columns {
      do { texts.append(try column.text()) } catch { throw CommandFailure(error) }
    }
    var indices: [[Int32]: Int] = [:]
    var groups: [Group] = []
    for row in 0..<table.rowCount {
      let key = texts.map { $0.codes[row] }
      if let index = indices[key] {
        groups[index].rows.append(row)
      } else {
        indices[key] = groups.count
        let values = zip(columns, texts).map { ($0.name, $1[row] ?? "NA") }
        groups.append(Group(rows: [row], values: values))
      }
    }
    return groups
  }

  /// The columns named with `--size`; without, every other numeric column that is not a second time
  /// and, in a long table, differs within some group.
  private static func sizeColumns(
    _ table: Table, _ options: SelectionOptions, _ taken: Set<String>, _ groups: [Group],
    _ notes: inout [String]
  ) throws(CommandFailure) -> [Column] {
    if let names = options.sizes {
      var columns: [Column] = []
      for name in names { columns.append(try column(table, name)) }
      return columns
    }
    var columns: [Column] = []
    for column in table.columns where column.kind == .number && !taken.contains(column.name) {
      if TimeColumnChoice.isTimeName(column.name) {
        notes.append("column \"\(column.name)\" looks like another time and is left out")
      } else if column.isNumeric, groups.count > 1, isConstant(try numbers(column), in: groups) {
        notes.append("column \"\(column.name)\" is constant in every group and is left out")
      } else {
        columns.append(column)
      }
    }
    guard !columns.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(table.path): no column of sizes was found beside the times; expected at least "
          + "one column of numbers (name it with --size)")
    }
    return columns
  }

  private static func isConstant(_ values: [Double], in groups: [Group]) -> Bool {
    groups.allSatisfy { group in
      let present = group.rows.lazy.map { values[$0] }.filter { !$0.isNaN }
      guard let first = present.first else { return true }
      return present.allSatisfy { $0 == first }
    }
  }
}
