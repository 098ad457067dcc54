import CommandSupport
import GrowthCurves
import Reports

/// All series with their parameters, limits, derived quantities and verdicts.
struct SeriesTable {
  private let report: HTMLReport
  private let items: [ReportItem]
  private let hasModels: Bool
  private let parameters: [GrowthParameter]
  private let quantities: [DerivedQuantity.Kind]

  init(_ report: HTMLReport, _ items: [ReportItem]) {
    self.report = report
    self.items = items
    let fitting = report.context.fitting
    hasModels = fitting.comparesModels
    // Where the data decide on the phases, as many as some series has.
    let widest = items.map { $0.fit.model }.max { $0.parameters.count < $1.parameters.count }
    parameters = hasModels ? [] : (widest ?? fitting.growthModel).parameters
    let shown: [DerivedQuantity.Kind] = [
      .carryingCapacity, .maximumSpecificRate, .minimumDoublingTime, .lagTime, .inflectionTime,
      .areaUnderCurve,
    ]
    let growing = items.filter { $0.grows }
    quantities = shown.filter { kind in
      // What is a parameter already is not said twice.
      growing.contains { item in
        guard let estimate = item.quantity(kind)?.estimate else { return false }
        return fitting.comparesModels || !item.fit.values.contains(estimate)
      }
    }
  }

  var html: HTML {
    let context = report.context
    let units = report.units
    let what =
      report.hasLimits
      ? "Estimates with \(percent(context.fitting.confidence)) limits"
      : "Estimates ± one standard error"
    var columns: [DataTable.Column] = [.text("series"), .text("verdict")]
    columns += context.selection.labels.map { .text(HTML($0)) }
    if hasModels { columns += [.text("model"), .number("weight", note: "Akaike weight")] }
    columns += parameters.map {
      .number(units.title($0.symbol, $0.dimension), note: $0.meaning)
    }
    columns += quantities.map {
      .number(units.title($0.title, $0.dimension), note: $0.definition)
    }
    columns.append(.number("R²", note: "share of the variation that the curve describes"))
    if context.modelFree.modelFree {
      columns += [
        .number(units.title("µ window", .rate), note: "steepest log-linear window"),
        .number(units.title("µ spline", .rate), note: "smoothing spline of ln N"),
      ]
    }
    var table = DataTable(
      "\(what); a click on a title sorts. Where nothing grows there is nothing to compare.",
      columns: columns)
    for (index, item) in items.enumerated() { table.append(row(index, item)) }
    return table.html
  }

  private func row(_ index: Int, _ item: ReportItem) -> [DataTable.Cell] {
    let fit = item.fit
    let context = report.context
    let order = item.attention.rawValue
    var row: [DataTable.Cell] = [
      .text(.link(HTML(item.name), to: HTMLReport.id(index)), sortedAs: item.name),
      .text(
        fit.verdicts.badges,
        sortedAs: "\(order) " + fit.verdicts.map { $0.description }.joined(separator: " ")),
    ]
    row += context.labels(in: item.result.by).map { .text($0) }
    if hasModels {
      let weight = item.grows ? item.result.comparison?.ranked.first?.weight : nil
      row += [
        item.grows ? .text(fit.model.name) : .text("–", sortedAs: ""),
        weight.map { .number($0, HTML(ComparisonText.share($0))) } ?? .missing,
      ]
    }
    let estimates = item.grows ? fit.parameters : []
    row += parameters.indices.map {
      .parameter($0 < estimates.count ? estimates[$0] : nil, hasLimits: report.hasLimits)
    }
    row += quantities.map {
      .quantity(item.grows ? item.quantity($0) : nil, hasLimits: report.hasLimits)
    }
    row.append(.significant(fit.statistics?.rSquared))
    if context.modelFree.modelFree {
      let line = item.modelFree?.easyLinear.estimate
      let spline = item.modelFree?.spline.estimate
      row += [
        .estimate(
          line?.maximumSpecificRate, error: line?.standardError, limits: .unknown, hasLimits: false),
        .estimate(
          spline?.maximumSpecificRate, error: spline?.standardError, limits: .unknown,
          hasLimits: false),
      ]
    }
    return row
  }
}
