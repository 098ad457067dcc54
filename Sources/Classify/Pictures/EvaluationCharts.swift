import Charts
import Classification
import CommandSupport

/// The pictures of an evaluation that compare what was predicted with what happened.
struct EvaluationCharts {
  let evaluation: ClassificationEvaluation
  let inks: ClassInks

  init(_ evaluation: ClassificationEvaluation) {
    self.evaluation = evaluation
    inks = ClassInks(merits: evaluation.classes.map { $0.auc.area.value })
  }

  var isBinary: Bool { evaluation.form == .binary }
  var classes: [BinaryEvaluation] { evaluation.classes }

  static func axis(_ label: String) -> Axis {
    Axis(label, range: 0...1, ticks: unitTicks)
  }

  static let unitTicks = [
    Tick(0, "0"), Tick(0.25, "0.25"), Tick(0.5, "0.5"), Tick(0.75, "0.75"), Tick(1, "1"),
  ]

  func text(_ value: Double?, _ decimals: Int = 3) -> String {
    value.map { SignificantDigits.decimals($0, decimals) } ?? "–"
  }

  // MARK: - Curves

  var roc: Chart {
    var layers: [Layer] = [
      .line(x: [0, 1], y: [0, 1], ink: .grey, width: 0.75, dash: .dotted)
    ]
    for k in inks.drawingOrder {
      guard let points = classes[k].curves?.roc.points, !points.isEmpty else { continue }
      layers.append(
        .line(
          x: points.map(\.falsePositiveRate), y: points.map(\.truePositiveRate), ink: inks.ink(k),
          width: isBinary ? 1.25 : 1, dash: inks.dash(k)))
    }
    if isBinary {
      layers += mark(
        classes[0].counts.flatMap { counts in
          counts.specificity.value.flatMap { s in counts.recall.value.map { (1 - s, $0) } }
        }, isBelow: true)
      let area = classes[0].auc
      var lines: [(String, Ink)] = [("AUC \(text(area.area.value))", .blue)]
      if let reason = area.area.reason { lines = [("no AUC: \(reason.rawValue)", .grey)] }
      if let lower = area.lower.value, let upper = area.upper.value {
        let percent = ShortNumber.percent(evaluation.confidence)
        lines.append(("\(percent): \(text(lower)) to \(text(upper))", .grey))
      }
      layers += InkedList.layers(
        lines.reversed(), x: 0.98, y: 0.06, step: 0.075, anchor: .right)
    } else {
      layers += list("AUC", { $0.auc.area.value }, x: 0.98, y: 0.05, step: 1, anchor: .right)
    }
    return Chart(
      title: "ROC", x: Self.axis("false positive rate"), y: Self.axis("true positive rate"),
      layers: layers, legend: .none, aspectRatio: 1)
  }

  /// The threshold on a curve, with its number beside it.
  private func mark(_ place: (x: Double, y: Double)?, isBelow: Bool) -> [Layer] {
    guard let place, let threshold = evaluation.threshold?.value else { return [] }
    let isLeft = place.x > 0.74
    // The curve falls to the right, or rises to it: the label is on the free side.
    let y = place.y + (isBelow || isLeft || place.y > 0.9 ? -0.06 : 0.06)
    return [
      .points(x: [place.x], y: [place.y], ink: .vermillion, isFilled: true, size: 4.5),
      .text(
        "p ≥ \(ShortNumber.text(threshold, 3))", x: place.x + (isLeft ? -0.02 : 0.03),
        y: max(y, 0.05), anchor: isLeft ? .right : .left, ink: .vermillion, size: 6.5),
    ]
  }

  /// The classes by name with a number, in the colours of their curves.
  private func list(
    _ title: String, _ value: (BinaryEvaluation) -> Double?, x: Double, y: Double, step: Double,
    anchor: TextLayer.Anchor
  ) -> [Layer] {
    var entries = inks.named.map { k in
      (
        text:
          "\(inks.label(k, Shortened.text(classes[k].positiveClass))) \(text(value(classes[k])))",
        ink: inks.ink(k)
      )
    }
    entries.insert((title, .grey), at: 0)
    if step > 0 { entries.reverse() }
    let size = entries.count > 8 ? 0.062 : 0.072
    return InkedList.layers(entries, x: x, y: y, step: step * size, anchor: anchor)
  }

  var precisionRecall: Chart {
    var layers: [Layer] = []
    for k in inks.drawingOrder {
      guard let points = classes[k].curves?.precisionRecall.points, !points.isEmpty else {
        continue
      }
      // Each precision holds from the recall before it to its own, as the average counts it.
      var (x, y): ([Double], [Double]) = ([], [])
      var before = 0.0
      for point in points {
        x += [before, point.recall]
        y += [point.precision, point.precision]
        before = point.recall
      }
      layers.append(
        .line(
          x: x, y: y, ink: inks.ink(k), width: isBinary ? 1.25 : 1, dash: inks.dash(k)))
    }
    if isBinary {
      let entry = classes[0]
      let base = entry.positives / (entry.positives + entry.negatives)
      layers.insert(.rule(y: base, label: "base rate \(text(base, 2))"), at: 0)
      layers += mark(
        entry.counts.flatMap { counts in
          counts.recall.value.flatMap { r in counts.precision.value.map { (r, $0) } }
        }, isBelow: false)
      layers.append(
        .text(
          "average precision \(text(entry.averagePrecision.value))", x: 0.03,
          y: base > 0.16 ? 0.06 : base + 0.12, anchor: .left, ink: .blue, size: 6.5))
    } else {
      layers += list(
        "average precision", { $0.averagePrecision.value }, x: 0.03,
        y: 0.05, step: 1, anchor: .left)
    }
    return Chart(
      title: "Precision and recall", x: Self.axis("recall"), y: Self.axis("precision"),
      layers: layers, legend: .none, aspectRatio: 1)
  }

  var gains: Chart {
    var layers: [Layer] = [
      .line(x: [0, 1], y: [0, 1], ink: .grey, width: 0.75, dash: .dotted)
    ]
    for k in inks.drawingOrder {
      guard let rows = classes[k].curves?.gains.rows, !rows.isEmpty else { continue }
      layers.append(
        .line(
          x: [0] + rows.map(\.depth), y: [0] + rows.map(\.gain), ink: inks.ink(k),
          dash: inks.dash(k)))
    }
    if !isBinary {
      layers += InkedList.layers(
        inks.named.reversed().map {
          (inks.label($0, Shortened.text(classes[$0].positiveClass)), inks.ink($0))
        }, x: 0.98, y: 0.05, step: 0.07, anchor: .right)
    }
    return Chart(
      title: "Gains", x: Self.axis("share of the rows, highest first"),
      y: Self.axis("share of the positives"), layers: layers, legend: .none, aspectRatio: 1)
  }
}

/// Names that would take too much room.
enum Shortened {
  static func text(_ name: String, _ limit: Int = 14) -> String {
    name.count > limit ? name.prefix(limit - 1) + "…" : name
  }
}

/// Numbers and shares in the texts of pictures.
enum ShortNumber {
  /// To some significant digits without zeros at the end.
  static func text(_ value: Double, _ digits: Int) -> String {
    var text = SignificantDigits.text(value, digits)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// With a blank at which no line is broken.
  static func percent(_ share: Double) -> String {
    NumberText100.text(share).replacing(" ", with: "\u{A0}")
  }
}
