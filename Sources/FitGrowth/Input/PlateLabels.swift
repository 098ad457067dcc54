import CommandSupport
import GrowthCurves

/// Puts the labels of a layout file on series.
struct PlateLabels {
  private let annotation: PlateAnnotation

  init(_ annotation: PlateAnnotation) { self.annotation = annotation }

  /// Adds the labels to the keys of each series, and leaves out those of empty wells.
  func label(
    _ members: inout [SeriesSelection.Member], _ notes: inout [String]
  ) throws(CommandFailure) {
    var seen: Set<String> = []
    var unlabelled: [String] = []
    var kept: [SeriesSelection.Member] = []
    for var member in members {
      let found = annotation.well(of: member.names)
      if let found { seen.insert(found.name) } else { unlabelled.append(member.series.name) }
      if found?.well.role == .empty { continue }
      member.isLabelledBlank = found?.well.role == .blank
      for (index, label) in annotation.labels.enumerated() {
        member.by.append(
          SeriesSelection.Key(column: label, value: found?.well.values[index] ?? "NA"))
      }
      kept.append(member)
    }
    guard !seen.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(annotation.path): none of its wells is a series of the table; it has "
          + annotation.names.listed + ", the table " + unlabelled.listed)
    }
    let absent = annotation.names.filter { !seen.contains($0) }
    if !absent.isEmpty {
      notes.append("the layout has wells that the table has not: \(absent.listed)")
    }
    if !unlabelled.isEmpty { notes.append("the layout has no labels for \(unlabelled.listed)") }
    let empty = annotation.names(of: .empty).filter { seen.contains($0) }
    if !empty.isEmpty { notes.append("the layout says that \(empty.listed) are empty: left out") }
    members = kept
  }
}

extension [String] {
  /// The first ten, and how many there are.
  var listed: String {
    count > 12
      ? prefix(10).joined(separator: ", ") + ", … (\(count) in all)" : joined(separator: ", ")
  }
}
