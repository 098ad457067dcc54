import GrowthCurves
import Tables

/// One row a series: `series, model, status, verdicts`, the grouping columns, then up to four columns
/// a parameter, the statistics, and the derived quantities.
struct CSVReport: FitReport {
  let context: ReportContext

  init(_ context: ReportContext) { self.context = context }

  func item(for fit: GrowthFit, by: [SeriesSelection.Key]) -> [UInt8] {
    var writer = CSVWriter(capacity: 512)
    writer.append(fit.series.name)
    writer.append(fit.model.name)
    writer.append(fit.status.rawValue)
    writer.append(fit.verdicts.map { $0.description }.joined(separator: ";"))
    for key in by { writer.append(key.value) }
    let hasIntervals = context.confidence != nil
    for j in fit.model.parameters.indices {
      let estimate = j < fit.parameters.count ? fit.parameters[j] : nil
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
    writer.endRow()
    return writer.bytes
  }

  func document(of items: [[UInt8]]) -> [UInt8] {
    var writer = CSVWriter()
    for name in ["series", "model", "status", "verdicts"] { writer.append(name) }
    for column in context.selection.groupColumns { writer.append(column.name) }
    for parameter in context.fitting.growthModel.parameters {
      let limits = context.confidence == nil ? [] : ["_lower", "_upper"]
      for suffix in ["", "_se"] + limits { writer.append(parameter.symbol + suffix) }
    }
    for name in Self.statistics { writer.append(name) }
    for kind in DerivedQuantity.Kind.allCases { writer.append(kind.rawValue) }
    if context.modelFree.modelFree {
      for name in ModelFreeReport.csvHeader { writer.append(name) }
    }
    writer.endRow()
    var bytes = writer.bytes
    bytes.reserveCapacity(bytes.count + items.reduce(0) { $0 + $1.count })
    for item in items { bytes += item }
    return bytes
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
