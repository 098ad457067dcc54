import ArgumentParser
import GrowthCurves

/// Estimates beside the fit that need no model.
struct ModelFreeOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Add rates and lags without a model.",
      discussion: "The steepest log-linear window, and a smoothing spline through ln N."))
  var modelFree = false

  @Option(help: "How many times a log-linear window spans, from 3 up (default: chosen).")
  var window: Int?

  func validate() throws {
    guard let window else { return }
    if window < 3 { throw ValidationError("--window takes a number from 3 up") }
    if !modelFree { throw ValidationError("--window belongs to --model-free") }
  }

  /// `nil` when they were not asked for.
  func estimates(of series: GrowthSeries) -> ModelFreeEstimates? {
    modelFree ? ModelFreeEstimates(series, windowLength: window) : nil
  }
}
