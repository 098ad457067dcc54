import CommandSupport
import GrowthCurves
import Tables

/// Many fits for people: a line each.
struct OverviewReport: FitReport {
  let context: ReportContext

  init(_ context: ReportContext) { self.context = context }

  struct Item: Sendable {
    /// The name and the labels.
    var key: [String]
    /// Two a parameter: the estimate and its error.
    var estimates: [String]
    /// What follows the parameters.
    var fields: [String]
    var verdicts: [Verdict]
  }

  func item(for result: SeriesResult) -> Item {
    let fit = result.fit
    let estimates = fit.comparableParameters
    var parameters: [String] = []
    for j in fit.model.parameters.indices {
      guard j < estimates.count else {
        parameters += ["–", ""]
        continue
      }
      let estimate = estimates[j]
      parameters.append(SignificantDigits.text(estimate.estimate, error: estimate.standardError))
      parameters.append(
        estimate.isFixed
          ? "fixed" : estimate.standardError.map { SignificantDigits.text($0, 2) } ?? "–")
    }
    var fields = [fit.statistics?.rSquared.map { SignificantDigits.text($0, 4) } ?? "–"]
    if let estimates = context.modelFree.estimates(of: fit.series) {
      fields += ModelFreeReport.overviewFields(estimates)
    }
    if let backtest = result.backtest { fields += BacktestText.overviewFields(backtest) }
    fields.append(fit.verdicts.map { $0.description }.joined(separator: " "))
    return Item(
      key: [fit.series.name] + context.labels(in: result.by), estimates: parameters,
      fields: fields, verdicts: fit.verdicts)
  }

  func document(of items: [Item], replicates: ReplicateAnalysis?) -> [UInt8] {
    // Where the data decide on the phases, as many as some series has.
    let width = items.map { $0.estimates.count }.max() ?? 0
    let fitted = context.fitting.growthModel
    let model = GrowthModels.named(fitted.name, phases: width / 6) ?? fitted
    let labels = context.labels
    let hasBacktest = context.backtest.backtest != nil
    let hasModelFree = context.modelFree.modelFree
    var table = TextTable(
      ["series"] + labels + model.parameters.flatMap { [$0.symbol, "±"] } + ["R²"]
        + (hasModelFree ? ModelFreeReport.overviewHeader : [])
        + (hasBacktest ? BacktestText.overviewHeader : []) + ["verdict"],
      [.left] + labels.map { _ in .left }
        + model.parameters.flatMap { _ in [TextTable.Alignment.right, .left] } + [.right]
        + (hasModelFree ? ModelFreeReport.overviewAlignments : [])
        + (hasBacktest ? BacktestText.overviewAlignments : []) + [.left])
    for index in SeriesOrder.indices(of: items.map { $0.key[0] }) {
      let item = items[index]
      let blanks = Array(repeating: "", count: width - item.estimates.count)
      table.append(item.key + item.estimates + blanks + item.fields)
    }
    let text = """
      \(context.path): \(items.count) \(replicates == nil ? "series" : "groups of replicates") against \(context.timeLabel)
      \(model.name): N(t) = \(model.formula)   ± one standard error\(context.errorLabel)

      \(table.text)

      """ + VerdictCounts.text(items.map { $0.verdicts })
      + (replicates.map { ReplicateText.section($0) } ?? "")
    return Array(text.utf8)
  }
}

/// How many fits have which verdict.
enum VerdictCounts {
  static func text(_ verdicts: [[Verdict]]) -> String {
    var counts: [(verdict: String, count: Int, explanations: [String])] = []
    for verdict in verdicts.joined() {
      let name = verdict.description
      let explanation = verdict.explanation
      if let index = counts.firstIndex(where: { $0.verdict == name }) {
        counts[index].count += 1
        if !counts[index].explanations.contains(explanation) {
          counts[index].explanations.append(explanation)
        }
      } else {
        counts.append((name, 1, [explanation]))
      }
    }
    counts.sort { ($1.count, $0.verdict) < ($0.count, $1.verdict) }
    return counts.map { item in
      // Those that differ in a number.
      let example = item.explanations.count > 1 ? "for the first, " : ""
      return "\(item.verdict): \(item.count)  (\(example)\(item.explanations[0]))\n"
    }.joined()
  }
}
