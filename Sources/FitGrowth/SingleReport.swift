import CommandSupport
import GrowthCurves
import LeastSquares
import Statistics

/// One fit in full, for people.
struct SingleReport: FitReport {
  let context: ReportContext

  init(_ context: ReportContext) { self.context = context }

  func item(for result: SeriesResult) -> String {
    let fit = result.fit
    var parts = [heading(fit)]
    if fit.status != .notFitted {
      parts.append(Self.parameters(fit, context.confidence))
      if let comparison = result.comparison { parts.append(ComparisonText.ranking(comparison)) }
      parts.append(
        Self.derived(
          fit.derivedQuantities(), context.confidence, ComparisonText.averages(result.comparison)))
      if !fit.fisherPry.isEmpty { parts.append(Self.phases(fit)) }
      parts.append(Self.statistics(fit))
    }
    if let comparison = result.comparison, fit.status == .notFitted {
      parts.append(ComparisonText.ranking(comparison))
    }
    if let estimates = context.modelFree.estimates(of: fit.series) {
      parts.append(ModelFreeReport.section(estimates))
    }
    if let backtest = result.backtest { parts.append(BacktestText.section(backtest)) }
    parts.append(Self.verdict(fit))
    return parts.joined(separator: "\n")
  }

  func document(of items: [String], replicates: ReplicateAnalysis?) -> [UInt8] {
    Array(
      (items.joined(separator: "\n") + (replicates.map { ReplicateText.section($0) } ?? "")).utf8)
  }

  private func heading(_ fit: GrowthFit) -> String {
    let count = fit.series.count
    let missing = fit.series.missingCount
    let below = fit.series.belowDetectionCount
    let origin =
      fit.model.usesElapsedTime && fit.series.origin != 0
      ? ", t counted from \(SignificantDigits.text(fit.series.origin))" : ""
    return """
      \(fit.series.name) against \(context.timeLabel): \(count) \
      observation\(count == 1 ? "" : "s")\(missing > 0 ? ", \(missing) missing" : "")\
      \(below > 0 ? ", \(below) below the detection limit" : "")
      \(fit.model.name): N(t) = \(fit.model.formula)\(origin)\(context.errorLabel)

      """
  }

  private static func percent(_ confidence: Double) -> String {
    SignificantDigits.text(confidence * 100, 3).trimmedZeros + " % limits"
  }

  private static func parameters(_ fit: GrowthFit, _ interval: Double?) -> String {
    var table = TextTable(
      ["parameter", "estimate", "std. error"] + (interval.map { [percent($0)] } ?? []) + [""],
      [.left, .right, .right] + (interval == nil ? [] : [.left]) + [.left])
    for estimate in fit.parameters {
      let error = estimate.isFixed ? nil : estimate.standardError
      table.append(
        [
          estimate.parameter.symbol, SignificantDigits.text(estimate.estimate, error: error),
          estimate.isFixed ? "fixed" : error.map { SignificantDigits.text($0, 3) } ?? "–",
        ] + (interval == nil ? [] : [estimate.limits.text(around: estimate.estimate, error: error)])
          + [estimate.parameter.meaning])
    }
    return table.text
  }

  private static func derived(
    _ derived: [DerivedQuantity], _ interval: Double?,
    _ averages: [DerivedQuantity.Kind: (estimate: String, error: String)]
  ) -> String {
    let hasAverages = !averages.isEmpty
    var table = TextTable(
      ["derived", "estimate"] + (interval.map { [percent($0)] } ?? [])
        + (hasAverages ? ["all models", "±"] : []) + [""],
      [.left, .right] + (interval == nil ? [] : [.left]) + (hasAverages ? [.right, .left] : [])
        + [.left])
    for quantity in derived {
      guard let estimate = quantity.estimate else { continue }
      table.append(
        [
          quantity.kind.rawValue, SignificantDigits.text(estimate, error: quantity.standardError),
        ]
          + (interval == nil
            ? [] : [quantity.limits.text(around: estimate, error: quantity.standardError)])
          + (hasAverages
            ? [averages[quantity.kind]?.estimate ?? "", averages[quantity.kind]?.error ?? ""] : [])
          + [quantity.kind.definition])
    }
    return table.text
  }

