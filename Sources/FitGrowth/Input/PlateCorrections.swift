import CommandSupport
import GrowthCurves

// What is done to series before they are fitted, besides the blanks.
extension PlateOptions {
  /// The indices of the columns that are blanks, by their names.
  func blankColumns(_ names: [String], _ annotation: PlateAnnotation?) -> Set<Int> {
    let candidates = names.map { [$0] }
    if let blank { return NameSelector("--blank", blank).known(among: candidates) }
    let wells = annotation?.names(of: .blank) ?? []
    return NameSelector("--layout-file", wells).known(among: candidates)
  }

  /// Leaves out what `--exclude` names.
  func exclude(
    from members: inout [SeriesSelection.Member], path: String
  ) throws(CommandFailure) {
    guard let exclude else { return }
    let excluded = try NameSelector("--exclude", exclude)
      .select(among: members.map(\.names), file: path)
    members = members.indices.filter { !excluded.contains($0) }.map { members[$0] }
    guard !members.isEmpty else {
      throw CommandFailure(.wrongUsage, "--exclude \(exclude) leaves no series")
    }
  }

  func subtractBackground(
    from members: inout [SeriesSelection.Member], path: String, _ notes: inout [String]
  ) throws(CommandFailure) {
    guard case .own(let background) = background else { return }
    for index in members.indices {
      do {
        members[index].series = try members[index].series.subtracting(background)
      } catch {
        throw CommandFailure(
          .badData, "\(path): series \(members[index].series.name): \(error)")
      }
    }
    notes.append(
      "each series' own background is subtracted: what had grown by the first readings goes with it, "
        + "which makes the initial size too small and the lag too long; blanks are better")
  }

  func leaveOutUndetected(
    of members: inout [SeriesSelection.Member], _ notes: inout [String]
  ) {
    guard let detectionLimit else { return }
    for index in members.indices {
      members[index].series = members[index].series.withoutSizes(below: detectionLimit)
    }
    let counts = members.map { $0.series.belowDetectionCount }.filter { $0 > 0 }
    notes.append(
      "\(counts.reduce(0, +)) sizes of \(counts.count) series are below the detection limit and are "
        + "left out")
  }
}
