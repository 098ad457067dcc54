import CommandSupport
import GrowthCurves

/// The series of a table as groups of replicates.
struct ReplicateSelection {
  /// With the keys that all its series share.
  struct Group {
    var group: ReplicateGroup
    var by: [SeriesSelection.Key]
  }

  let groups: [Group]

  /// - Parameter names: the keys that only number repeats, or `wells`.
  init(_ selection: SeriesSelection, names: [String], path: String) throws(CommandFailure) {
    let columns = selection.groupColumns
    let areWells =
      names.contains(ReplicateOptions.wells) && !columns.contains(ReplicateOptions.wells)
    for name in names where !columns.contains(name) && !(areWells && name == ReplicateOptions.wells)
    {
      throw CommandFailure(
        .wrongUsage,
        "--replicates: \(name) is no --by column and no label; "
          + (columns.isEmpty
            ? "series are told apart by their columns alone: use --replicates wells"
            : "there are \((columns + [ReplicateOptions.wells]).joined(separator: ", "))"))
    }
    let areColumnsApart = !areWells && selection.sizeColumns.count > 1
    var indices: [[String]: Int] = [:]
    var found: [(by: [SeriesSelection.Key], name: String, series: [GrowthSeries])] = []
    for member in selection.members {
      let kept = member.by.filter { !names.contains($0.column) }
      let parts = kept.map { $0.value } + (areColumnsApart ? [member.column] : [])
      if let index = indices[parts] {
        found[index].series.append(member.series)
      } else {
        indices[parts] = found.count
        found.append(
          (kept, parts.isEmpty ? "all series" : parts.joined(separator: "/"), [member.series]))
      }
    }
    var groups: [Group] = []
    for group in found {
      do {
        groups.append(
          Group(group: try ReplicateGroup(name: group.name, series: group.series), by: group.by))
      } catch {
        throw CommandFailure(.badData, "\(path): group \(group.name): \(error)")
      }
    }
    self.groups = groups
  }
}
