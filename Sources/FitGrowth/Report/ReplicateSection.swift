import CommandSupport
import GrowthCurves
import Reports

/// Whether replicates agree, and whether groups differ.
struct ReplicateSection {
  private let analysis: ReplicateAnalysis

  init(_ analysis: ReplicateAnalysis) { self.analysis = analysis }

  var html: HTML {
    var html = groups
    if analysis.replicatesDisagree {
      html += .paragraph(
        "\(HTML.strong("Replicates differ by more than their scatter")) (5 %, by Holm's method): believe "
          + "the test by replicates.")
    }
    return html
      + (analysis.tests.isEmpty
        ? .paragraph("One group with a curve: there is nothing to compare it with.") : tests)
  }

  private var groups: HTML {
    var table = DataTable(
      "Do the replicates of a group share one curve? A small p says that they differ.",
      columns: [
        .text("group"), .number("replicates"), .number("converged"), .number("F"), .number("df"),
        .number("p"),
      ])
    for group in analysis.groups {
      table.append([
        .text(group.name), .number(group.replicates.count),
        .number(group.replicates.count { $0.status == .converged }),
        .significant(group.agreement?.statistic, 3), Self.degrees(group.agreement),
        .probability(group.agreement?.pValue),
      ])
    }
    return table.html
  }

  private var tests: HTML {
    var table = DataTable(
      "Do groups differ in a parameter? A small p says that they do; Holm: corrected for the number of "
        + "parameters. By curves all observations count as independent, by replicates the estimates of "
        + "the replicates.",
      columns: [
        .text("parameter"), .number("shared"), .number("by curves: F"), .number("df"), .number("p"),
        .number("Holm"), .number("by replicates: F"), .number("df"), .number("p"), .number("Holm"),
        .prose("meaning"),
      ], isSortable: false)
    for test in analysis.tests {
      table.append(
        [.text(test.parameter.symbol), .significant(test.shared)]
          + Self.cells(test.byCurves, test.byCurvesAdjusted)
          + Self.cells(test.byReplicates, test.byReplicatesAdjusted)
          + [.text(test.parameter.meaning)])
    }
    return table.html
  }

  private static func cells(
    _ test: VarianceRatioTest?, _ adjusted: Double?
  ) -> [DataTable.Cell] {
    [
      .significant(test?.statistic, 3), degrees(test), .probability(test?.pValue),
      .probability(adjusted),
    ]
  }

  private static func degrees(_ test: VarianceRatioTest?) -> DataTable.Cell {
    test.map {
      .number(
        Double($0.numeratorDegreesOfFreedom),
        "\($0.numeratorDegreesOfFreedom), \($0.denominatorDegreesOfFreedom)")
    } ?? .missing
  }
}
