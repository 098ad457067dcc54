import ArgumentParser
import CommandSupport
import GrowthCurves

/// Which series repeat the same thing.
struct ReplicateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What only numbers repeats: --by columns or labels, or wells for the columns of sizes.",
      discussion: """
        Series that agree in everything else are a group. One curve is fitted to each group; whether \
        the repeats agree, and whether groups differ in a parameter, is tested (F-tests, Holm).
        """,
      valueName: "NAMES"))
  var replicates: String?

  /// The word for the columns of sizes.
  static let wells = "wells"

  var names: [String]? { replicates?.split(separator: ",").map { String($0) } }

  func validate(with errors: ErrorOptions, _ fitting: FittingOptions, _ backtest: BacktestOptions)
    throws
  {
    guard let names else { return }
    if names.isEmpty {
      throw ValidationError("--replicates takes names, such as --replicates well")
    }
    if errors.loss != .squared {
      throw ValidationError(
        "--replicates compares sums of squares, and --loss \(errors.loss.rawValue) has none")
    }
    if fitting.models.count > 1 {
      throw ValidationError("--replicates compares curves of one model; name it with --model")
    }
    if fitting.choosesPhases {
      throw ValidationError(
        "--replicates compares curves with the same number of phases; give --phases")
    }
    if backtest.backtest != nil {
      throw ValidationError("--backtest forecasts single series; leave --replicates out")
    }
  }
}
