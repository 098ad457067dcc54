import CommandSupport
import GrowthCurves

/// Takes the blanks out of the series, and subtracts them from the others.
struct BlankSubtraction {
  /// What was done.
  struct Record: Sendable {
    /// The names of the blanks.
    var blanks: [String] = []
    /// What was subtracted from all series; nil without blanks, and where it differed.
    var mode: Blank.Mode?
  }

  private let options: PlateOptions
  private let labelCount: Int
  private let path: String

  /// - Parameter labelCount: how many keys of a series are labels.
  init(_ options: PlateOptions, labelCount: Int, path: String) {
    self.options = options
    self.labelCount = labelCount
    self.path = path
  }

  func apply(
    to members: inout [SeriesSelection.Member], _ notes: inout [String]
  ) throws(CommandFailure) -> Record {
    let isBlank = try self.isBlank(members)
    guard isBlank.contains(true) else {
      if options.blank == nil { Self.hint(members, &notes) }
      return Record()
    }
    let blanks = zip(members, isBlank).filter { $1 }.map { $0.0 }
    members = zip(members, isBlank).filter { !$1 }.map { $0.0 }
    guard !members.isEmpty else {
      throw CommandFailure(.badData, "\(path): every series is a blank; nothing is left to fit")
    }
    let rise = members.map { $0.series.netChange }.max() ?? 0
    for blank in blanks where rise > 0 && blank.series.netChange > 0.1 * rise {
      notes.append(
        "the blank \(blank.series.name) grows (more than a tenth of the greatest rise): has it cells?"
      )
    }
    let counts = try subtract(blanks, from: &members, &notes)
    notes.append(summary(blanks, counts))
    return Record(
      blanks: blanks.map { $0.series.name }, mode: counts.count == 1 ? counts.keys.first : nil)
  }

  private func isBlank(_ members: [SeriesSelection.Member]) throws(CommandFailure) -> [Bool] {
    guard let list = options.blank else { return members.map(\.isLabelledBlank) }
    if list == "none", !members.contains(where: { $0.names.contains("none") }) {
      return members.map { _ in false }
    }
    let selected = try NameSelector("--blank", list)
      .select(among: members.map(\.names), file: path)
    return members.indices.map { selected.contains($0) }
  }

  /// Subtracts from each series the mean of its blanks, and counts what was subtracted.
  private func subtract(
    _ blanks: [SeriesSelection.Member], from members: inout [SeriesSelection.Member],
    _ notes: inout [String]
  ) throws(CommandFailure) -> [Blank.Mode: Int] {
    let groups = BlankGroups(
      blanks, of: members, by: options.blankBy, labelCount: labelCount, path: path)
    var wells: [[String]: [GrowthSeries]] = [:]
    for blank in blanks { wells[try groups.key(blank), default: []].append(blank.series) }
    var means: [[String]: Blank] = [:]
    var counts: [Blank.Mode: Int] = [:]
    do throws(GrowthDataError) {
      for (key, series) in wells { means[key] = try Blank(series) }
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
    for index in members.indices {
      let series = members[index].series
      guard let blank = means[try groups.key(members[index])] else {
        throw CommandFailure(
          .badData,
          "\(path): series \(series.name): no blank has the same \(options.blankBy ?? "column"); "
            + "label one, or leave the series out with --exclude")
      }
      let mode = options.blankMode?.mode ?? (blank.covers(series) ? .time : .mean)
      counts[mode, default: 0] += 1
      do {
        members[index].series = try series.subtracting(blank, mode: mode)
      } catch {
        throw CommandFailure(
          .badData,
          "\(path): series \(series.name): \(error); subtract one mean over all times with "
            + "--blank-mode mean")
      }
    }
    if means.values.contains(where: { $0.wellCount == 1 }) {
      let isMerged = blanks.contains { $0.series.distinctTimeCount < $0.series.count }
      notes.append(
        "with a single blank the standard errors cannot contain how blanks differ between wells"
          + (isMerged ? "; several in one group are told apart by a column of wells in --by" : ""))
    }
    return counts
  }

  private func summary(
    _ blanks: [SeriesSelection.Member], _ counts: [Blank.Mode: Int]
  ) -> String {
    let names = blanks.map { $0.series.name }.listed
    let what =
      switch (counts[.time] ?? 0, counts[.mean] ?? 0) {
      case (_, 0): "their mean at each time is subtracted"
      case (0, _) where options.blankMode == nil:
        "they were not read at all times of the series, so one mean over all times is subtracted"
      case (0, _): "their mean over all times is subtracted"
      case (_, let mean):
        "their mean at each time is subtracted, and one mean over all times from the \(mean) series "
          + "with other times"
      }
    return "blanks: \(names); \(what)"
  }

  /// Series that are called blank and were not said to be.
  private static func hint(_ members: [SeriesSelection.Member], _ notes: inout [String]) {
    let called = members.filter { member in
      member.names.contains { $0.lowercased().hasPrefix("blank") }
    }
    guard !called.isEmpty, called.count < members.count else { return }
    notes.append(
      "\(called.map { $0.series.name }.listed) is fitted like the others; to subtract it, name it "
        + "with --blank")
  }
}
