import CommandSupport
import GrowthCurves

/// The ranking of several models in JSON.
extension JSONReport {
  struct Candidate: Encodable, Sendable {
    var model: String
    /// `ranked`, `excluded`, or `reference` for the constant.
    var status: String
    /// Why it is excluded.
    @Nullable var reason: String?
    /// How many were fitted.
    var parameters: Int
    @Nullable var aic: Double?
    @Nullable var aicc: Double?
    @Nullable var delta: Double?
    @Nullable var weight: Double?
    @Nullable var residualSumOfSquares: Double?
    var verdicts: [String]
  }

  struct NestedTest: Encodable, Sendable {
    var inner: String
    var outer: String
    var restriction: String
    /// Whether the inner model is only approached, at the edge of the outer one: p is too large then.
    var limit: Bool
    /// F for least squares, chi-squared for counts and known variances.
    @Nullable var f: Double?
    @Nullable var chiSquared: Double?
    var degreesOfFreedom: Int
    var residualDegreesOfFreedom: Int
    var p: Double
  }

  struct Averaged: Encodable, Sendable {
    var name: String
    @Nullable var estimate: Double?
    @Nullable var standardError: Double?
    /// Of the models that have the quantity.
    var weight: Double
  }

  struct Choice: Encodable, Sendable {
    var certainty: String
    var sentence: String
    /// The models that together hold 95 % of the weight.
    var confidenceSet: [String]
    /// Of the best to the second.
    @Nullable var evidenceRatio: Double?
  }
}

extension JSONReport.Fit {
  mutating func take(_ comparison: ModelComparison) {
    criterion = comparison.criterion.rawValue
    self.comparison =
      comparison.entries.map { entry in
        JSONReport.Candidate(
          entry.fit, status: entry.exclusion == nil ? "ranked" : "excluded",
          reason: entry.exclusion?.description, delta: entry.delta, weight: entry.weight)
      } + [
        JSONReport.Candidate(
          comparison.constant, status: "reference", reason: nil, delta: comparison.constantDelta,
          weight: nil)
      ]
    nestedTests = comparison.nestedTests.map { test in
      JSONReport.NestedTest(
        inner: test.inner, outer: test.outer, restriction: test.restriction, limit: test.isLimit,
        f: test.kind == .f ? test.statistic : nil,
        chiSquared: test.kind == .chiSquared ? test.statistic : nil,
        degreesOfFreedom: test.degreesOfFreedom,
        residualDegreesOfFreedom: test.residualDegreesOfFreedom, p: test.pValue)
    }
    averaged = comparison.averages().map { quantity in
      JSONReport.Averaged(
        name: quantity.kind.rawValue, estimate: finiteOrNil(quantity.estimate),
        standardError: finiteOrNil(quantity.standardError), weight: quantity.weight)
    }
    let choice = comparison.choice
    self.choice = JSONReport.Choice(
      certainty: choice.certainty.rawValue, sentence: choice.sentence,
      confidenceSet: comparison.confidenceSet().map { $0.name },
      evidenceRatio: finiteOrNil(comparison.evidenceRatio))
  }
}

extension JSONReport.Candidate {
  fileprivate init(
    _ fit: GrowthFit, status: String, reason: String?, delta: Double?, weight: Double?
  ) {
    model = fit.model.name
    self.status = status
    self.reason = reason
    parameters = fit.parameters.count { !$0.isFixed }
    aic = finiteOrNil(fit.statistics?.aic)
    aicc = finiteOrNil(fit.statistics?.aicc)
    self.delta = finiteOrNil(delta)
    self.weight = finiteOrNil(weight)
    residualSumOfSquares = finiteOrNil(fit.statistics?.residualSumOfSquares)
    verdicts = fit.verdicts.map { $0.description }
  }
}
