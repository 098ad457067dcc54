import Charts
import Classification
import CommandSupport
import Foundation

/// The results of the folds, one panel a number.
struct FoldFigure {
  let found: CrossValidation
  let path: String

  var figure: Figure {
    let failed = found.failedFolds
    let name = URL(filePath: path).lastPathComponent
    var notes = ["Line and band: mean over the folds ± one standard error."]
    if !failed.isEmpty {
      notes.insert(
        "Training failed in \(failed.count) of \(found.folds.count) folds (crosses): "
          + (StatusText(found.status, form: found.evaluation.form).failure ?? ""), at: 0)
    }
    var figure = Figure(
      [
        chart("AUC", found.auc), chart("Log loss", found.logLoss),
        chart("Brier score", found.brier), chart("Accuracy", found.accuracy),
      ], columns: 2,
      title: failed.isEmpty
        ? "\(name): \(found.folds.count) folds"
        : "\(name): \(found.folds.count) folds, \(failed.count) failed", notes: notes,
      width: .millimetres(140))
    figure.legend = .none
    return figure
  }

  private func chart(_ name: String, _ summary: FoldSummary) -> Chart {
    let count = summary.values.count
    let range = 0.4...(Double(count) + 0.6)
    let ends = [range.lowerBound, range.upperBound]
    var layers: [Layer] = []
    var subtitle: String?
    if let mean = summary.mean.value, mean.isFinite {
      if let error = summary.standardError.value {
        layers.append(
          .band(x: ends, lower: [mean - error, mean - error], upper: [mean + error, mean + error]))
        subtitle =
          "\(SignificantDigits.decimals(mean, 3)) ± \(SignificantDigits.decimals(error, 3))"
      }
      layers.append(.rule(y: mean, ink: .blue, dash: .solid))
    }
    for isFailed in [false, true] {
      let folds = summary.values.indices.filter {
        found.results[$0].status.isSuccess != isFailed && summary.values[$0].value != nil
      }
      guard !folds.isEmpty else { continue }
      layers.append(
        .points(
          x: folds.map { Double($0 + 1) }, y: folds.map { summary.values[$0].value! },
          ink: isFailed ? .vermillion : .black, shape: isFailed ? .cross : .circle,
          isFilled: !isFailed, size: 3.5))
    }
    let step = max(1, (count + 9) / 10)
    return Chart(
      title: subtitle.map { "\(name) \($0)" } ?? name,
      x: Axis(
        "fold", range: range,
        ticks: stride(from: 1, through: count, by: step).map { Tick(Double($0), "\($0)") }),
      y: Axis(name), layers: layers, legend: .none)
  }
}
