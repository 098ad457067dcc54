import CommandSupport
import GrowthCurves
import Tables

/// A back-test, for people and for tables.
enum BacktestText {
  /// A section of a single report.
  static func section(_ test: Backtest) -> String {
    let origins = Set(test.forecasts.map { $0.origin }).count
    var lines =
      "back-test: \(counted(test.forecasts.count, "forecast")) from "
      + "\(counted(origins, "time"))"
    if test.failedOrigins > 0 {
      lines += "; \(test.failedOrigins) more left too few observations for a fit"
    }
    lines += "\n"
    guard let observed = test.observedCoverages else { return lines }
    var table = TextTable(["prediction limits", "observations inside"], [.right, .right])
    for (nominal, share) in zip(Backtest.coverages, observed) {
      table.append([percent(nominal), percent(share)])
    }
    lines += table.text
    if let score = test.meanScore {
      lines += "mean weighted interval score \(SignificantDigits.text(score, 4))"
      if let relative = test.relativeScore {
        lines += ", \(SignificantDigits.text(relative, 3)) times that of \"nothing changes\""
      }
      lines += "\n"
    }
    if test.unscored > 0 {
      lines +=
        "\(counted(test.unscored, "forecast")) without a score: their limits are unbounded or unknown\n"
    }
    return lines
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func percent(_ share: Double) -> String {
    SignificantDigits.text(share * 100, 3) + " %"
  }

  /// The columns of an overview.
  static let overviewHeader = ["forecasts", "in 95 %", "score/naive"]
  static let overviewAlignments: [TextTable.Alignment] = [.right, .right, .right]

  static func overviewFields(_ test: Backtest) -> [String] {
    [
      "\(test.forecasts.count)", test.observedCoverages?.last.map(percent) ?? "–",
      test.relativeScore.map { SignificantDigits.text($0, 3) } ?? "–",
    ]
  }

  /// The columns of a CSV file.
  static let csvHeader =
    ["forecasts"] + Backtest.coverages.map { "coverage_\(Int($0 * 100))" }
    + ["weighted_interval_score", "relative_score"]

  static func append(_ test: Backtest, to writer: inout CSVWriter) {
    writer.append(test.forecasts.count)
    let observed = test.observedCoverages
    for index in Backtest.coverages.indices { writer.append(finite: observed?[index]) }
    writer.append(finite: test.meanScore)
    writer.append(finite: test.relativeScore)
  }
}
