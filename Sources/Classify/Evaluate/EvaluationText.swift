import Classification
import CommandSupport

/// An evaluation for people.
struct EvaluationText {
  let report: EvaluationReport
  private var evaluation: ClassificationEvaluation { report.evaluation }

  init(_ report: EvaluationReport) { self.report = report }

  private func shown(_ value: Double?, _ digits: Int = 5) -> String {
    value.map { SignificantDigits.text($0, digits) } ?? "–"
  }

  /// A sum of weights, mostly a number of rows.
  private func count(_ weight: Double) -> String {
    weight == weight.rounded() && weight < 1e15
      ? String(Int(weight)) : SignificantDigits.text(weight, 6)
  }

  private func shown(_ metric: Metric, _ digits: Int = 5) -> String {
    metric.reason.map { "– (\($0.rawValue))" } ?? shown(metric.value, digits)
  }

  var text: String {
    var text = "\(report.path): \(evaluation.rowCount) rows\n"
    if evaluation.form == .binary {
      let entry = evaluation.classes[0]
      text += "positive: '\(entry.positiveClass)', \(count(entry.positives)) of "
      text += "\(count(entry.positives + entry.negatives))\n\n"
      text += "AUC            \(shown(entry.auc.area))"
      if let lower = entry.auc.lower.value, let upper = entry.auc.upper.value {
        text += "  (\(shown(lower)) … \(shown(upper)))"
      }
      text += "\n"
      text += "avg. precision \(shown(entry.averagePrecision))\n"
    } else {
      text += "\nAUC (mean)     \(shown(evaluation.auc))\n"
    }
    let ofAll = evaluation.form == .multiLabel ? "  (sum over the labels)" : ""
    text += "log loss       \(shown(evaluation.logLoss))\(ofAll)"
    text +=
      evaluation.impossibleRows > 0
      ? "  (\(evaluation.impossibleRows) rows had probability 0)\n" : "\n"
    text += "Brier score    \(shown(evaluation.brier))\(ofAll)\n"
    if let accuracy = evaluation.accuracy {
      text += "accuracy       \(shown(accuracy.value))  "
      text += "(\(shown(accuracy.lower)) … \(shown(accuracy.upper)))\n"
    }
    if let threshold = evaluation.threshold { text += "threshold      \(shown(threshold))\n" }
    return text + "\n" + confusion + perClass + calibration
  }

  private var confusion: String {
    guard let matrix = evaluation.confusion, matrix.classNames.count <= 20 else { return "" }
    let names = matrix.classNames
    var table = TextTable(
      ["actual \\ predicted"] + names, [.left] + names.map { _ in .right })
    for (i, name) in names.enumerated() {
      table.append([name] + names.indices.map { count(matrix[actual: i, predicted: $0]) })
    }
    return table.text + "\n"
  }

  private var perClass: String {
    var table = TextTable(
      ["class", "weight", "precision", "recall", "F1", "MCC", "AUC"],
      [.left, .right, .right, .right, .right, .right, .right])
    for entry in evaluation.classes {
      table.append([
        entry.positiveClass, count(entry.positives),
        shown(entry.counts?.precision.value, 4), shown(entry.counts?.recall.value, 4),
        shown(entry.counts?.f1.value, 4), shown(entry.counts?.matthewsCorrelation.value, 4),
        shown(entry.auc.area.value, 4),
      ])
    }
    return table.text + "\n"
  }

  private var calibration: String {
    guard evaluation.form == .binary, let curves = evaluation.classes[0].curves else { return "" }
    var table = TextTable(
      ["probability", "rows", "mean", "observed", ""], [.left, .right, .right, .right, .left])
    for bin in curves.calibration.bins {
      table.append([
        "\(shown(bin.lowest, 3)) … \(shown(bin.highest, 3))", count(bin.weight),
        shown(bin.meanProbability, 3), shown(bin.observed.value, 3),
        "(\(shown(bin.observed.lower, 3)) … \(shown(bin.observed.upper, 3)))",
      ])
    }
    let recalibration = curves.recalibration
    return table.text + """
      calibration error \(shown(curves.calibration.expectedError, 3)) expected, \
      \(shown(curves.calibration.maximumError, 3)) at most; intercept \
      \(shown(recalibration.intercept, 3)), slope \(shown(recalibration.slope, 3))
      Brier score: reliability \(shown(curves.brier.reliability, 3)), resolution \
      \(shown(curves.brier.resolution, 3)), uncertainty \(shown(curves.brier.uncertainty, 3))

      """
  }
}
