import CommandSupport
import GrowthCurves
import Tables

/// The series of a table: one for each column of sizes, and for each group of rows in a long table;
/// labelled, trimmed, and with the blanks subtracted.
struct SeriesSelection: Sendable {
  /// A grouping column or label with its value.
  struct Key: Sendable {
    var column: String
    var value: String
  }

  /// A series and the values of the grouping columns and labels that tell it apart.
  struct Member: Sendable {
    var series: GrowthSeries
    var by: [Key]
    /// The column of its sizes.
    var column: String
    var isLabelledBlank = false

    /// Everything that a user may call it.
    var names: [String] { [column, series.name] + by.map { $0.value } }
  }

  /// The times of all series, or of the first where each has its own.
  let time: SeriesTimes
  /// The columns of sizes of the members.
  let sizeColumns: [String]
  /// The grouping columns, and after them the labels of the layout file.
  let groupColumns: [String]
  /// The labels of the layout file.
  let labels: [String]
  let members: [Member]
  /// Which blanks were subtracted.
  let blanks: BlankSubtraction.Record
  /// What was decided without being asked, for standard error.
  let notes: [String]

  var times: TimeColumn { time.axis }

  init(
    _ table: Table, _ options: SelectionOptions, plate: PlateOptions,
    layout: InputOptions.Layout?, origin: Double?, trim: TrimRange?
  ) throws(CommandFailure) {
    var notes: [String] = []
    var annotation: PlateAnnotation?
    if let path = plate.layoutFile { annotation = try PlateAnnotation(path: path) }
    let columns = try ColumnSelection(
      table, options, layout: layout, blanks: { plate.blankColumns($0, annotation) }, &notes)
    labels = annotation?.labels ?? []
    groupColumns = columns.groups.map(\.name) + labels
    if let name = labels.first(where: { columns.groups.map(\.name).contains($0) }) {
      throw CommandFailure(
        .badData,
        "\(plate.layoutFile ?? ""): the label \(name) is also a column that groups the rows")
    }
    let reader = try SeriesReader(table, columns, options, trim: trim, &notes)
    var members = try reader.members(origin: origin)
    if let annotation { try PlateLabels(annotation).label(&members, &notes) }
    try plate.exclude(from: &members, path: table.path)
    if options.groups == nil { reader.warn(about: members, &notes) }
    blanks = try BlankSubtraction(plate, labelCount: labels.count, path: table.path)
      .apply(to: &members, &notes)
    try plate.subtractBackground(from: &members, path: table.path, &notes)
    plate.leaveOutUndetected(of: &members, &notes)

    time = reader.times
    let used = Set(members.map(\.column))
    sizeColumns = columns.sizes.map(\.name).filter { used.contains($0) }
    self.members = members
    self.notes = notes
  }
}
