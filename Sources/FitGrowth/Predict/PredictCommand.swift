public import ArgumentParser
import CommandSupport
import Foundation
public import GrowthCurves
import Tables

/// `fit-growth predict FIT.json`: the sizes of fitted curves at other times.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Sizes of fitted curves at times, beyond the data too, with limits.",
    discussion: """
      FIT.json is what fit-growth … --format json -o FIT.json has written.

        fit-growth predict census.json --at 2030,2040
        fit-growth predict census.json --from 1780 --to 2040 --step 10 --interval prediction
        fit-growth predict census.json --at 2030,2040 --plot forecast.svg
      """)

  @Argument(help: "The result of a fit as JSON; - reads standard input.")
  var file: String

  @OptionGroup(title: "Times") var times: PredictionTimes

  @Option(help: "Limits of the curve (confidence) or of a new observation (prediction).")
  var interval: GrowthPrediction.Band = .confidence

  @Option(help: "The coverage of the limits (default: that of the fit).")
  var confidence: Double?

  @Option(help: "Only these series, separated by commas.")
  var series: String?

  @Option(help: "The form of the result: csv, table or json.")
  var format: OutputOptions.Format = .csv

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @Option(help: "How many threads compute; the result is the same for any number.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Draw data, curves and limits into FILE, an svg, png or pdf by its ending (with gnuplot).",
      valueName: "FILE"))
  var plot: String?

  func validate() throws {
    try PictureFile.check(plot)
    try PictureFile.check(plot, apartFrom: output)
    if let confidence, !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up") }
  }

  func run() throws {
    let stored = try FitFile.read(file)
    let wanted = try times.times(stored.time)
    let fits = try chosen(stored)
    if let plot { try FitFigures.check(fits.map { $0.series }, in: plot) }
    let outcomes = GrowthBatch.map(
      count: fits.count, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { [stored, interval, confidence, wanted] fitter, index in
      Result<(fit: GrowthFit, predictions: [GrowthPrediction]), CommandFailure> {
        () throws(CommandFailure) in
        let fit = try stored.refit(fits[index], fitter)
        return (
          fit,
          fit.predictions(
            at: wanted.map { $0.value }, band: interval, confidence: confidence)
        )
      }
    }
    let found = try outcomes.map { try $0.get() }
    let report = PredictionReport(
      names: fits.map { $0.series }, predictions: found.map { $0.predictions },
      times: wanted.map { $0.text }, interval: interval,
      confidence: confidence ?? stored.options.confidence, time: stored.time)
    let bytes = try report.bytes(format)
    try OutputFile.write(bytes, to: output)
    if let plot {
      let picture = PredictionPicture(
        stored, interval: interval, confidence: report.confidence,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
      try PictureFile.write(
        picture.pages(found, isPaged: PictureFile.hasPages(plot)), to: plot)
    }
    for fit in fits where fit.status == GrowthFit.Status.notFitted.rawValue {
      StandardStreams.note("fit-growth: series \(fit.series) was not fitted and has no curve")
    }
  }

  private func chosen(_ stored: FitFile) throws(CommandFailure) -> [FitFile.Fit] {
    guard let series else { return stored.fits }
    return try series.split(separator: ",").map { name throws(CommandFailure) in
      guard let fit = stored.fits.first(where: { $0.series == name }) else {
        throw CommandFailure(.wrongUsage, "\(file) has no series '\(name)'")
      }
      return fit
    }
  }
}

extension GrowthPrediction.Band: ExpressibleByArgument {}
