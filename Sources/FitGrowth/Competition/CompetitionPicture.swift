import Charts
import CommandSupport
import Dynamics
import GrowthCurves

/// Two species of each culture: data and the curves of their common fit.
struct CompetitionPicture {
  private let pairs: SpeciesPairs
  private let fits: [CompetitionFit]
  private let times: PictureTimes

  init(_ pairs: SpeciesPairs, _ fits: [CompetitionFit]) {
    self.pairs = pairs
    self.fits = fits
    times = PictureTimes(pairs.selection.time)
  }

  var figure: Figure {
    let charts = zip(pairs.all, fits).map { chart($0, $1) }
    guard charts.count > 1 else {
      return Figure(charts[0], notes: notes, width: .millimetres(120))
    }
    return Figure(
      charts, columns: charts.count > FitFigures.fewCount ? 8 : nil, notes: notes, sharesX: true,
      sharesY: true)
  }

  private func chart(_ pair: SpeciesPairs.Pair, _ fit: CompetitionFit) -> Chart {
    let all = fit.series.flatMap { $0.times }
    var range = SizeRange(isLogarithmic: false)
    var layers: [Layer] = []
    var curves: [[Double]] = []
    var grid: [Double] = []
    if fit.status != .notFitted, let first = all.min(), let last = all.max() {
      grid = (0...200).map { first + (last - first) * Double($0) / 200 }
      curves = fit.sizes(at: grid)
    }
    for index in 0..<2 {
      let ink = Ink.series(index)
      let series = fit.series[index]
      range.add(series.sizes)
      if index < curves.count {
        layers.append(
          .line(
            x: times.places(grid), y: curves[index], ink: ink,
            dash: fit.status == .notConverged ? .dashed : .solid))
        range.add(curves[index])
      }
      layers.append(
        .points(
          x: times.places(series.times), y: series.sizes, name: pair.names[index], ink: ink,
          shape: index == 0 ? .circle : .square, isFilled: index == 0,
          size: series.count > 100 ? 1.5 : 3))
    }
    let title =
      pair.by.isEmpty ? "Lotka–Volterra competition" : pair.by.map(\.value).joined(separator: ", ")
    let verdicts = fit.verdicts.map { $0.description }.joined(separator: ", ")
    let outcome = fit.outcome.map { "\($0.rawValue); " } ?? ""
    return Chart(
      title: title, subtitle: outcome + verdicts, x: times.axis, y: sizeAxis, layers: layers)
  }

  private var sizeAxis: Axis {
    let columns = pairs.selection.sizeColumns
    let name = QuantityName(columns.count == 1 ? columns[0] : "size")
    return Axis(name.label, unit: name.unit, includesZero: true)
  }

  private var notes: [String] {
    zip(pairs.all, fits).flatMap { pair, fit -> [String] in
      let group = pair.by.isEmpty ? "" : pair.by.map(\.value).joined(separator: ", ") + ": "
      // Without a minimum, the parameters mean nothing.
      guard fit.status == .converged else {
        let verdicts = fit.verdicts.map { "\($0) – \($0.explanation)" }
        return ["\(group)\(verdicts.joined(separator: "; "))."]
      }
      let parameters = fit.parameters.map { estimate in
        let error = estimate.isFixed ? nil : estimate.standardError
        let text =
          "\(estimate.parameter.symbol) = "
          + SignificantDigits.text(estimate.estimate, error: error)
        return text
          + (estimate.isFixed
            ? " (fixed)" : error.map { " ± \(SignificantDigits.text($0, 2))" } ?? "")
      }
      let outcome = fit.outcome.map {
        " Outcome: \($0.rawValue) – \($0.explanation)"
          + (fit.isOutcomeCertain ? "." : " (others are within the intervals).")
      }
      return [
        "\(group)1 = \(pair.names[0]), 2 = \(pair.names[1]): "
          + parameters.joined(separator: ", ") + "." + (outcome ?? "")
      ]
    }
  }
}
