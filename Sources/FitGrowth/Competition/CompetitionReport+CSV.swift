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
    func append(_ value: Double?) { writer.append(finiteOrNil(value) ?? .nan) }
    for j in CompetitionFit.parameters.indices {
      let estimate = j < fit.parameters.count ? fit.parameters[j] : nil
      append(estimate?.estimate)
      append(estimate?.standardError)
      append(estimate?.lower)
      append(estimate?.upper)
    }
    writer.append(fit.series.reduce(0) { $0 + $1.count })
    writer.append(fit.degreesOfFreedom)
    append(fit.species.first?.residualSumOfSquares)
    append(fit.species.last?.residualSumOfSquares)
    append(fit.logLikelihood)
    append(fit.aic)
    append(fit.aicc)
    append(fit.bic)
    writer.endRow()
  }
}
