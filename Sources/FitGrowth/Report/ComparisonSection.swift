import CommandSupport
import GrowthCurves
import Reports

/// Which models the data chose; empty where one was fitted.
struct ComparisonSection {
  private let report: HTMLReport
  private let items: [ReportItem]

  init(_ report: HTMLReport, _ items: [ReportItem]) {
    self.report = report
    self.items = items
  }

  var html: HTML {
    guard report.context.fitting.comparesModels else { return .empty }
    let growing = items.filter { $0.grows }
    guard !growing.isEmpty else {
      return .paragraph("Nothing grows: there is nothing to choose a model by.")
    }
    var table = DataTable(
      """
      How often each model was chosen, over the \(counted(growing.count, "series", "series")) \
      that grow
      """,
      columns: [
        .text("model"), .number("chosen"),
        .number("mean weight", note: "Akaike weight; 0 where a model could not be ranked"),
        .prose("source"),
      ])
    for model in report.context.fitting.models {
      let weights = growing.map { item in
        item.result.comparison?.ranked.first { $0.name == model.name }?.weight ?? 0
      }
      let mean = weights.reduce(0, +) / Double(growing.count)
      table.append([
        .text(model.name), .number(growing.count { $0.fit.model.name == model.name }),
        .number(mean, HTML(ComparisonText.share(mean))), .text(model.reference),
      ])
    }
    guard items.count <= 12 else { return table.html }
    return table.html
      + .list(
        items.indices.compactMap { index in
          items[index].result.comparison.map { comparison in
            """
            \(HTML.link(HTML(items[index].name), to: HTMLReport.id(index))): \
            \(comparison.choice.sentence)
            """
          }
        })
  }
}

/// The models of one series, best first.
struct RankingTable {
  private let comparison: ModelComparison

  init(_ comparison: ModelComparison) { self.comparison = comparison }

  var html: HTML {
    let criterion = comparison.criterion == .aicc ? "AICc" : "AIC"
    var table = DataTable(
      "Models compared by \(criterion)",
      columns: [
        .text("model"), .number("parameters"), .number(HTML(criterion)), .number("Δ"),
        .number("weight", note: "Akaike weight"), .prose("remark"),
      ], isSortable: false)
    for entry in comparison.entries {
      table.append(
        row(entry.fit, entry.delta, entry.weight, entry.exclusion?.description ?? ""))
    }
    table.append(
      row(comparison.constant, comparison.constantDelta, nil, "no growth, for reference"))
    return table.html + .paragraph("\(comparison.choice.sentence).")
  }

  private func row(
    _ fit: GrowthFit, _ delta: Double?, _ weight: Double?, _ remark: String
  ) -> [DataTable.Cell] {
    let value = comparison.criterion == .aicc ? fit.statistics?.aicc : fit.statistics?.aic
    func decimal(_ value: Double?) -> DataTable.Cell {
      finiteOrNil(value).map { .number($0, HTML(ComparisonText.oneDecimal($0))) } ?? .missing
    }
    return [
      .text(fit.model.name),
      .number(fit.model.parameters.count - fit.parameters.count { $0.isFixed }), decimal(value),
      decimal(delta), weight.map { .number($0, HTML(ComparisonText.share($0))) } ?? .missing,
      .text(remark),
    ]
  }
}
