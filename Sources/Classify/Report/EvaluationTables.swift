import Classification
import CommandSupport
import Reports

/// The numbers of an evaluation as tables.
struct EvaluationTables {
  let evaluation: ClassificationEvaluation

  init(_ evaluation: ClassificationEvaluation) { self.evaluation = evaluation }

  private func cell(_ value: Double?, _ digits: Int = 4) -> DataTable.Cell {
    value.map { .number($0, HTML(SignificantDigits.text($0, digits))) } ?? .missing
  }

  private func cell(_ metric: Metric?, _ digits: Int = 4) -> DataTable.Cell {
    cell(metric?.value, digits)
  }

  private func count(_ weight: Double) -> DataTable.Cell {
    .number(weight, HTML(WeightText.text(weight)))
  }

  var confusion: HTML {
    guard let matrix = evaluation.confusion, matrix.classNames.count <= 50 else { return .empty }
    var table = DataTable(
      "Confusion",
      columns: [.text("actual \\ predicted")] + matrix.classNames.map { .number(HTML($0)) },
      isSortable: false)
    for (i, name) in matrix.classNames.enumerated() {
      table.append(
        [.text(name)] + matrix.classNames.indices.map { count(matrix[actual: i, predicted: $0]) })
    }
    return table.html
  }

  var classes: HTML {
    var table = DataTable(
      evaluation.form == .binary ? "The positive class" : "Each against the rest",
      columns: [
        .text("class"), .number("rows"), .number("AUC"), .number("average precision"),
        .number("precision"), .number("recall"), .number("specificity"), .number("F1"),
        .number("MCC", note: "Matthews' correlation"), .number("log loss"), .number("Brier score"),
      ])
    for entry in evaluation.classes {
      table.append([
        .text(entry.positiveClass), count(entry.positives), cell(entry.auc.area),
        cell(entry.averagePrecision), cell(entry.counts?.precision), cell(entry.counts?.recall),
        cell(entry.counts?.specificity), cell(entry.counts?.f1),
        cell(entry.counts?.matthewsCorrelation), cell(entry.logLoss), cell(entry.brier),
      ])
    }
    return table.html
  }

  var calibration: HTML {
    guard evaluation.form == .binary, let curves = evaluation.classes[0].curves else {
      return .empty
    }
    var table = DataTable(
      "Calibration, \(curves.calibration.binning.description)",
      columns: [
        .text("probabilities"), .number("rows"), .number("mean"), .number("observed share"),
        .number("lower"), .number("upper"),
      ], isSortable: false)
    for bin in curves.calibration.bins {
      table.append([
        .text(
          "\(SignificantDigits.text(bin.lowest, 3)) to \(SignificantDigits.text(bin.highest, 3))"),
        count(bin.weight), cell(bin.meanProbability, 3), cell(bin.observed.value, 3),
        cell(bin.observed.lower, 3), cell(bin.observed.upper, 3),
      ])
    }
    let brier = curves.brier
    return table.html
      + .paragraph(
        """
        Brier score: reliability \(SignificantDigits.text(brier.reliability, 3)), resolution \
        \(SignificantDigits.text(brier.resolution, 3)), uncertainty \
        \(SignificantDigits.text(brier.uncertainty, 3)). Largest difference in a bin: \
        \(SignificantDigits.text(curves.calibration.maximumError, 3)).
        """)
  }

  /// Of two classes.
  var thresholds: HTML {
    guard evaluation.form == .binary, let curves = evaluation.classes[0].curves else {
      return .empty
    }
    var table = DataTable(
      "What each threshold gives",
      columns: [
        .number("threshold"), .number("true positives"), .number("false positives"),
        .number("false negatives"), .number("true negatives"), .number("precision"),
        .number("recall"), .number("specificity"), .number("F1"), .number("Youden"),
      ])
    for row in curves.thresholds.rows {
      let counts = row.counts
      table.append([
        .number(row.threshold, HTML(ShortNumber.text(row.threshold, 3))),
        count(counts.truePositives), count(counts.falsePositives),
        count(counts.falseNegatives), count(counts.trueNegatives), cell(counts.precision),
        cell(counts.recall), cell(counts.specificity), cell(counts.f1), cell(counts.youden),
      ])
    }
    return table.html
  }
}

/// The coefficients of a model as a table.
struct CoefficientTable {
  let summary: ModelSummary

  init(_ summary: ModelSummary) { self.summary = summary }

  static let limit = 2000

  var html: HTML {
    let rows = summary.rows
    let hasErrors = rows.contains { $0.standardError != nil }
    let hasProfiles = rows.contains { $0.profileLower != nil }
    let percent = NumberText100.text(summary.confidence)
    var columns: [DataTable.Column] = summary.hasOutputs ? [.text("class")] : []
    columns += [.text("column"), .number("estimate")]
    if hasErrors {
      columns += [
        .number("std. error"), .number("z"), .number("p"), .number("lower"), .number("upper"),
      ]
    }
    columns.append(.number("odds ratio"))
    if hasErrors { columns += [.number("lower"), .number("upper")] }
    let kind = hasProfiles ? "profile likelihood" : "Wald"
    var table = DataTable(
      hasErrors
        ? "Log odds per unit of each column, with \(percent) limits (\(kind)); then odds ratios"
        : "Log odds per unit of each column, and odds ratios", columns: columns)
    func cell(_ value: Double?, _ digits: Int) -> DataTable.Cell {
      value.map { .number($0, HTML(SignificantDigits.text($0, digits))) } ?? .missing
    }
    for row in rows.prefix(Self.limit) {
      let lower = hasProfiles ? row.profileLower : row.lower
      let upper = hasProfiles ? row.profileUpper : row.upper
      var cells: [DataTable.Cell] = summary.hasOutputs ? [.text(row.output ?? "")] : []
      cells += [.text(row.name), cell(row.estimate, 6)]
      if hasErrors {
        cells += [
          cell(row.standardError, 5), cell(row.z, 3), cell(row.p, 3), cell(lower, 5),
          cell(upper, 5),
        ]
      }
      cells.append(cell(row.oddsRatio, 4))
      if hasErrors {
        cells += [cell(lower.map { Odds.ratio($0) }, 4), cell(upper.map { Odds.ratio($0) }, 4)]
      }
      table.append(cells)
    }
    let more = rows.count - Self.limit
    return table.html
      + (more > 0
        ? .paragraph("\(more) more coefficients are in the summary (classify summary).") : .empty)
  }
}
