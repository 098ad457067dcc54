import Charts
import Classification
import CommandSupport

/// Whether probabilities mean what they say, and what a threshold makes of them.
extension EvaluationCharts {
  /// Of two classes the bins with their intervals and, beneath, how many rows each holds; of several
  /// classes a line each.
  var calibration: Chart {
    var layers: [Layer] = [
      .line(x: [0, 1], y: [0, 1], ink: .grey, width: 0.75, dash: .dotted)
    ]
    var y = Self.axis("observed share")
    if isBinary, let curves = classes[0].curves {
      let (base, room) = (-0.3, 0.25)
      y.range = base...1.03
      layers += histogram(curves.calibration, base: base, room: room)
      let bins = curves.calibration.bins
      layers += [
        .rule(y: 0, ink: .lightGrey, width: 0.5, dash: .solid),
        .line(x: bins.map(\.meanProbability), y: bins.map(\.observed.value), width: 0.75),
        .points(
          x: bins.map(\.meanProbability), y: bins.map(\.observed.value),
          yLimits: bins.map { ($0.observed.lower, $0.observed.upper) }, ink: .blue,
          isFilled: true, size: 3.5),
      ]
      let recalibration = curves.recalibration
      var lines = [("expected error \(text(curves.calibration.expectedError))", Ink.grey)]
      if let slope = recalibration.slope.value {
        lines.append(("slope \(text(slope, 2))", .grey))
      }
      layers += InkedList.layers(lines, x: 0.03, y: 0.97, step: -0.085, anchor: .left)
    } else if classes.count > 4 {
      layers += pooled
    } else {
      for k in inks.drawingOrder {
        guard let bins = classes[k].curves?.calibration.bins else { continue }
        layers += [
          .line(
            x: bins.map(\.meanProbability), y: bins.map(\.observed.value), ink: inks.ink(k),
            width: 1, dash: inks.dash(k)),
          .points(
            x: bins.map(\.meanProbability), y: bins.map(\.observed.value), ink: inks.ink(k),
            isFilled: true, size: 2.5),
        ]
      }
      layers += InkedList.layers(
        inks.named.map {
          (inks.label($0, Shortened.text(classes[$0].positiveClass)), inks.ink($0))
        }, x: 0.03, y: 0.95, step: inks.named.count > 8 ? -0.062 : -0.072, anchor: .left)
    }
    return Chart(
      title: "Calibration", x: Self.axis("predicted probability"), y: y, layers: layers,
      legend: .none, aspectRatio: 1)
  }

  /// Of many classes a grey line each, and the bins of all together.
  private var pooled: [Layer] {
    var layers: [Layer] = []
    var sums: [Int: (weight: Double, probability: Double, positive: Double)] = [:]
    for entry in classes {
      guard let curve = entry.curves?.calibration else { continue }
      layers.append(
        .line(
          x: curve.bins.map(\.meanProbability), y: curve.bins.map(\.observed.value),
          ink: .lightGrey, width: 0.5))
      guard case .equalWidth(let count) = curve.binning else { continue }
      for bin in curve.bins {
        let index = min(Int(bin.lowest * Double(count)), count - 1)
        let before = sums[index] ?? (0, 0, 0)
        sums[index] = (
          before.weight + bin.weight, before.probability + bin.weight * bin.meanProbability,
          before.positive + bin.weight * bin.observed.value
        )
      }
    }
    let all = sums.sorted { $0.key < $1.key }.map(\.value)
    let x = all.map { $0.probability / $0.weight }
    let y = all.map { $0.positive / $0.weight }
    layers += [
      .line(x: x, y: y, ink: .blue, width: 1.25),
      .points(x: x, y: y, ink: .blue, isFilled: true, size: 3.5),
      .text("all classes together", x: 0.03, y: 0.95, anchor: .left, ink: .blue, size: 6.5),
      .text("each class", x: 0.03, y: 0.87, anchor: .left, ink: .grey, size: 6.5),
    ]
    return layers
  }

  private func histogram(_ curve: CalibrationCurve, base: Double, room: Double) -> [Layer] {
    guard let most = curve.bins.map(\.weight).max(), most > 0 else { return [] }
    return curve.bins.map { bin in
      var (low, high) = (bin.lowest, bin.highest)
      if case .equalWidth(let count) = curve.binning {
        let index = min(Int(bin.lowest * Double(count)), count - 1)
        (low, high) = (Double(index) / Double(count), Double(index + 1) / Double(count))
      }
      return .bars(
        x: [(low + high) / 2], heights: [base + room * bin.weight / most],
        width: max(0.9 * (high - low), 0.004), base: base, ink: .skyBlue)
    }
  }

  /// The largest of the bars beneath the calibration.
  var largestBin: Double? {
    isBinary ? classes[0].curves?.calibration.bins.map(\.weight).max() : nil
  }

  /// What each threshold gives of two classes.
  func thresholds(_ predictions: BinaryPredictions, _ rule: ThresholdRule) -> Chart {
    let positions = (0...200).map { Double($0) / 200 }
    let rows = predictions.thresholdTable(positions).rows
    func curve(
      _ name: String, _ ink: Ink, _ value: (BinaryCounts) -> Double?
    ) -> InlineLabels.Curve {
      InlineLabels.Curve(name: name, ink: ink, values: rows.map { value($0.counts) })
    }
    var curves = [
      curve("precision", .blue) { $0.precision.value },
      curve("recall", .green) { $0.recall.value }, curve("F1", .black) { $0.f1.value },
    ]
    if case .cost(let falsePositive, let falseNegative) = rule {
      let costs = rows.map {
        $0.counts.falsePositives * falsePositive + $0.counts.falseNegatives * falseNegative
      }
      let most = costs.max() ?? 0
      curves.append(
        InlineLabels.Curve(
          name: "cost", ink: .orange, values: costs.map { most > 0 ? $0 / most : 0 }))
    }
    var layers: [Layer] = []
    if let threshold = evaluation.threshold?.value, threshold <= 1 {
      layers.append(.rule(x: threshold, ink: .vermillion))
    }
    layers += curves.map {
      .line(x: positions, y: $0.values.map { $0 ?? .nan }, ink: $0.ink, width: 1)
    }
    layers += InlineLabels.layers(
      curves, x: positions, height: 1, rule: evaluation.threshold?.value)
    return Chart(
      title: "Thresholds", x: Self.axis("threshold"),
      y: Self.axis(curves.count > 3 ? "share; cost of its maximum" : "share"), layers: layers,
      legend: .none, aspectRatio: 1)
  }

  /// What was predicted of each class.
  var confusion: Chart? {
    guard let matrix = evaluation.confusion, matrix.classNames.count <= 30 else { return nil }
    let count = matrix.classNames.count
    let totals = matrix.actualTotals
    let names = matrix.classNames.map { Shortened.text($0, count > 6 ? 6 : 12) }
    let shares = (0..<(count * count)).map { cell in
      totals[cell / count] > 0 ? matrix.cells[cell] / totals[cell / count] : 0
    }
    return .heatMap(
      title: "Confusion", rows: names, columns: names, values: shares,
      texts: count <= 12 ? matrix.cells.map { $0 == 0 ? "" : WeightText.text($0) } : [],
      range: 0...1, rowLabel: "actual", columnLabel: "predicted")
  }
}

/// A sum of weights, mostly a number of rows.
enum WeightText {
  static func text(_ weight: Double) -> String {
    weight == weight.rounded() && weight < 1e15
      ? String(Int(weight)) : SignificantDigits.text(weight, 6)
  }
}
