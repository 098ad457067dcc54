import CommandSupport
import Dynamics
import GrowthCurves
import LeastSquares
import Tables

extension CompetitionReport {
  /// The schema `fit-growth-competition/1`.
  private struct Document: Encodable {
    let schema = "fit-growth-competition/1"
    let version = FitGrowthCommand.version
    var input: JSONReport.Input
    var time: JSONReport.Time
    var options: Options
    var fits: [Fit]
  }

  private struct Options: Encodable {
    var confidence: Double
    @Nullable var weights: String?
    @Nullable var start: String?
    @Nullable var fix: String?
    @Nullable var bound: String?
    @Nullable var trim: String?
    @Nullable var origin: Double?
  }

  private struct Fit: Encodable {
    var by: [String: String]
    var origin: Double
    var status: String
    var verdicts: [String]
    var explanations: [String]
    var parameters: [JSONReport.Estimate]
    var species: [Species]
    @Nullable var outcome: Outcome?
    @Nullable var statistics: Statistics?
    @Nullable var convergence: JSONReport.Convergence?
  }

  private struct Species: Encodable {
    var name: String
    var observations: Int
    var missing: Int
    @Nullable var residualSumOfSquares: Double?
    @Nullable var residualStandardError: Double?
    @Nullable var rSquared: Double?
  }

  private struct Outcome: Encodable {
    var name: String
    var explanation: String
    var isCertain: Bool
    /// 1 − a12·K2/K1 and 1 − a21·K1/K2.
    var invasions: [Invasion]
  }

  private struct Invasion: Encodable {
    @Nullable var estimate: Double?
    @Nullable var standardError: Double?
    @Nullable var lower: Double?
    @Nullable var upper: Double?
  }

  private struct Statistics: Encodable {
    var observations: Int
    var degreesOfFreedom: Int
    @Nullable var logLikelihood: Double?
    @Nullable var aic: Double?
    @Nullable var aicc: Double?
    @Nullable var bic: Double?
  }

  func json() throws(CommandFailure) -> [UInt8] {
    let times = pairs.selection.times
    return try JSONText.encode(
      Document(
        input: JSONReport.Input(
          path: table.path,
          sha256: table.sha256),
        time: JSONReport.Time(
          column: pairs.selection.time.name, unit: times.unit?.rawValue,
          origin: times.startDate),
        options: Options(
          confidence: fitting.confidence, weights: weights, start: fitting.start,
          fix: fitting.fix, bound: fitting.bound, trim: fitting.trim, origin: fitting.origin),
        fits: zip(pairs.all, fits).map { fit($0, $1, timeUnit: times.unit?.rawValue) }))
  }

  private func fit(
    _ pair: SpeciesPairs.Pair, _ fit: CompetitionFit, timeUnit: String?
  ) -> Fit {
    let isFitted = fit.status != .notFitted
    return Fit(
      by: Dictionary(uniqueKeysWithValues: pair.by.map { ($0.column, $0.value) }),
      origin: fit.origin, status: fit.status.rawValue,
      verdicts: fit.verdicts.map { $0.description },
      explanations: fit.verdicts.filter { $0 != .ok }.map { $0.explanation },
      parameters: fit.parameters.map {
        JSONReport.Estimate($0, interval: "wald", timeUnit: timeUnit)
      },
      species: pair.names.enumerated().map { index, name in
        let found = index < fit.species.count ? fit.species[index] : nil
        return Species(
          name: name, observations: fit.series[index].count,
          missing: fit.series[index].missingCount,
          residualSumOfSquares: finiteOrNil(found?.residualSumOfSquares),
          residualStandardError: finiteOrNil(found?.residualStandardError),
          rSquared: finiteOrNil(found?.rSquared))
      },
      outcome: fit.outcome.map { outcome in
        Outcome(
          name: outcome.rawValue, explanation: outcome.explanation,
          isCertain: fit.isOutcomeCertain,
          invasions: fit.invasions.map {
            Invasion(
              estimate: finiteOrNil($0.estimate), standardError: finiteOrNil($0.standardError),
              lower: finiteOrNil($0.limits.lower), upper: finiteOrNil($0.limits.upper))
          })
      },
      statistics: isFitted
        ? Statistics(
          observations: fit.series.reduce(0) { $0 + $1.count },
          degreesOfFreedom: fit.degreesOfFreedom,
          logLikelihood: finiteOrNil(fit.logLikelihood), aic: finiteOrNil(fit.aic),
          aicc: finiteOrNil(fit.aicc), bic: finiteOrNil(fit.bic)) : nil,
      convergence: fit.convergence.map { JSONReport.Convergence($0) })
  }
}
