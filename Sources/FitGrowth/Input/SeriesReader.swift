import CommandSupport
import GrowthCurves
import Tables

/// Makes series of the columns and groups of rows of a table.
struct SeriesReader {
  let times: SeriesTimes
  private let path: String
  private let groups: [RowGroup]
  private let sizes: [(column: Column, values: [Double])]
  private let weights: [Double]
  private let range: ClosedRange<Double>?

  init(
    _ table: Table, _ columns: ColumnSelection, _ options: SelectionOptions, trim: TrimRange?,
    _ notes: inout [String]
  ) throws(CommandFailure) {
    path = table.path
    var times = try SeriesTimes(columns)
    groups = try RowGroup.groups(of: table, by: columns.groups)
    sizes = try Self.changing(columns, groups, isNamed: options.sizes != nil, &notes)
    if columns.groups.isEmpty { times.passMidnight(sizes[0].values, &notes) }
    range = try trim?.range(in: times.axis, named: times.name)
    self.times = times
    if let sigma = columns.sigma {
      let isUsed = Self.usedRows(times, sizes, range, rowCount: table.rowCount)
      weights = try KnownDeviations(sigma, in: table).weights { isUsed[$0] }
    } else {
      weights = try columns.weights?.sizes() ?? []
    }
  }

  /// Which rows hold an observation that will be fitted.
  private static func usedRows(
    _ times: SeriesTimes, _ sizes: [(column: Column, values: [Double])],
    _ range: ClosedRange<Double>?, rowCount: Int
  ) -> [Bool] {
    var isUsed = Array(repeating: false, count: rowCount)
    for (column, values) in sizes {
      let times = times.values(for: column)
      for row in 0..<rowCount where !times[row].isNaN && !values[row].isNaN {
        if range?.contains(times[row]) ?? true { isUsed[row] = true }
      }
    }
    return isUsed
  }

  /// A series for each group and column of sizes.
  ///
  /// - Parameter origin: where elapsed time begins in all of them; nil for the earliest time.
  func members(origin: Double?) throws(CommandFailure) -> [SeriesSelection.Member] {
    let start = origin ?? earliest
    var members: [SeriesSelection.Member] = []
    for group in groups {
      let groupName = group.values.map { $0.value }.joined(separator: "/")
      var rows = times.areOwn ? group : trimmed(group, times.axis.values)
      var rowTimes = times.areOwn ? [] : rows.pick(times.axis.values)
      for (column, values) in sizes {
        if times.areOwn {
          rows = trimmed(group, times.values(for: column))
          rowTimes = rows.pick(times.values(for: column))
        }
        let name =
          groupName.isEmpty
          ? column.name : sizes.count > 1 ? "\(groupName)/\(column.name)" : groupName
        do {
          let series = try GrowthSeries(
            name: name, times: rowTimes, sizes: rows.pick(values), weights: rows.pick(weights),
            origin: start)
          members.append(
            SeriesSelection.Member(series: series, by: group.values, column: column.name))
        } catch {
          throw CommandFailure(.badData, "\(path): series \(name): \(error)")
        }
      }
    }
    return members
  }

  private func trimmed(_ group: RowGroup, _ times: [Double]) -> RowGroup {
    guard let range else { return group }
    var group = group
    group.trim(to: range, times: times)
    return group
  }

  /// Every series counts elapsed time from the same moment.
  private var earliest: Double? {
    let columns = times.areOwn ? sizes.map { times.values(for: $0.column) } : [times.axis.values]
    return groups.lazy.flatMap { group in
      columns.lazy.flatMap { trimmed(group, $0).pick($0) }
    }.filter { !$0.isNaN }.min()
  }

  /// The columns of sizes with their values. In a long table, a column that the user did not name
  /// and that is constant in every group describes the group.
  private static func changing(
    _ columns: ColumnSelection, _ groups: [RowGroup], isNamed: Bool, _ notes: inout [String]
  ) throws(CommandFailure) -> [(column: Column, values: [Double])] {
    var kept: [(Column, [Double])] = []
    for column in columns.sizes {
      let values = try column.sizes()
      if !isNamed, !columns.blanks.contains(column.name), groups.count > 1,
        groups.allSatisfy({ $0.isConstant(values) })
      {
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
  func warn(about members: [SeriesSelection.Member], _ notes: inout [String]) {
    let repeated = members.count { member in
      let series = member.series
      return Double(series.count - series.distinctTimeCount) > 0.3 * Double(series.count)
    }
    guard repeated > 0 else { return }
    let suggestion = GroupSuggestion(
      sizes.map { ($0.column.name, $0.values) }, times: times.axis.values, groups: groups
    ).columns()
    let grouped = groups.first?.values.map { $0.column } ?? []
    notes.append(
      "times repeat within "
        + "\(members.count == 1 ? "the series" : "\(repeated) of \(members.count) series"); "
        + (suggestion.isEmpty
          ? "if a column tells replicates apart, name it with --by"
          : "--by \((grouped + suggestion).joined(separator: ",")) would tell them apart"))
  }
}
