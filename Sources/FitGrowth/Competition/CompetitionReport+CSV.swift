import Dynamics
import GrowthCurves
import Tables

extension CompetitionReport {
  /// One row a culture.
  var csv: [UInt8] {
    var writer = CSVWriter()
    for name in ["species1", "species2"] + pairs.groups + ["status", "verdicts", "outcome"] {
      writer.append(name)
    }
    for parameter in CompetitionFit.parameters {
      for suffix in ["", "_se", "_lower", "_upper"] { writer.append(parameter.symbol + suffix) }
    }
    for name in [
      "observations", "degreesOfFreedom", "residualSumOfSquares1", "residualSumOfSquares2",
      "logLikelihood", "aic", "aicc", "bic",
    ] {
      writer.append(name)
    }
    writer.endRow()
    for (pair, fit) in zip(pairs.all, fits) { append(pair, fit, to: &writer) }
    return writer.bytes
  }

  private func append(
    _ pair: SpeciesPairs.Pair, _ fit: CompetitionFit, to writer: inout CSVWriter
  ) {
    for text in pair.names + pair.by.map(\.value) { writer.append(text) }
    writer.append(fit.status.rawValue)
    writer.append(fit.verdicts.map { $0.description }.joined(separator: ";"))
    writer.append(fit.outcome?.rawValue ?? "")
    for j in CompetitionFit.parameters.indices {
      let estimate = j < fit.parameters.count ? fit.parameters[j] : nil
      writer.append(finite: estimate?.estimate)
      writer.append(finite: estimate?.standardError)
      writer.append(finite: estimate?.lower)
      writer.append(finite: estimate?.upper)
    }
    writer.append(fit.series.reduce(0) { $0 + $1.count })
    writer.append(fit.degreesOfFreedom)
    writer.append(finite: fit.species.first?.residualSumOfSquares)
    writer.append(finite: fit.species.last?.residualSumOfSquares)
    writer.append(finite: fit.logLikelihood)
    writer.append(finite: fit.aic)
    writer.append(finite: fit.aicc)
    writer.append(finite: fit.bic)
    writer.endRow()
  }
}
