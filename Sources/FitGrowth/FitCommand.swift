import ArgumentParser
import CommandSupport
import Foundation
import GrowthCurves
import Tables

/// `fit-growth FILE`: fits every series of a table.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit growth curves to the series of a table (the default).")

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Columns") var selection: SelectionOptions
  @OptionGroup(title: "Fit") var fitting: FittingOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let fitOptions = try fitting.fitOptions()
    let table = try input.read()
    let selected = try SeriesSelection(
      table, selection, origin: fitting.origin, trim: try fitting.trimRange())
    if !output.quiet { selected.notes.forEach { StandardStreams.note("fit-growth: \($0)") } }

    let bar = ProgressBar(
      total: selected.members.count, noun: "series", isQuiet: output.quiet)
    let rows = GrowthBatch.map(
      selected.members.map(\.series),
      threads: output.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      progress: { bar.update($0) },
      { [model = fitting.growthModel] fitter, series in
        let fit = fitter.fit(model, to: series, options: fitOptions)
        return FittedSeries(fit: fit, derived: fit.derivedQuantities())
      })
    bar.finish()

    let report = FitReport(
      table: table, selection: selected, fits: rows, fitting: fitting, input: input,
      selectionOptions: selection)
    let bytes: [UInt8] =
      switch output.format {
      case .table: Array(TableReport(report).text.utf8)
      case .csv: CSVReport(report).bytes
      case .json: try JSONText.encode(JSONReport(report))
      }
    if let path = output.output {
      try OutputFile.write(bytes, to: path)
    } else {
      try StandardStreams.write(bytes)
    }
    if output.strict, !rows.allSatisfy({ $0.fit.verdicts == [.ok] }) {
      throw CommandFailure(.incomplete, "")
    }
  }
}

/// A fit with what follows from it.
struct FittedSeries: Sendable {
  var fit: GrowthFit
  var derived: [DerivedQuantity]
}

/// Everything a report may say.
struct FitReport {
  let path: String
  let sha256: String
  let selection: SeriesSelection
  let fits: [FittedSeries]
  let fitting: FittingOptions
  let input: InputOptions
  let selectionOptions: SelectionOptions

  init(
    table: Table, selection: SeriesSelection, fits: [FittedSeries], fitting: FittingOptions,
    input: InputOptions, selectionOptions: SelectionOptions
  ) {
    path = table.path
    sha256 = unsafe table.withInputBytes { unsafe InputDigest.sha256($0) }
    self.selection = selection
    self.fits = fits
    self.fitting = fitting
    self.input = input
    self.selectionOptions = selectionOptions
  }
}
