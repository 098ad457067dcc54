import CommandSupport
import GrowthCurves
import Tables

/// The estimates without a model, for people.
enum ModelFreeReport {
  /// A section of a single report.
  static func section(_ estimates: ModelFreeEstimates) -> String {
    var table = TextTable(
      ["model-free", "µmax", "std. error", "doubling time", "lag until", ""],
      [.left, .right, .right, .right, .right, .left])
    let line = estimates.easyLinear
    table.append(
      ["steepest window"]
        + numbers(
          line.estimate?.maximumSpecificRate, line.estimate?.standardError,
          line.estimate?.doublingTime, line.estimate?.lagTime)
        + [
          line.estimate.map { estimate in
            let from = SignificantDigits.text(estimate.firstTime, 4)
            let to = SignificantDigits.text(estimate.lastTime, 4)
            return "times \(from) to \(to), R² \(SignificantDigits.text(estimate.rSquared, 4))"
          } ?? explanation(line.status)
        ])
    let spline = estimates.spline
    table.append(
      ["smoothing spline"]
        + numbers(
          spline.estimate?.maximumSpecificRate, spline.estimate?.standardError,
          spline.estimate?.doublingTime, spline.estimate?.lagTime)
        + [
          spline.estimate.map { "at time \(SignificantDigits.text($0.time, 4))" }
            ?? explanation(spline.status)
        ])
    return table.text + leftOut(estimates)
  }

  private static func numbers(
    _ rate: Double?, _ error: Double?, _ doublingTime: Double?, _ lag: Double?
  ) -> [String] {
    [
      rate.map { SignificantDigits.text($0, error: error) } ?? "–",
      error.map { SignificantDigits.text($0, 3) } ?? "–",
      doublingTime.map { SignificantDigits.text($0, 4) } ?? "–",
      lag.map { SignificantDigits.text($0, 4) } ?? "–",
    ]
  }

  private static func explanation(_ status: ModelFreeStatus) -> String {
    "\(status.rawValue): \(status.explanation)"
  }

  private static func leftOut(_ estimates: ModelFreeEstimates) -> String {
    let spline = estimates.spline
    var parts: [String] = []
    if spline.nonPositiveCount > 0 { parts.append("\(spline.nonPositiveCount) not positive") }
    if spline.lowCount > 0 {
      parts.append(
        "\(spline.lowCount) up to \(SignificantDigits.text(spline.noiseFloor, 3)) (noise)")
    }
    return parts.isEmpty ? "" : "sizes left out of ln N: \(parts.joined(separator: ", "))\n"
  }

  /// The columns of an overview.
  static let overviewHeader = ["µ window", "µ spline"]
  static let overviewAlignments: [TextTable.Alignment] = [.right, .right]

  static func overviewFields(_ estimates: ModelFreeEstimates) -> [String] {
    let line = estimates.easyLinear.estimate
    let spline = estimates.spline.estimate
    return [
      line.map { SignificantDigits.text($0.maximumSpecificRate, error: $0.standardError) }
        ?? estimates.easyLinear.status.rawValue,
      spline.map { SignificantDigits.text($0.maximumSpecificRate, error: $0.standardError) }
        ?? estimates.spline.status.rawValue,
    ]
  }

  /// The columns in a CSV file.
  static let csvHeader = [
    "easy_linear_status", "easy_linear_mumax", "easy_linear_mumax_se",
    "easy_linear_doubling_time", "easy_linear_lag", "easy_linear_r_squared",
    "spline_status", "spline_mumax", "spline_mumax_se", "spline_doubling_time", "spline_lag",
  ]

  static func append(_ estimates: ModelFreeEstimates, to writer: inout CSVWriter) {
    let line = estimates.easyLinear.estimate
    writer.append(estimates.easyLinear.status.rawValue)
    for value in [
      line?.maximumSpecificRate, line?.standardError, line?.doublingTime, line?.lagTime,
      line?.rSquared,
    ] {
      writer.append(finite: value)
    }
    let spline = estimates.spline.estimate
    writer.append(estimates.spline.status.rawValue)
    for value in [
      spline?.maximumSpecificRate, spline?.standardError, spline?.doublingTime, spline?.lagTime,
    ] {
      writer.append(finite: value)
    }
  }
}
