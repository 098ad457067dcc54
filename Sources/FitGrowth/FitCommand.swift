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
  @OptionGroup(title: "Plate") var plate: PlateOptions
  @OptionGroup(title: "Fit") var fitting: FittingOptions
  @OptionGroup(title: "Errors") var errors: ErrorOptions
  @OptionGroup(title: "Without a model") var modelFree: ModelFreeOptions
  @OptionGroup(title: "Forecasts") var backtest: BacktestOptions
  @OptionGroup(title: "Replicates") var replicates: ReplicateOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Picture") var picture: PlotOptions
  @OptionGroup(title: "Report") var pageOptions: ReportOptions

  func validate() throws {
    try PictureFile.check(picture.plot, apartFrom: output.output)
    try errors.validate(with: selection)
    try replicates.validate(with: errors, fitting, backtest)
    try pageOptions.validate(
      apartFrom: [("-o", output.output), ("--plot", picture.plot), ("the input", input.file)])
    try picture.validate(hasReport: pageOptions.report != nil)
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
      backtest: backtest, replicates: replicates, plate: plate, columns: selection)
    let page = try pageOptions.report.map { _ in
      try HTMLReport(
        context, style: context.style(picture, excluded: try trimmedAway(context)),
        command: Array(CommandLine.arguments.dropFirst()))
    }
    let groups = try replicates.names.map { names throws(CommandFailure) in
      try ReplicateSelection(selected, names: names, path: context.path).groups
    }
    if let path = picture.plot {
      let names = groups?.map { $0.group.name } ?? selected.members.map { $0.series.name }
      try FitFigures.check(names, in: path)
    }
    switch output.format {
    case .table where (groups?.count ?? selected.members.count) == 1:
      try write(SingleReport(context), page, groups)
    case .table where fitting.comparesModels: try write(ComparisonOverview(context), page, groups)
    case .table: try write(OverviewReport(context), page, groups)
    case .csv: try write(CSVReport(context), page, groups)
    case .json: try write(JSONReport(context), page, groups)
    }
  }

  /// Fits every series, or every group of replicates, and writes the report made of the fits.
  private func write<Report: FitReport>(
    _ report: Report, _ page: HTMLReport?, _ groups: [ReplicateSelection.Group]?
  ) throws {
    var options = try fitting.fitOptions(timeUnit: report.context.selection.times.unit)
    options.intervals = report.context.intervals
    options.loss = errors.loss
    options.scale = errors.scale
    options.hasKnownVariance = selection.sigma != nil
    let bytes: [UInt8]
    let pageBytes: [UInt8]?
    let areOK: Bool
    let draw: (FitPicture) throws -> Void
    if let groups {
      let analysis = ReplicateAnalysis(
        groups.map { $0.group }, model: fitting.growthModel, options: options, threads: threads)
      let results = zip(groups, analysis.groups).map { SeriesResult(fit: $1.pooled, by: $0.by) }
      bytes = try report.document(of: results.map(report.item), replicates: analysis)
      pageBytes = try page.map { try $0.document(of: results.map($0.item), replicates: analysis) }
      areOK = analysis.groups.allSatisfy { $0.pooled.verdicts == [.ok] }
      draw = { try $0.write(analysis) }
    } else {
      let items = fitted(report, page, options)
      bytes = try report.document(of: items.map { $0.item }, replicates: nil)
      pageBytes = try page.map { page in
        try page.document(of: items.flatMap { $0.pageItem }, replicates: nil)
      }
      areOK = items.allSatisfy { $0.isOK }
      let drawn = items.flatMap { $0.drawn }
      draw = { try $0.write(drawn) }
    }
    if let path = pageOptions.report, let pageBytes { try OutputFile.write(pageBytes, to: path) }
    try OutputFile.write(bytes, to: output.output)
    if let path = picture.plot {
      try draw(
        FitPicture(
          path: path,
          style: report.context.style(picture, excluded: try trimmedAway(report.context)),
          options: picture, threads: threads))
    }
    if output.strict, !areOK { throw CommandFailure(.incomplete, "") }
  }

  private var threads: Int { output.threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// What the report says of each series, whether nothing is wrong with its fit, and all of it where
  /// it is to be drawn: arrays of one, because an optional takes the room of a fit for each series.
  private func fitted<Report: FitReport>(
    _ report: Report, _ page: HTMLReport?, _ options: GrowthFitOptions
  ) -> [(item: Report.Item, pageItem: [ReportItem], isOK: Bool, drawn: [SeriesResult])] {
    let members = report.context.selection.members
    let isDrawn = picture.plot != nil
    let bar = ProgressBar(total: members.count, noun: "series", isQuiet: output.quiet)
    defer { bar.finish() }
    return GrowthBatch.map(
      count: members.count, threads: threads, progress: { bar.update($0) },
      { [options, backtest, fitting] fitter, index in
        let series = members[index].series
        let (fit, comparison) = fitting.fit(series, fitter, options)
        let result = SeriesResult(
          fit: fit, comparison: comparison, by: members[index].by,
          backtest: backtest.backtest(fit, by: fitter))
        return (
          item: report.item(for: result), pageItem: page.map { [$0.item(for: result)] } ?? [],
          isOK: fit.verdicts == [.ok], drawn: isDrawn ? [result] : []
        )
      })
  }
}
