import CommandSupport
import GrowthCurves
import Reports

/// Every fit in full, folded away below its name where there are several.
struct SeriesDetails {
  private let report: HTMLReport
  private let items: [ReportItem]
  private let pictures: [Int: [String]]

  /// - Parameter pictures: of the items that have some: the fit, and its residuals.
  init(_ report: HTMLReport, _ items: [ReportItem], pictures: [Int: [String]]) {
    self.report = report
    self.items = items
    self.pictures = pictures
  }

  var html: HTML {
    var lead = HTML.empty
    if items.count > 12 {
      lead += .paragraph("On paper, those that are open are printed.")
    }
    if pictures.count < items.count, items.count > HTMLReport.mostPictures {
      lead += .paragraph(
        """
        Of more than \(HTMLReport.mostPictures) series, pictures are drawn of those that need \
        attention only (here of \(pictures.count)). For pictures of others, choose some with --size or \
        --exclude, or draw all with --plot FILE.pdf.
        """)
    }
    return lead
      + items.indices.map { index in
        .details(
          id: HTMLReport.id(index), summary: summary(items[index]), isOpen: items.count == 1,
          content(index))
      }.joined()
  }

  private func summary(_ item: ReportItem) -> HTML {
    let labels = report.context.labels(in: item.result.by).filter { !$0.isEmpty }
    let model: HTML =
      report.context.fitting.comparesModels && item.grows ? " \(item.fit.model.name)" : ""
    return "\(HTML.strong(HTML(item.name))) \(HTML.soft(labels.joined(separator: ", "))) "
      + item.fit.verdicts.badges + model
  }

  private func content(_ index: Int) -> HTML {
    let item = items[index]
    let fit = item.fit
    let verdicts = fit.verdicts.filter { $0 != .ok }.map { verdict -> HTML in
      "\(HTML.badge(verdict.description, Attention(verdict).tone)) \(verdict.explanation)"
    }
    var content = HTML.list(verdicts + fit.remarks.map { HTML($0) })
    content += .gallery(
      zip(pictures[index] ?? [], captions(fit)).map { .figure(svg: $0, caption: $1) })
    if fit.status != .notFitted {
      content += parameters(item) + quantities(item)
      if let comparison = item.result.comparison { content += RankingTable(comparison).html }
      if !fit.fisherPry.isEmpty { content += phases(fit) }
      content += .definitions(StatisticsText(item).facts)
    } else {
      content += HTML.definitions([("observations", HTML(ItemText.observations(fit)))])
    }
    if let estimates = item.modelFree { content += ModelFreeTable(estimates, report.units).html }
    if let backtest = item.result.backtest {
      content += BacktestSection.table(of: backtest)
    }
    return content
  }

  private func captions(_ fit: GrowthFit) -> [HTML] {
    guard fit.status != .notFitted else { return ["Data"] }
    return ["Data and fit by \(fit.model.name)", "Residuals"]
  }

  private func parameters(_ item: ReportItem) -> HTML {
    let fit = item.fit
    var table = DataTable(
      "Parameters of N(t) = \(HTML.code(fit.model.formula))",
      columns: [
        .text("parameter"), .number("estimate"), .number("std. error"), .number(limitsTitle),
        .text("unit"), .prose("meaning"),
      ], isSortable: false)
    for estimate in fit.parameters {
      let error = estimate.isFixed ? nil : estimate.standardError
      let value = SignificantDigits.text(estimate.estimate, error: error)
      table.append([
        .text(estimate.parameter.symbol),
        .number(finiteOrNil(estimate.estimate), HTML(value)),
        estimate.isFixed ? .text("fixed") : .significant(error, 3),
        report.hasLimits && !estimate.isFixed
          ? .text(estimate.limits.text(around: estimate.estimate, error: error)) : .missing,
        .text(report.units.text(estimate.parameter.dimension) ?? ""),
        .text(estimate.parameter.meaning),
      ])
    }
    return table.html
  }

  private func quantities(_ item: ReportItem) -> HTML {
    let averages = ComparisonText.averages(item.result.comparison)
    var columns: [DataTable.Column] = [
      .text("derived quantity"), .number("estimate"), .number(limitsTitle), .text("unit"),
    ]
    if !averages.isEmpty {
      columns.append(.number("all models", note: "averaged by Akaike weight, ± standard error"))
    }
    var table = DataTable(
      "Derived quantities", columns: columns + [.prose("definition")], isSortable: false)
    for quantity in item.derived {
      guard let estimate = quantity.estimate else { continue }
      var row: [DataTable.Cell] = [
        .text(quantity.kind.title),
        .number(estimate, HTML(SignificantDigits.text(estimate, error: quantity.standardError))),
        report.hasLimits
          ? .text(quantity.limits.text(around: estimate, error: quantity.standardError)) : .missing,
        .text(report.units.text(quantity.kind.dimension) ?? ""),
      ]
      if !averages.isEmpty {
        row.append(
          averages[quantity.kind].map { .text("\($0.estimate) ± \($0.error)") } ?? .missing)
      }
      table.append(row + [.text(quantity.kind.definition)])
    }
    return table.rows.isEmpty ? .empty : table.html
  }

  private var limitsTitle: HTML {
    report.context.confidence.map { "\(percent($0)) limits" } ?? "limits"
  }

  private func phases(_ fit: GrowthFit) -> HTML {
    let shares = [0.1, 0.5, 0.9]
    var table = DataTable(
      "When each phase has made a part of its way",
      columns: [.number("phase")] + shares.map { .number("\(percent($0))") } + [.number("adds")],
      isSortable: false)
    for phase in fit.fisherPry {
      let parameters = fit.parameters[3 * (phase.phase - 1)..<3 * phase.phase]
      let (size, midpoint) = (parameters.first!, parameters.last!)
      table.append(
        [.number(phase.phase)]
          + shares.map { share in
            let time = phase.time(of: share)
            return .number(time, HTML(SignificantDigits.text(time, error: midpoint.standardError)))
          } + [
            .number(
              size.estimate, HTML(SignificantDigits.text(size.estimate, error: size.standardError)))
          ])
    }
    return table.html
  }
}
