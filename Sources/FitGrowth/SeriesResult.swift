import GrowthCurves

/// What came of one series, or of one group of replicates.
struct SeriesResult: Sendable {
  var fit: GrowthFit
  /// From which the fit was chosen, where several models were compared.
  var comparison: ModelComparison?
  /// The values of the grouping columns and labels.
  var by: [SeriesSelection.Key]
  /// Where it was asked for.
  var backtest: Backtest?
}
