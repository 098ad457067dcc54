import Charts
import Classification
import CommandSupport
import Foundation

/// A path of λ: the loss on rows held out, and the coefficients. λ falls from left to right.
struct PathFigure {
  let found: PathCrossValidation
  let data: TrainingData
  let path: String

  static let coefficientLimit = 7

  var figure: Figure {
    var figure = Figure(
      [loss, coefficients], columns: 2,
      title: "\(URL(filePath: path).lastPathComponent): path of λ", subtitle: subtitle,
      notes: [note], width: .double, height: 82)
    figure.legend = .none
    return figure
  }

  private var subtitle: String {
    let ratio = found.path.l1Ratio
    let penalty =
      ratio == 1
      ? "lasso"
      : ratio == 0
        ? "ridge"
        : "elastic net, share of absolute values "
          + ShortNumber.text(ratio, 3)
    return "\(penalty), \(found.folds.count) folds, \(data.rowCount) rows"
  }

  /// Where a λ stands: more to the right for less penalty.
  private func place(_ lambda: Double) -> Double { -log10(lambda) }

  private var axis: Axis {
    let places = found.points.map { place($0.lambda) }
    let (low, high) = (places.min() ?? 0, places.max() ?? 1)
    let step = max(1, Int(((high - low) / 5).rounded(.up)))
    let ticks = stride(
      from: Int(low.rounded(.up)), through: Int(high.rounded(.down)), by: step
    ).map { Tick(Double($0), Self.power(-$0)) }
    return Axis("λ", ticks: ticks)
  }

  private static func power(_ exponent: Int) -> String {
    if (-3...3).contains(exponent) {
      return exponent < 0
        ? "0." + String(repeating: "0", count: -exponent - 1) + "1"
        : "1" + String(repeating: "0", count: exponent)
    }
    return "1e\(exponent)"
  }

  private func marks(isLabelled: Bool) -> [Layer] {
    var layers: [Layer] = []
    if let lambda = found.lambda1SE, lambda != found.lambdaMin {
      layers.append(.rule(x: place(lambda), label: isLabelled ? "1se" : nil))
    }
    if let lambda = found.lambdaMin {
      layers.append(.rule(x: place(lambda), label: isLabelled ? "min" : nil))
    }
    return layers
  }

  private var loss: Chart {
    let points = found.points.filter { $0.mean?.isFinite ?? false }
    let x = points.map { place($0.lambda) }
    let limits = points.map { point in
      (point.mean! - (point.standardError ?? 0), point.mean! + (point.standardError ?? 0))
    }
    return Chart(
      title: "Loss on rows held out", x: axis, y: Axis("mean \(measure)"),
      layers: marks(isLabelled: true) + [
        .points(
          x: x, y: points.map { $0.mean! }, yLimits: limits, ink: .rgb(0xA8A8A8), isFilled: true,
          size: 1),
        .points(x: x, y: points.map { $0.mean! }, ink: .blue, isFilled: true, size: 2.2),
      ], legend: .none)
  }

  private var measure: String {
    switch found.measure {
    case .logLoss: "log loss"
    case .brier: "Brier score"
    case .error: "share of wrong decisions"
    }
  }

  /// Standard deviations of the columns, by which coefficients can be compared.
  private var spreads: [Double] {
    let design = data.design
    let n = Double(design.rowCount)
    var (sums, squares) = (
      [Double](repeating: 0, count: design.columnCount),
      [Double](repeating: 0, count: design.columnCount)
    )
    for row in 0..<design.rowCount {
      design.forEachStored(inRow: row) { column, value in sums[column] += value }
    }
    let means = sums.map { $0 / n }
    // Of elements that are not stored, and so 0, the mean's square remains.
    var rest = [Double](repeating: n, count: design.columnCount)
    for row in 0..<design.rowCount {
      design.forEachStored(inRow: row) { column, value in
        squares[column] += (value - means[column]) * (value - means[column])
        rest[column] -= 1
      }
    }
    return means.indices.map {
      ((squares[$0] + rest[$0] * means[$0] * means[$0]) / n).squareRoot()
    }
  }

  private struct Curve {
    var name: String
    var values: [Double]
    var size: Double { values.reduce(0) { max($0, $1.magnitude) } }
  }

  private var curves: [Curve] {
    let spreads = spreads
    guard let first = found.path.steps.first?.model else { return [] }
    let isOne = first.scoreFunctions.count == 1
    return first.scoreFunctions.indices.flatMap { k in
      first.featureNames.indices.map { j in
        Curve(
          name: isOne ? first.featureNames[j] : "\(first.classNames[k]): \(first.featureNames[j])",
          values: found.path.steps.map { $0.model.scoreFunctions[k].weights[j] * spreads[j] })
      }
    }
  }

  private var coefficients: Chart {
    let x = found.path.steps.map { place($0.lambda) }
    let curves = curves
    let largest = Array(
      curves.indices.sorted { (-curves[$0].size, $0) < (-curves[$1].size, $1) }
        .prefix(Self.coefficientLimit))
    // Thousands of columns that stay 0 say nothing.
    let others = curves.indices.filter { !largest.contains($0) && curves[$0].size > 0 }.prefix(200)
    var layers = marks(isLabelled: false)
    layers += others.map {
      .line(x: x, y: curves[$0].values, ink: .lightGrey, width: 0.5)
    }
    layers += largest.enumerated().map { rank, index in
      .line(
        x: x, y: curves[index].values, ink: .series(rank), width: 1,
        endLabel: Shortened.text(curves[index].name, 18))
    }
    return Chart(
      title: "Coefficients", x: axis, y: Axis("coefficient × standard deviation"),
      layers: layers, legend: .none)
  }

  private var note: String {
    var text = "Bars: ± one standard error over the folds."
    if let lambda = found.lambdaMin { text += " min: λ = \(ShortNumber.text(lambda, 4))." }
    if let lambda = found.lambda1SE { text += " 1se: λ = \(ShortNumber.text(lambda, 4))." }
    let count = curves.count
    if count > Self.coefficientLimit {
      text += " Named: the \(Self.coefficientLimit) largest of \(count) coefficients."
    }
    return text
  }
}
