import Classification
import CommandSupport
import Foundation
import Reports

/// What an evaluation found, in sentences.
struct EvaluationWords {
  private let source: EvaluationPictures
  private var evaluation: ClassificationEvaluation { source.evaluation }

  init(_ source: EvaluationPictures) { self.source = source }

  var html: HTML {
    var html = HTML.empty
    if let failure = source.failure {
      html += .paragraph(.badge("no estimates", .bad) + " \(failure)")
    }
    let sentences = evaluation.form == .binary ? binary : several
    return html + .paragraph(HTML(sentences.joined(separator: " ")))
  }

  private func number(_ value: Double, _ digits: Int = 3) -> String {
    ShortNumber.text(value, digits)
  }

  private func percent(_ share: Double) -> String {
    "\(SignificantDigits.decimals(100 * share, 1))\u{A0}%"
  }

  private var level: String { ShortNumber.percent(evaluation.confidence) }

  private var binary: [String] {
    let entry = evaluation.classes[0]
    let total = entry.positives + entry.negatives
    let base = entry.positives / total
    var sentences = [
      "\(WeightText.text(total)) rows, of which \(WeightText.text(entry.positives)) "
        + "(\(percent(base))) are '\(entry.positiveClass)'."
    ]
    switch entry.auc.area {
    case .value(let area):
      var text =
        "A row of '\(entry.positiveClass)' is given a higher probability than one of "
        + "'\(evaluation.classNames[0])' in \(percent(area)) of all pairs (AUC \(number(area))"
      if let lower = entry.auc.lower.value, let upper = entry.auc.upper.value {
        text += ", \(level) interval \(number(lower)) to \(number(upper))"
      }
      sentences.append(text + ").")
    case .undefined(let reason): sentences.append("There is no AUC: \(reason.rawValue).")
    }
    sentences += decision(entry)
    sentences += losses(base: base)
    sentences += calibration(entry)
    return sentences
  }

  private func decision(_ entry: BinaryEvaluation) -> [String] {
    guard let threshold = entry.threshold?.value, let counts = entry.counts,
      let accuracy = evaluation.accuracy
    else { return ["No threshold could be chosen on these rows."] }
    var text =
      "Calling a row '\(entry.positiveClass)' from a probability of \(number(threshold)) on, "
      + "\(percent(accuracy.value)) of the decisions are right (\(level) interval "
      + "\(percent(accuracy.lower)) to \(percent(accuracy.upper)))"
    if let recall = counts.recall.value {
      text += "; \(percent(recall)) of the rows of '\(entry.positiveClass)' are found"
    }
    if let precision = counts.precision.value {
      text += ", and \(percent(precision)) of those called so are so"
    }
    return [text + "."]
  }

  private func losses(base: Double) -> [String] {
    guard evaluation.logLoss.isFinite else {
      return [
        "The log loss is infinite: \(evaluation.impossibleRows) rows are of a class that had the "
          + "probability 0."
      ]
    }
    var text = "The log loss is \(number(evaluation.logLoss, 4))"
    if base > 0, base < 1 {
      let entropy = -(base * log(base) + (1 - base) * log(1 - base))
      text += " (\(number(entropy, 4)) where every row has the share of its class)"
    }
    return [text + ", the Brier score \(number(evaluation.brier, 4))."]
  }

  private func calibration(_ entry: BinaryEvaluation) -> [String] {
    guard let curves = entry.curves else { return [] }
    var text =
      "Probabilities and observed shares differ by \(number(curves.calibration.expectedError)) on "
      + "average over the bins"
    if let slope = curves.recalibration.slope.value {
      text += "; the calibration slope is \(number(slope))"
      text += slope < 0.9 ? " (below 1: probabilities too near 0 and 1)" : ""
      text += slope > 1.1 ? " (above 1: probabilities too near the middle)" : ""
    }
    return [text + "."]
  }

  private var several: [String] {
    let kind = evaluation.form == .multiLabel ? "labels" : "classes"
    var sentences = [
      "\(WeightText.text(evaluation.totalWeight)) rows, \(evaluation.classNames.count) \(kind)."
    ]
    if let accuracy = evaluation.accuracy {
      sentences.append(
        "\(percent(accuracy.value)) of the decisions are right (\(level) interval "
          + "\(percent(accuracy.lower)) to \(percent(accuracy.upper))).")
    }
    if let area = evaluation.auc.value {
      sentences.append("The mean AUC of each against the rest is \(number(area)).")
    }
    sentences.append(
      "The log loss is \(number(evaluation.logLoss, 4)), the Brier score "
        + "\(number(evaluation.brier, 4)).")
    let weakest = evaluation.classes.filter { $0.counts?.recall.value != nil }
      .min { $0.counts!.recall.value! < $1.counts!.recall.value! }
    if let weakest, let recall = weakest.counts?.recall.value {
      sentences.append(
        "Least often found is '\(weakest.positiveClass)', in \(percent(recall)) of its rows.")
    }
    return sentences
  }
}
