import Charts
import Classification
import CommandSupport

/// What `classify evaluate --plot` can draw.
enum EvaluationPart: String, PicturePart {
  case roc
  case precisionRecall = "precision-recall"
  case calibration
  case thresholds
  case confusion
  case gains
  case boundary

  static let help = """
    What --plot draws, separated by commas: \(allCases.map(\.rawValue).joined(separator: ", ")). \
    Default: roc, precision-recall and calibration; of two classes thresholds as well, of several \
    confusion; and where the model has two columns of numbers and nothing else the boundary.
    """
}

/// The picture of an evaluation: one, or small multiples.
struct EvaluationFigure {
  let evaluation: ClassificationEvaluation
  let rule: ThresholdRule
  /// Of two classes.
  let predictions: BinaryPredictions?
  let boundary: Chart?
  let title: String
  /// Why the model is no estimate.
  let failure: String?

  /// - Throws: where a picture was asked for that there is not.
  func figure(_ parts: [EvaluationPart]?) throws(CommandFailure) -> Figure {
    var charts: [Chart] = []
    var drawn: [EvaluationPart] = []
    for part in parts ?? EvaluationPart.allCases.filter(isDefault) {
      if let chart = chart(part) {
        charts.append(chart)
        drawn.append(part)
      } else if parts != nil {
        throw CommandFailure(
          .wrongUsage, "there is no picture '\(part.rawValue)' of this evaluation: \(reason(part))")
      }
    }
    let notes = notes(drawn)
    guard charts.count > 1 else {
      return Figure(charts[0], notes: notes, width: .single)
    }
    var figure = Figure(
      charts, columns: charts.count == 4 ? 2 : min(charts.count, 3), title: title,
      subtitle: subtitle, notes: notes,
      width: charts.count == 2 || charts.count == 4 ? .millimetres(140) : .double)
    figure.legend = drawn.contains(.boundary) ? .automatic : .none
    return figure
  }

  private func isDefault(_ part: EvaluationPart) -> Bool {
    switch part {
    case .roc, .precisionRecall, .calibration: true
    case .thresholds: predictions != nil
    case .confusion: predictions == nil && evaluation.confusion != nil
    case .gains: false
    case .boundary: boundary != nil
    }
  }

  private func chart(_ part: EvaluationPart) -> Chart? {
    let charts = EvaluationCharts(evaluation)
    return switch part {
    case .roc: charts.roc
    case .precisionRecall: charts.precisionRecall
    case .calibration: charts.calibration
    case .thresholds: predictions.map { charts.thresholds($0, rule) }
    case .confusion: charts.confusion
    case .gains: charts.gains
    case .boundary: boundary
    }
  }

  private func reason(_ part: EvaluationPart) -> String {
    switch part {
    case .thresholds: "a threshold decides between two classes, and there are more"
    case .confusion: "no threshold could be chosen, the labels are independent, or more than 30"
    case .boundary:
      "it needs a model of two columns of numbers and nothing else, and a file rather than "
        + "standard input"
    default: "nothing is there to draw"
    }
  }

  private var subtitle: String {
    let rows = "\(evaluation.rowCount) rows"
    guard evaluation.form == .binary else {
      return "\(rows), \(evaluation.classNames.count) "
        + (evaluation.form == .multiLabel ? "labels" : "classes, each against the rest")
    }
    let entry = evaluation.classes[0]
    return
      "\(rows), positive: '\(entry.positiveClass)', \(WeightText.text(entry.positives)) of "
      + WeightText.text(entry.positives + entry.negatives)
  }

  private func notes(_ parts: [EvaluationPart]) -> [String] {
    var notes: [String] = []
    if let failure { notes.append("No estimate – \(failure)") }
    var text: [String] = []
    let charts = EvaluationCharts(evaluation)
    if let words = thresholdWords, parts.contains(where: { $0 != .calibration && $0 != .gains }) {
      text.append(words)
    }
    let percent = ShortNumber.percent(evaluation.confidence)
    if evaluation.form == .binary, parts.contains(.calibration), let most = charts.largestBin {
      text.append(
        "Calibration: \(percent) intervals of Wilson; bars beneath: rows by probability, up to "
          + "\(WeightText.text(most)).")
    }
    if parts.contains(.roc), evaluation.form == .binary,
      evaluation.classes[0].auc.lower.value != nil
    {
      text.append("AUC: \(percent) interval of DeLong.")
    }
    if charts.inks.isSelection {
      text.append("Named: the 7 classes with the smallest AUC; the others are grey.")
    }
    if parts.contains(.confusion) {
      text.append("Confusion: colour by the share of the actual class.")
    }
    if parts.contains(.boundary) {
      text.append(BoundaryChart.note(isBinary: evaluation.form == .binary))
    }
    if !text.isEmpty { notes.append(text.joined(separator: " ")) }
    return notes
  }

  private var thresholdWords: String? {
    guard let threshold = evaluation.threshold?.value else { return nil }
    let rule = Self.words(rule)
    return "Threshold \(ShortNumber.text(threshold, 3)): \(rule)."
  }

  /// How a threshold was chosen.
  static func words(_ rule: ThresholdRule) -> String {
    switch rule {
    case .fixed: "given"
    case .maximumF1: "the greatest F1 on these rows"
    case .youden: "the greatest recall + specificity − 1 on these rows"
    case .cost(let falsePositive, let falseNegative):
      "the least cost on these rows, \(ShortNumber.text(falsePositive, 3)) a false positive "
        + "and \(ShortNumber.text(falseNegative, 3)) a false negative"
    }
  }
}
