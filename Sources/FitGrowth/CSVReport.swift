import GrowthCurves
import Tables

/// One row a series: `series, model, status, verdicts`, the grouping columns, then four columns a
/// parameter, the statistics, and the derived quantities.
struct CSVReport {
  let bytes: [UInt8]

  init(_ report: FitReport) {
    let model = report.fitting.growthModel
    let symbols = model.parameters.map(\.symbol)
    let hasIntervals = report.fitting.intervals != .none
    var writer = CSVWriter(capacity: 400 * (report.fits.count + 2))
    for name in ["series", "model", "status", "verdicts"] { writer.append(name) }
    for column in report.selection.groupColumns { writer.append(column.name) }
    for symbol in symbols {
      writer.append(symbol)
      writer.append(symbol + "_se")
      if hasIntervals {
        writer.append(symbol + "_lower")
        writer.append(symbol + "_upper")
      }
    }
    for name in Self.statistics { writer.append(name) }
    for kind in DerivedQuantity.Kind.allCases { writer.append(kind.rawValue) }
    writer.endRow()

    for (member, row) in zip(report.selection.members, report.fits) {
      let fit = row.fit
      writer.append(fit.series.name)
      writer.append(fit.model.name)
      writer.append(fit.status.rawValue)
      writer.append(fit.verdicts.map { $0.description }.joined(separator: ";"))
      for (_, value) in member.by { writer.append(value) }
      for j in symbols.indices {
        let estimate = j < fit.parameters.count ? fit.parameters[j] : nil
        writer.append(finite: estimate?.estimate)
        writer.append(finite: estimate?.standardError)
        if hasIntervals {
          writer.append(finite: estimate?.lower)
          writer.append(finite: estimate?.upper)
        }
      }
      Self.append(fit.statistics, to: &writer)
      for index in DerivedQuantity.Kind.allCases.indices {
        writer.append(finite: index < row.derived.count ? row.derived[index].estimate : nil)
      }
      writer.endRow()
    }
    bytes = writer.bytes
  }

  private static let statistics = [
    "observations", "degreesOfFreedom", "residualSumOfSquares", "residualStandardError", "rSquared",
    "logLikelihood", "aic", "aicc", "bic",
  ]

  private static func append(_ statistics: FitStatistics?, to writer: inout CSVWriter) {
    guard let statistics else {
      for _ in Self.statistics { writer.append("") }
      return
    }
    writer.append(statistics.observations)
    writer.append(statistics.degreesOfFreedom)
    for value in [
      statistics.residualSumOfSquares, statistics.residualStandardError, statistics.rSquared,
      statistics.logLikelihood, statistics.aic, statistics.aicc, statistics.bic,
    ] {
      writer.append(finite: value)
    }
  }
}

extension CSVWriter {
  /// A number, or an empty field where there is none.
  fileprivate mutating func append(finite value: Double?) {
    append(value.flatMap { $0.isFinite ? $0 : nil } ?? .nan)
  }
}
