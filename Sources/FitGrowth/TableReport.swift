import CommandSupport
import GrowthCurves
import Tables

/// The result for people: one series in full, many as a table of one line each.
struct TableReport {
  let text: String

  init(_ report: FitReport) {
    text =
      report.fits.count == 1
      ? SingleReport(report, report.fits[0]).text : Self.overview(report)
  }

  private static func overview(_ report: FitReport) -> String {
    let model = report.fitting.growthModel
    var table = TextTable(
      ["series"] + model.parameters.flatMap { [$0.symbol, "±"] } + ["R²", "verdict"],
      [.left] + model.parameters.flatMap { _ in [TextTable.Alignment.right, .left] }
        + [.right, .left])
    for row in report.fits {
      let fit = row.fit
      var fields = [fit.series.name]
      for j in model.parameters.indices {
        guard j < fit.parameters.count else {
          fields += ["–", ""]
          continue
        }
        let estimate = fit.parameters[j]
        fields.append(SignificantDigits.text(estimate.estimate, error: estimate.standardError))
        fields.append(
          estimate.isFixed
            ? "fixed" : estimate.standardError.map { SignificantDigits.text($0, 2) } ?? "–")
      }
      fields.append(fit.statistics?.rSquared.map { SignificantDigits.text($0, 4) } ?? "–")
      fields.append(fit.verdicts.map { $0.description }.joined(separator: " "))
      table.append(fields)
    }
    return """
      \(report.path): \(report.fits.count) series against \(report.selection.timeLabel)
      \(model.name): N(t) = \(model.formula)   ± one standard error

      \(table.text)
      \(summary(report))
      """
  }

  /// How many fits have which verdict.
  private static func summary(_ report: FitReport) -> String {
    var counts: [(verdict: String, count: Int, explanation: String)] = []
    for verdict in report.fits.flatMap({ $0.fit.verdicts }) {
      let name = verdict.description
      if let index = counts.firstIndex(where: { $0.verdict == name }) {
        counts[index].count += 1
      } else {
        counts.append((name, 1, verdict.explanation))
      }
    }
    counts.sort { ($1.count, $0.verdict) < ($0.count, $1.verdict) }
    return counts.map { "\($0.verdict): \($0.count)  (\($0.explanation))\n" }.joined()
  }
}

extension SeriesSelection {
  /// The time axis, with its unit or where it starts.
  var timeLabel: String {
    if let start = times.startDate {
      return "\(time.name) (\(times.unit?.rawValue ?? "") since \(start))"
    }
    return times.unit.map { "\(time.name) (\($0.rawValue))" } ?? time.name
  }
}
