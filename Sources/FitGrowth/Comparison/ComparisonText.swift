import CommandSupport
import GrowthCurves

/// A ranking of models for people.
enum ComparisonText {
  /// The models, best first, the F-tests and how sure the choice is.
  static func ranking(_ comparison: ModelComparison) -> String {
    let criterion = comparison.criterion == .aicc ? "AICc" : "AIC"
    var table = TextTable(
      ["model", "parameters", criterion, "Δ", "weight", ""],
      [.left, .right, .right, .right, .right, .left])
    for entry in comparison.entries {
      table.append(
        row(
          entry.fit, comparison.criterion, delta: entry.delta, weight: entry.weight.map(share),
          entry.exclusion.map { $0.description } ?? ""))
    }
    table.append(
      row(
        comparison.constant, comparison.criterion, delta: comparison.constantDelta, weight: nil,
        "for reference: no growth"))
    return table.text + tests(comparison) + "choice: \(comparison.choice.sentence)\n"
  }

  private static func row(
    _ fit: GrowthFit, _ criterion: ModelComparison.Criterion, delta: Double?, weight: String?,
    _ remark: String
  ) -> [String] {
    let value = criterion == .aicc ? fit.statistics?.aicc : fit.statistics?.aic
    return [
      fit.model.name, "\(fit.model.parameters.count - fit.parameters.count { $0.isFixed })",
      value.map(oneDecimal) ?? "–", delta.map(oneDecimal) ?? "–", weight ?? "–", remark,
    ]
  }

  private static func tests(_ comparison: ModelComparison) -> String {
    comparison.nestedTests.map { test in
      let degrees = "\(test.numeratorDegreesOfFreedom), \(test.denominatorDegreesOfFreedom)"
      return """
        F-test of \(test.outer) against \(test.inner) (\(test.restriction)): \
        F(\(degrees)) = \(SignificantDigits.text(test.f, 3)), p \(probability(test.p))\
        \(test.isLimit ? ", at most, for the case lies at the edge" : "")

        """
    }.joined()
  }

  /// The derived quantities over all models by weight; `nil` when there are none.
  static func averages(_ comparison: ModelComparison) -> String? {
    let averages = comparison.averages()
    guard !averages.isEmpty, comparison.ranked.count > 1 else { return nil }
    var table = TextTable(
      ["averaged over the models", "estimate", "std. error", "over weight"],
      [.left, .right, .right, .right])
    for quantity in averages {
      table.append([
        quantity.kind.rawValue,
        SignificantDigits.text(quantity.estimate, error: quantity.standardError),
        SignificantDigits.text(quantity.standardError, 3), share(quantity.weight),
      ])
    }
    return table.text
  }

  /// A weight.
  static func share(_ weight: Double) -> String {
    weight > 0 && weight < 0.001 ? "<0.001" : SignificantDigits.decimals(weight, 3)
  }

  static func oneDecimal(_ value: Double) -> String { SignificantDigits.decimals(value, 1) }

  private static func probability(_ p: Double) -> String {
    p < 0.0001 ? "< 0.0001" : "= \(SignificantDigits.text(p, 2))"
  }
}