  /// When each phase of a logistic sum has made a tenth, half and nine tenths of its way.
  private static func phases(_ fit: GrowthFit) -> String {
    let shares = [0.1, 0.5, 0.9]
    var table = TextTable(
      ["phase", "10 %", "50 %", "90 %", "adds"], [.right, .right, .right, .right, .right])
    for phase in fit.fisherPry {
      let parameters = fit.parameters[3 * (phase.phase - 1)..<3 * phase.phase]
      let (size, midpoint) = (parameters.first!, parameters.last!)
      table.append(
        ["\(phase.phase)"]
          + shares.map {
            SignificantDigits.text(phase.time(of: $0), error: midpoint.standardError)
          } + [SignificantDigits.text(size.estimate, error: size.standardError)])
    }
    return table.text
  }

  private static func statistics(_ fit: GrowthFit) -> String {
    guard let statistics = fit.statistics else { return "" }
    func shown(_ value: Double?, _ digits: Int = 5) -> String {
      value.map { SignificantDigits.text($0, digits) } ?? "–"
    }
    var lines = """
      \(scatter(fit, statistics)) on \
      \(statistics.degreesOfFreedom) degrees of freedom, R² \(shown(statistics.rSquared, 6))
      log-likelihood \(shown(statistics.logLikelihood)), AIC \(shown(statistics.aic)), \
      AICc \(shown(statistics.aicc)), BIC \(shown(statistics.bic))

      """
    lines += residualTests(fit)
    if let convergence = fit.convergence {
      lines += """
        \(fit.status.rawValue) (\(convergence.termination)) after \(convergence.iterations) \
        iterations from \(convergence.starts) start\(convergence.starts == 1 ? "" : "s"), \
        condition number \(shown(convergence.conditionNumber, 2))

        """
    }
    return lines
  }

  /// How far the observations lie from the curve, in the terms of the loss.
  private static func scatter(_ fit: GrowthFit, _ statistics: FitStatistics) -> String {
    func shown(_ value: Double?) -> String {
      value.map { SignificantDigits.text($0, 5) } ?? "–"
    }
    if fit.options.loss == .squared, fit.options.hasKnownVariance {
      return "χ² \(shown(statistics.residualSumOfSquares))"
    }
    guard fit.options.loss.isOfCounts else {
      let count = statistics.downweighted
      return "residual standard error \(shown(statistics.residualStandardError))"
        + (count.map { " (\($0) of \(statistics.observations) with less than half weight)" } ?? "")
    }
    let theta = fit.lossScale.map { $0.isFinite ? ", θ \(shown($0))" : ", θ infinite: Poisson" }
    return "deviance \(shown(statistics.deviance))\(theta ?? "")"
  }

  /// Serial correlation and normality of the residuals; small p-values speak against the fit.
  private static func residualTests(_ fit: GrowthFit) -> String {
    guard let tests = fit.residualTests() else { return "" }
    var lines = ""
    if let test = tests.runs {
      lines += """
        runs test: \(test.runs) runs of one sign in the residuals, \
        \(SignificantDigits.text(test.expectedRuns, 3)) expected, \
        p \(SignificantDigits.text(test.lowerTail, 2)) against fewer

        """
    }
    if let test = tests.durbinWatson {
      lines += """
        Durbin–Watson \(SignificantDigits.text(test.statistic, 3)), \
        p \(SignificantDigits.text(test.lowerTail, 2)) against positive autocorrelation

        """
    }
    if let test = tests.shapiroWilk {
      lines += """
        Shapiro–Wilk W \(SignificantDigits.text(test.statistic, 4)), \
        p \(SignificantDigits.text(test.p, 2)) against normal residuals

        """
    }
    return lines
  }

  private static func verdict(_ fit: GrowthFit) -> String {
    fit.verdicts.map { verdict in
      verdict == .ok ? "verdict: ok\n" : "verdict: \(verdict) – \(verdict.explanation)\n"
    }.joined() + fit.remarks.map { "remark: \($0)\n" }.joined()
  }
}

extension String {
  /// "95.0" as "95".
  var trimmedZeros: String {
    guard contains("."), !contains("e") else { return self }
    var text = Substring(self)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}
