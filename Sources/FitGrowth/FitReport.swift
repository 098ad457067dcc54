import CommandSupport
import GrowthCurves
import Tables

/// A form of the result. Each fit is turned into an item on the thread that made it; the items, in
/// the order of the series, become the document.
protocol FitReport: Sendable {
  associatedtype Item: Sendable

  var context: ReportContext { get }

  func item(for result: SeriesResult) -> Item

  /// - Parameter replicates: what was found of them, where the items are of groups.
  func document(
    of items: [Item], replicates: ReplicateAnalysis?
  ) throws(CommandFailure) -> [UInt8]
}

/// What a report may say besides the fits.
struct ReportContext: Sendable {
  let table: Table
  let selection: SeriesSelection
  let fitting: FittingOptions
  let errors: ErrorOptions
  let modelFree: ModelFreeOptions
  let backtest: BacktestOptions
  let replicates: ReplicateOptions
  let plate: PlateOptions
  /// The columns that were named.
  let columns: SelectionOptions

  init(
    table: Table, selection: SeriesSelection, fitting: FittingOptions, errors: ErrorOptions,
    modelFree: ModelFreeOptions, backtest: BacktestOptions, replicates: ReplicateOptions,
    plate: PlateOptions, columns: SelectionOptions
  ) {
    self.table = table
    self.selection = selection
    self.fitting = fitting
    self.errors = errors
    self.modelFree = modelFree
    self.backtest = backtest
    self.replicates = replicates
    self.plate = plate
    self.columns = columns
  }

  /// The loss, the scale and the standard deviations in words, as the end of a heading; empty for
  /// plain least squares.
  var errorLabel: String {
    var parts: [String] = []
    if errors.loss != .squared { parts.append("loss \(errors.loss.rawValue)") }
    if errors.scale == .log { parts.append("residuals of ln N") }
    if let sigma = columns.sigma { parts.append("standard deviations from \(sigma)") }
    return parts.isEmpty ? "" : "   " + parts.joined(separator: ", ")
  }

  var path: String { table.path }

  /// The values of the layout file's labels among the keys of a series.
  func labels(in by: [SeriesSelection.Key]) -> [String] {
    by.suffix(selection.labels.count).map { $0.value }
  }

  var sha256: String { table.sha256 }

  var intervals: IntervalMethod { fitting.intervalMethod(seriesCount: selection.members.count) }

  /// The confidence of the intervals; `nil` when none are wanted.
  var confidence: Double? { intervals == .none ? nil : fitting.confidence }

  /// The time axis, with its unit or where it starts.
  var timeLabel: String {
    let name = selection.time.name
    let unit = selection.times.unit?.rawValue
    if let start = selection.times.startDate { return "\(name) (\(unit ?? "") since \(start))" }
    return unit.map { "\(name) (\($0))" } ?? name
  }
}

extension Table {
  /// Of the input's bytes as they are stored.
  var sha256: String { unsafe withInputBytes { unsafe InputDigest.sha256($0) } }
}

/// Files know no infinity and no NaN: such a number is left out, and a verdict says why.
func finiteOrNil(_ value: Double?) -> Double? {
  value.flatMap { $0.isFinite ? $0 : nil }
}

extension GrowthFit {
  /// The parameters for tables in which series are compared: none where nothing grows, for sorted by a
  /// rate the blanks would come first. One fit in full, and JSON, have them all.
  var comparableParameters: [ParameterEstimate] {
    verdicts.contains(.noGrowth) ? [] : parameters
  }
}
