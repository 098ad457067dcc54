import GrowthCurves
import Tables

/// One row a series: `series, model, status, verdicts`, the grouping columns, then up to four columns
/// a parameter, the statistics, and the derived quantities. Without growth the parameters are empty.
struct CSVReport: FitReport {
  let context: ReportContext
  /// The parameters of all models, each symbol once.
  private let symbols: [String]

  init(_ context: ReportContext) {
    self.context = context
    var symbols: [String] = []
    for parameter in context.fitting.models.flatMap({ $0.parameters })
    where !symbols.contains(parameter.symbol) {
      symbols.append(parameter.symbol)
    }
    self.symbols = symbols
  }

  func item(for result: SeriesResult) -> [UInt8] {
    let fit = result.fit
    var writer = CSVWriter(capacity: 512)
    writer.append(fit.series.name)
    writer.append(fit.model.name)
    writer.append(fit.status.rawValue)
    writer.append(fit.verdicts.map { $0.description }.joined(separator: ";"))
    for key in result.by { writer.append(key.value) }
    if let comparison = result.comparison { Self.append(comparison, to: &writer) }
    let hasIntervals = context.confidence != nil
    let parameters = fit.comparableParameters
    for symbol in symbols {
      let estimate = parameters.first { $0.parameter.symbol == symbol }
      writer.append(finite: estimate?.estimate)
      writer.append(finite: estimate?.standardError)
      if hasIntervals {
        writer.append(finite: estimate?.lower)
        writer.append(finite: estimate?.upper)
      }
    }
    Self.append(fit.statistics, lossScale: fit.lossScale, to: &writer)
    let derived = fit.derivedQuantities(hasUncertainty: false)
    for index in DerivedQuantity.Kind.allCases.indices {
      writer.append(finite: index < derived.count ? derived[index].estimate : nil)
    }
    if let estimates = context.modelFree.estimates(of: fit.series) {
      ModelFreeReport.append(estimates, to: &writer)
    }
    if let backtest = result.backtest { BacktestText.append(backtest, to: &writer) }
    writer.endRow()
    return writer.bytes
  }

  func document(of items: [[UInt8]], replicates: ReplicateAnalysis?) -> [UInt8] {
    var writer = CSVWriter()
    for name in ["series", "model", "status", "verdicts"] { writer.append(name) }
    for name in context.groupColumns { writer.append(name) }
    if context.fitting.comparesModels { Self.comparison.forEach { writer.append($0) } }
    for symbol in symbols {
      let limits = context.confidence == nil ? [] : ["_lower", "_upper"]
      for suffix in ["", "_se"] + limits { writer.append(symbol + suffix) }
    }
    for name in Self.statistics { writer.append(name) }
    for kind in DerivedQuantity.Kind.allCases { writer.append(kind.rawValue) }
    if context.modelFree.modelFree {
      for name in ModelFreeReport.csvHeader { writer.append(name) }
    }
    if context.backtest.backtest != nil {
      for name in BacktestText.csvHeader { writer.append(name) }
    }
    writer.endRow()
    var bytes = writer.bytes
    bytes.reserveCapacity(bytes.count + items.reduce(0) { $0 + $1.count })
    for item in items { bytes += item }
    return bytes
  }

  private static let comparison = ["akaike_weight", "second_model", "delta_aicc"]

  /// The weight of the model, and the next best; Δ is left out where it is not one of AICc.
  private static func append(_ comparison: ModelComparison, to writer: inout CSVWriter) {
    let ranked = comparison.ranked
    let second = ranked.count > 1 ? ranked[1] : nil
    writer.append(finite: ranked.first?.weight)
    writer.append(second?.name ?? "")
    writer.append(finite: comparison.criterion == .aicc ? second?.delta : nil)
  }

  private static let statistics = [
    "observations", "degreesOfFreedom", "residualSumOfSquares", "residualStandardError", "rSquared",
    "logLikelihood", "aic", "aicc", "bic", "deviance", "lossScale", "downweighted",
  ]

  private static func append(
    _ statistics: FitStatistics?, lossScale: Double?, to writer: inout CSVWriter
  ) {
    guard let statistics else {
      for _ in Self.statistics { writer.append("") }
      return
    }
    writer.append(statistics.observations)
    writer.append(statistics.degreesOfFreedom)
    for value in [
      statistics.residualSumOfSquares, statistics.residualStandardError, statistics.rSquared,
      statistics.logLikelihood, statistics.aic, statistics.aicc, statistics.bic,
      statistics.deviance, lossScale,
    ] {
      writer.append(finite: value)
    }
    if let count = statistics.downweighted { writer.append(count) } else { writer.append("") }
  }
}

extension CSVWriter {
  /// A number, or an empty field where there is none.
  mutating func append(finite value: Double?) {
    append(finiteOrNil(value) ?? .nan)
  }
}
