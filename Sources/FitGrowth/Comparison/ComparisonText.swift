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
    return table.text + tests(comparison) + choice(comparison)
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

  /// Of the pairs that the best model is one of.
  private static func tests(_ comparison: ModelComparison) -> String {
    let best = comparison.fit.model.name
    return comparison.nestedTests.filter { [$0.inner, $0.outer].contains(best) }.map { test in
      let head = test.kind == .f ? "F-test" : "likelihood ratio"
      let statistic =
        test.kind == .f
        ? "F(\(test.degreesOfFreedom), \(test.residualDegreesOfFreedom))"
        : "χ²(\(test.degreesOfFreedom))"
      return """
        \(head) of \(test.outer) against \(test.inner) (\(test.restriction)): \
        \(statistic) = \(SignificantDigits.text(test.statistic, 3)), \
        p \(probability(test.pValue, isBound: test.isLimit))

        """
    }.joined()
  }

  /// How sure the choice is, a line for each thing there is to say.
  private static func choice(_ comparison: ModelComparison) -> String {
    let lines = comparison.choice.sentence.split(separator: ";").map { $0.trimmingPrefix(" ") }
    return "choice: \(lines.joined(separator: ";\n        "))\n"
  }

  /// The derived quantities over all models by weight, as columns beside those of the best; empty
  /// when the best holds nearly all of it.
  static func averages(
    _ comparison: ModelComparison?
  ) -> [DerivedQuantity.Kind: (estimate: String, error: String)] {
    guard let comparison, let weight = comparison.ranked.first?.weight, weight < 0.99 else {
      return [:]
    }
    var texts: [DerivedQuantity.Kind: (estimate: String, error: String)] = [:]
    for quantity in comparison.averages() {
      let error = SignificantDigits.text(quantity.standardError, 2)
      texts[quantity.kind] = (
        SignificantDigits.text(quantity.estimate, error: quantity.standardError),
        quantity.weight < 0.995 ? "\(error) (weight \(share(quantity.weight)))" : error
      )
    }
    return texts
  }

  /// A weight.
  static func share(_ weight: Double) -> String {
    weight > 0 && weight < 0.001 ? "<0.001" : SignificantDigits.decimals(weight, 3)
  }

  static func oneDecimal(_ value: Double) -> String { SignificantDigits.decimals(value, 1) }

  private static func probability(_ p: Double, isBound: Bool) -> String {
    p < 0.0001 ? "< 0.0001" : "\(isBound ? "≤" : "=") \(SignificantDigits.text(p, 2))"
  }
}
