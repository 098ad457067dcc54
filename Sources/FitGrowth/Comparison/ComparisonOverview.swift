import CommandSupport
import GrowthCurves

/// Many fits of models that the data chose, for people: a line each, with what all models have in
/// common in place of parameters.
struct ComparisonOverview: FitReport {
  let context: ReportContext

  init(_ context: ReportContext) { self.context = context }

  struct Item: Sendable {
    var fields: [String]
    var verdicts: [Verdict]
    var model: String
    var grows: Bool
    /// Of each ranked model.
    var weights: [String: Double]
  }

  /// The quantities that are shown, with their headings; those with an error have a second column.
  private static let columns: [(kind: DerivedQuantity.Kind, title: String, hasError: Bool)] = [
    (.carryingCapacity, "capacity", true), (.maximumSpecificRate, "μmax", true),
    (.minimumDoublingTime, "doubling", false), (.lagTime, "lag", true),
  ]

  func item(for result: SeriesResult) -> Item {
    let fit = result.fit
    let ranked = result.comparison?.ranked ?? []
    let grows = !fit.verdicts.contains(.noGrowth)
    var fields = [fit.series.name] + context.labels(in: result.by)
    // A curve through noise has no quantities to compare.
    fields +=
      grows
      ? [fit.model.name, ranked.first.map { ComparisonText.share($0.weight!) } ?? "–"]
      : ["–", ""]
    fields.append(
      grows && ranked.count > 1
        ? "\(ranked[1].name) (\(ComparisonText.oneDecimal(ranked[1].delta!)))" : "–")
    let quantities = grows ? Self.quantities(of: fit) : [:]
    for column in Self.columns {
      let quantity = quantities[column.kind]
      let error = quantity?.standardError
      fields.append(
        quantity?.estimate.map { SignificantDigits.text($0, error: error) } ?? "–")
      if column.hasError { fields.append(error.map { SignificantDigits.text($0, 2) } ?? "") }
    }
    fields.append(fit.statistics?.rSquared.map { SignificantDigits.text($0, 4) } ?? "–")
    if let estimates = context.modelFree.estimates(of: fit.series) {
      fields += ModelFreeReport.overviewFields(estimates)
    }
    if let backtest = result.backtest { fields += BacktestText.overviewFields(backtest) }
    fields.append(fit.verdicts.map { $0.description }.joined(separator: " "))
    return Item(
      fields: fields, verdicts: fit.verdicts, model: fit.model.name, grows: grows,
      weights: Dictionary(uniqueKeysWithValues: ranked.map { ($0.name, $0.weight!) }))
  }

  private static func quantities(of fit: GrowthFit) -> [DerivedQuantity.Kind: DerivedQuantity] {
    var fit = fit
    // Limits are not shown: no need to profile.
    if fit.options.intervals == .profile { fit.options.intervals = .wald }
    return Dictionary(uniqueKeysWithValues: fit.derivedQuantities().map { ($0.kind, $0) })
  }

  func document(of items: [Item], replicates: ReplicateAnalysis?) -> [UInt8] {
    let labels = context.labels
    let modelFree = context.modelFree.modelFree ? ModelFreeReport.overviewHeader : []
    let backtest = context.backtest.backtest != nil ? BacktestText.overviewHeader : []
    var table = TextTable(
      ["series"] + labels + ["model", "weight", "next best (Δ)"]
        + Self.columns.flatMap { $0.hasError ? [$0.title, "±"] : [$0.title] } + ["R²"]
        + modelFree + backtest + ["verdict"],
      [.left] + labels.map { _ in .left } + [.left, .right, .left]
        + Self.columns.flatMap { $0.hasError ? [TextTable.Alignment.right, .left] : [.right] }
        + [.right] + (modelFree.isEmpty ? [] : ModelFreeReport.overviewAlignments)
        + (backtest.isEmpty ? [] : BacktestText.overviewAlignments) + [.left])
    for index in SeriesOrder.indices(of: items.map { $0.fields[0] }) {
      table.append(items[index].fields)
    }
    let names = context.fitting.models.map { $0.name }
    let text = """
      \(context.path): \(items.count) series against \(context.timeLabel)
      the best of \(names.joined(separator: ", ")) by AICc   ± one standard error\(context.errorLabel)
      capacity as t grows; μmax the greatest d ln N/dt; doubling ln 2/μmax; lag by the steepest tangent

      \(table.text)

      """ + choices(items, names) + "\n" + VerdictCounts.text(items.map { $0.verdicts })
    return Array(text.utf8)
  }

  /// How often each model was chosen, and its share of the weight, over the series that grow.
  private func choices(_ items: [Item], _ names: [String]) -> String {
    let growing = items.filter { $0.grows }
    guard !growing.isEmpty else { return "" }
    var table = TextTable(["model", "chosen", "mean weight"], [.left, .right, .right])
    for name in names {
      let weight = growing.reduce(0) { $0 + ($1.weights[name] ?? 0) } / Double(growing.count)
      table.append([
        name, "\(growing.count { $0.model == name })", ComparisonText.share(weight),
      ])
    }
    return table.text
  }
}
