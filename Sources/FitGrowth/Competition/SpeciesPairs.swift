import CommandSupport
import GrowthCurves
import Tables

/// The two species of each culture in a table.
struct SpeciesPairs: Sendable {
  struct Pair: Sendable {
    var first: GrowthSeries
    var second: GrowthSeries
    var names: [String]
    /// The values of the grouping columns that tell this culture apart.
    var by: [SeriesSelection.Key]
  }

  let all: [Pair]
  let selection: SeriesSelection
  /// The grouping columns, without that of the species.
  let groups: [String]
  var notes: [String] { selection.notes }

  init(
    _ table: Table, _ options: SelectionOptions, plate: PlateOptions,
    layout: InputOptions.Layout?, species: String?, origin: Double?, trim: TrimRange?
  ) throws(CommandFailure) {
    var options = options
    if let species {
      do { _ = try table.column(named: species) } catch { throw CommandFailure(error) }
      if let by = options.by { options.by = by + "," + species }
    }
    selection = try SeriesSelection(
      table, options, plate: plate, layout: layout, origin: origin, trim: trim)
    let path = table.path
    guard let species else {
      all = try Self.byColumns(selection, path)
      groups = selection.groupColumns
      return
    }
    all = try Self.byLevels(selection, species, path)
    groups = selection.groupColumns.filter { $0 != species }
  }

  /// Two columns of sizes in each group.
  private static func byColumns(
    _ selection: SeriesSelection, _ path: String
  ) throws(CommandFailure) -> [Pair] {
    let names = selection.sizeColumns
    guard names.count == 2 else {
      throw CommandFailure(
        .badData,
        "\(path): found \(names.count) columns of sizes (\(names.joined(separator: ", "))), "
          + "expected those of two species; name them with --size A,B")
    }
    let members = selection.members
    return stride(from: 0, to: members.count, by: 2).map { index in
      Pair(
        first: members[index].series, second: members[index + 1].series, names: names,
        by: members[index].by)
    }
  }

  /// Two values of the species' column in each group.
  private static func byLevels(
    _ selection: SeriesSelection, _ species: String, _ path: String
  ) throws(CommandFailure) -> [Pair] {
    guard selection.groupColumns.contains(species) else {
      throw CommandFailure(
        .badData, "\(path): column \"\(species)\" does not tell rows apart as a species would")
    }
    guard selection.sizeColumns.count == 1 else {
      throw CommandFailure(
        .badData,
        "\(path): found \(selection.sizeColumns.count) columns of sizes, expected one; "
          + "name it with --size")
    }
    var cultures: [(by: [SeriesSelection.Key], members: [SeriesSelection.Member])] = []
    for member in selection.members {
      let by = member.by.filter { $0.column != species }
      if let index = cultures.firstIndex(where: { $0.by.map(\.value) == by.map(\.value) }) {
        cultures[index].members.append(member)
      } else {
        cultures.append((by, [member]))
      }
    }
    var pairs: [Pair] = []
    for culture in cultures {
      let names = culture.members.map { member in
        member.by.first { $0.column == species }?.value ?? ""
      }
      guard names.count == 2 else {
        let place = culture.by.map { "\($0.column) \($0.value): " }.joined()
        throw CommandFailure(
          .badData,
          "\(path): \(place)found \(names.count) species "
            + "(\(names.joined(separator: ", "))), expected two")
      }
      pairs.append(
        Pair(
          first: culture.members[0].series, second: culture.members[1].series, names: names,
          by: culture.by))
    }
    return pairs
  }
}
