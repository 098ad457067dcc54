import CommandSupport
import GrowthCurves
import Tables

/// The series of a table: one for each column of sizes, and for each group of rows in a long table.
struct SeriesSelection: Sendable {
  /// A grouping column with its value.
  struct Key: Sendable {
    var column: String
    var value: String
  }

  /// A series and the values of the grouping columns that tell it apart.
  struct Member: Sendable {
    var series: GrowthSeries
    var by: [Key]
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
    let columns = try ColumnSelection(table, options, &notes)
    let times: TimeColumn
    do { times = try columns.time.times().fromEarliest() } catch { throw CommandFailure(error) }
    var groups = try RowGroup.groups(of: table, by: columns.groups)
    if let trim {
      for i in groups.indices { groups[i].trim(to: trim, times: times.values) }
    }
    let sizes = try Self.changing(columns, groups, isNamed: options.sizes != nil, &notes)
    var weights = try columns.weights?.sizes() ?? []
    if let sigma = columns.sigma {
      weights = try KnownDeviations(sigma, in: table).weights { row in
        !times.values[row].isNaN && sizes.contains { !$0.values[row].isNaN }
          && groups.contains { $0.holds(row) }
      }
    }
    if options.groups == nil {
      Self.warn(about: groups, times.values, &notes)
    }

    // Every series counts elapsed time from the same moment.
    let start = origin ?? groups.lazy.flatMap { $0.pick(times.values) }.filter { !$0.isNaN }.min()
    var members: [Member] = []
    for group in groups {
      let groupName = group.values.map { $0.value }.joined(separator: "/")
      let groupTimes = group.pick(times.values)
      let groupWeights = group.pick(weights)
      for (column, values) in sizes {
        let name =
          groupName.isEmpty
          ? column.name : sizes.count > 1 ? "\(groupName)/\(column.name)" : groupName
        do {
          let series = try GrowthSeries(
            name: name, times: groupTimes, sizes: group.pick(values), weights: groupWeights,
            origin: start)
          members.append(Member(series: series, by: group.values))
        } catch {
          throw CommandFailure(.badData, "\(table.path): series \(name): \(error)")
        }
      }
    }
    time = columns.time
    self.times = times
    sizeColumns = sizes.map { $0.column }
    groupColumns = columns.groups
    self.members = members
    self.notes = notes
  }

  /// The columns of sizes with their values. In a long table, a column that the user did not name
  /// and that is constant in every group describes the group.
  private static func changing(
    _ columns: ColumnSelection, _ groups: [RowGroup], isNamed: Bool, _ notes: inout [String]
  ) throws(CommandFailure) -> [(column: Column, values: [Double])] {
    var kept: [(Column, [Double])] = []
    for column in columns.sizes {
      let values = try column.sizes()
      if !isNamed, groups.count > 1, groups.allSatisfy({ $0.isConstant(values) }) {
        notes.append("column \"\(column.name)\" is constant in every group and is left out")
      } else {
        kept.append((column, values))
      }
    }
    guard !kept.isEmpty else {
      throw CommandFailure(
        .badData, "every column of numbers is constant in every group; name one with --size")
    }
    return kept
  }

  /// Many repeated times in a series are often several series that were not told apart.
  private static func warn(
    about groups: [RowGroup], _ times: [Double], _ notes: inout [String]
  ) {
    let repeated = groups.count { $0.shareOfRepeated(times: times) > 0.3 }
    guard repeated > 0 else { return }
    notes.append(
      "times repeat within \(groups.count == 1 ? "the series" : "\(repeated) of \(groups.count) series");"
        + " if a column tells replicates apart, name it with --by")
  }
}
