import CommandSupport
import GrowthCurves

/// Which blanks belong to which series.
///
/// A series has the blanks of its own column where every column of sizes has blanks (several readings
/// in a long table), else those of its own group of rows where every group has (several plates), else
/// all; and of these the ones with its value of `--blank-by`.
struct BlankGroups {
  private let path: String
  private let label: String?
  /// How many keys at the end are labels rather than groups of rows.
  private let labelCount: Int
  private var isByColumn = false
  private var isByGroup = false

  init(
    _ blanks: [SeriesSelection.Member], of members: [SeriesSelection.Member], by label: String?,
    labelCount: Int, path: String
  ) {
    self.path = path
    self.label = label
    self.labelCount = labelCount
    isByColumn = Set(members.map(\.column)).isSubset(of: blanks.map(\.column))
    isByGroup = !isByColumn && Set(members.map(group)).isSubset(of: blanks.map(group))
  }

  /// The same for a series and its blanks.
  func key(_ member: SeriesSelection.Member) throws(CommandFailure) -> [String] {
    let place = isByColumn ? [member.column] : isByGroup ? group(member) : []
    guard let label else { return place }
    if let key = member.by.first(where: { $0.column == label }) { return place + [key.value] }
    let labels = member.by.map { $0.column }
    throw CommandFailure(
      .badData,
      "\(path): --blank-by \(label): there is no such label or --by column"
        + (labels.isEmpty ? "" : "; there are \(labels.listed)"))
  }

  private func group(_ member: SeriesSelection.Member) -> [String] {
    member.by.dropLast(labelCount).map { $0.value }
  }
}
