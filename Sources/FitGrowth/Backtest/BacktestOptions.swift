import ArgumentParser
import GrowthCurves

/// How good forecasts would have been.
struct BacktestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Forecast from each of the last N times in turn, and compare with what came.",
      discussion: """
        The model is fitted to the observations before each of the last N times, and forecasts all \
        that follow: coverage of the prediction limits, and weighted interval score.
        """,
      valueName: "N"))
  var backtest: Int?

  func validate() throws {
    if let backtest, backtest < 1 { throw ValidationError("--backtest takes a number from 1 up") }
  }

  /// The forecasts of a fit's model, with the limits of its method; `nil` when not asked for.
  ///
  /// - Parameter fit: from all observations; a sum of phases that the data chose has as many at each
  ///   origin.
  func backtest(_ fit: GrowthFit, by fitter: GrowthFitter) -> Backtest? {
    guard let backtest else { return nil }
    var options = fit.options
    // Of parameters no limits are needed; a forecast makes its own.
    if options.intervals != .profile { options.intervals = .wald }
    return fitter.backtest(fit.model, on: fit.series, origins: backtest, options: options)
  }
}
