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
      \(FitSentences.scatter(fit, statistics)) on \
      \(statistics.degreesOfFreedom) degrees of freedom, R² \(shown(statistics.rSquared, 6))
      log-likelihood \(shown(statistics.logLikelihood)), AIC \(shown(statistics.aic)), \
      AICc \(shown(statistics.aicc)), BIC \(shown(statistics.bic))

      """
    let tests = fit.residualTests().map { FitSentences.residualTests($0) } ?? []
    lines += tests.map { $0 + "\n" }.joined()
    if let convergence = fit.convergence {
      lines += """
        \(fit.status.rawValue) (\(convergence.termination)) after \(convergence.iterations) \
        iterations from \(convergence.starts) start\(convergence.starts == 1 ? "" : "s"), \
        condition number \(shown(convergence.conditionNumber, 2))

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
