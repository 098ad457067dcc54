import CommandSupport
import GrowthCurves

/// What replicates say, for people: below the fits of their groups.
enum ReplicateText {
  static func section(_ analysis: ReplicateAnalysis) -> String {
    var text = "\n" + groups(analysis)
    if analysis.tests.isEmpty {
      text += "\none group with a curve: there is nothing to compare it with\n"
    } else {
      text += "\n" + tests(analysis)
    }
    return text
  }

  private static func groups(_ analysis: ReplicateAnalysis) -> String {
    var table = TextTable(
      ["group", "replicates", "converged", "F", "p", ""],
      [.left, .right, .right, .right, .right, .left])
    for group in analysis.groups {
      let test = group.agreement
      table.append([
        group.name, "\(group.replicates.count)",
        "\(group.replicates.count { $0.status == .converged })",
        test.map { SignificantDigits.text($0.statistic, 3) } ?? "–",
        test.map { SignificantDigits.text($0.pValue, 2) } ?? "–",
        degrees(test),
      ])
    }
    return "do the replicates of a group share one curve? (small p: they differ)\n" + table.text
      + (analysis.replicatesDisagree
        ? """
        replicates differ by more than their scatter (5 %, Holm): below, believe the test by replicates

        """ : "")
  }

  private static func tests(_ analysis: ReplicateAnalysis) -> String {
    var table = TextTable(
      ["parameter", "shared", "by curves: F", "p", "Holm", "by replicates: F", "p", "Holm", ""],
      [.left, .right, .right, .right, .right, .right, .right, .right, .left])
    for test in analysis.tests {
      table.append(
        [test.parameter.symbol, test.shared.map { SignificantDigits.text($0, 4) } ?? "–"]
          + fields(test.byCurves, test.byCurvesAdjusted)
          + fields(test.byReplicates, test.byReplicatesAdjusted) + [test.parameter.meaning])
    }
    return """
      do groups differ in a parameter? (small p: they do; Holm: corrected for the number of parameters)
      by curves: all observations count as independent; by replicates: the estimates of the replicates do
      \(table.text)
      """
  }

  private static func fields(_ test: VarianceRatioTest?, _ adjusted: Double?) -> [String] {
    [test?.statistic, test?.pValue, adjusted].map { value in
      value.map { SignificantDigits.text($0, 3) } ?? "–"
    }
  }

  private static func degrees(_ test: VarianceRatioTest?) -> String {
    test.map { "on \($0.numeratorDegreesOfFreedom) and \($0.denominatorDegreesOfFreedom) df" } ?? ""
  }
}
