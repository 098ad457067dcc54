import CommandSupport
import GrowthCurves
import Reports

/// How good forecasts would have been; empty where that was not asked for, and for a single series,
/// which says it among its own numbers.
struct BacktestSection {
  private let items: [ReportItem]

  init(_ items: [ReportItem]) { self.items = items }

  var html: HTML {
    guard items.count > 1, items.contains(where: { $0.result.backtest != nil }) else {
      return .empty
    }
    var table = DataTable(
      "Forecasts from the last times in turn, against what came: the share of observations inside the "
        + "prediction limits, and the weighted interval score over that of the forecast that nothing "
        + "changes (below 1 the model knows more)",
      columns: [.text("series"), .number("forecasts")]
        + Backtest.coverages.map { .number("in \(percent($0))") }
        + [.number("mean score"), .number("score/naive"), .number("without a score")])
    for (index, item) in items.enumerated() {
      guard let test = item.result.backtest else { continue }
      let observed = test.observedCoverages
      table.append(
        [
          .text(.link(HTML(item.name), to: HTMLReport.id(index)), sortedAs: item.name),
          .number(test.forecasts.count),
        ] + Backtest.coverages.indices.map { .share(observed?[$0]) } + [
          .significant(test.meanScore), .significant(test.relativeScore, 3), .number(test.unscored),
        ])
    }
    return table.html
  }

  /// Of one series.
  static func table(of test: Backtest) -> HTML {
    let origins = Set(test.forecasts.map { $0.origin }).count
    var lead =
      "Back-test: \(counted(test.forecasts.count, "forecast", "forecasts")) from "
      + counted(origins, "time", "times")
    if test.failedOrigins > 0 {
      lead += "; \(test.failedOrigins) more left too few observations for a fit"
    }
    guard let observed = test.observedCoverages else { return .paragraph("\(lead).") }
    var table = DataTable(
      HTML(lead), columns: [.number("prediction limits"), .number("observations inside")],
      isSortable: false)
    for (nominal, share) in zip(Backtest.coverages, observed) {
      table.append([.number(nominal, HTML(percent(nominal))), .share(share)])
    }
    var score = ""
    if let mean = test.meanScore {
      score = "Mean weighted interval score \(SignificantDigits.text(mean, 4))"
      if let relative = test.relativeScore {
        score += ", \(SignificantDigits.text(relative, 3)) times that of “nothing changes”"
      }
      score += test.unscored > 0 ? "; \(test.unscored) without a score." : "."
    }
    return table.html + (score.isEmpty ? .empty : .paragraph(HTML(score)))
  }
}

/// The estimates without a model.
struct ModelFreeTable {
  private let estimates: ModelFreeEstimates
  private let units: QuantityUnits

  init(_ estimates: ModelFreeEstimates, _ units: QuantityUnits) {
    self.estimates = estimates
    self.units = units
  }

  var html: HTML {
    var table = DataTable(
      "Without a model",
      columns: [
        .text("estimate"), .number(units.title("µmax", .rate)),
        .number(units.title("doubling time", .time)), .number(units.title("lag until", .time)),
        .prose("remark"),
      ], isSortable: false)
    let line = estimates.easyLinear
    table.append([
      .text("steepest window"),
      .estimate(
        line.estimate?.maximumSpecificRate, error: line.estimate?.standardError, limits: .unknown,
        hasLimits: false), .significant(line.estimate?.doublingTime),
      .significant(line.estimate?.lagTime),
      .text(
        line.estimate.map {
          "times \(SignificantDigits.text($0.firstTime, 4)) to \(SignificantDigits.text($0.lastTime, 4))"
        } ?? line.status.explanation),
    ])
    let spline = estimates.spline
    table.append([
      .text("smoothing spline"),
      .estimate(
        spline.estimate?.maximumSpecificRate, error: spline.estimate?.standardError,
        limits: .unknown, hasLimits: false), .significant(spline.estimate?.doublingTime),
      .significant(spline.estimate?.lagTime),
      .text(
        spline.estimate.map { "at time \(SignificantDigits.text($0.time, 4))" }
          ?? spline.status.explanation),
    ])
    return table.html
  }
}
