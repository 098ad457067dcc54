import ArgumentParser
import CommandSupport
import Foundation
import GrowthCurves

/// `fit-growth FILE`: fits every series of a table.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit growth curves to the series of a table (the default).")

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Columns") var selection: SelectionOptions
  @OptionGroup(title: "Plate") var plate: PlateOptions
  @OptionGroup(title: "Fit") var fitting: FittingOptions
  @OptionGroup(title: "Errors") var errors: ErrorOptions
  @OptionGroup(title: "Without a model") var modelFree: ModelFreeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try errors.validate(with: selection)
    if selection.by != nil, let layout = input.layout, layout != .long {
      throw ValidationError("--by tells the rows of a long table apart; --layout is \(layout)")
    }
  }

  func run() throws {
    let table = try input.read()
    let selected = try SeriesSelection(
      table, selection, plate: plate, layout: input.layout, origin: fitting.origin,
      trim: try fitting.trimRange())
    if !output.quiet { selected.notes.forEach { StandardStreams.note("fit-growth: \($0)") } }

    let context = ReportContext(
      table: table, selection: selected, fitting: fitting, errors: errors, modelFree: modelFree,
      plate: plate, columns: selection)
    switch output.format {
    case .table where selected.members.count == 1: try write(SingleReport(context))
    case .table where fitting.comparesModels: try write(ComparisonOverview(context))
    case .table: try write(OverviewReport(context))
    case .csv: try write(CSVReport(context))
    case .json: try write(JSONReport(context))
    }
  }

  /// Fits every series, and writes the report made of the fits.
  private func write<Report: FitReport>(_ report: Report) throws {
    let members = report.context.selection.members
    var options = try fitting.fitOptions()
    options.intervals = report.context.intervals
    options.loss = errors.loss
    options.scale = errors.scale
    options.hasKnownVariance = selection.sigma != nil
    let bar = ProgressBar(total: members.count, noun: "series", isQuiet: output.quiet)
    let items = GrowthBatch.map(
      count: members.count,
      threads: output.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      progress: { bar.update($0) },
      { [options, models = fitting.models] fitter, index in
        let series = members[index].series
        let comparison =
          models.count > 1 ? fitter.compare(models, on: series, options: options) : nil
        let fit = comparison?.fit ?? fitter.fit(models[0], to: series, options: options)
        let item = report.item(for: fit, comparison, by: members[index].by)
        return (item: item, isOK: fit.verdicts == [.ok])
      })
    bar.finish()

    let bytes = try report.document(of: items.map { $0.item })
    if let path = output.output {
      try OutputFile.write(bytes, to: path)
    } else {
      try StandardStreams.write(bytes)
    }
    if output.strict, !items.allSatisfy({ $0.isOK }) { throw CommandFailure(.incomplete, "") }
  }
}
