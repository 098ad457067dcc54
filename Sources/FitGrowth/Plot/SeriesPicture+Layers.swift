import Charts
import Foundation
import GrowthCurves

/// What is drawn of a fit.
extension SeriesPicture {
  /// From the back to the front.
  func layers(
    _ range: ClosedRange<Double>?, _ times: ClosedRange<Double>?
  ) -> [Layer] {
    var layers: [Layer] = []
    if let bands {
      layers += bands.bands(style.times, in: self.range, level: fit.confidence)
    }
    if detail == .full, let test = result.backtest {
      layers += ForecastLayers.layers(test, style.times, in: self.range)
    }
    if detail == .full, state.hasCurve { layers += phases }
    layers += landmarks?.lines ?? []
    if isDense { layers += data }
    if let bands { layers.append(curve(bands)) }
    for (index, other) in others.enumerated() {
      layers.append(
        other.curve.curve(
          style.times, name: other.name, ink: .series(index + 1), width: 0.9, dash: .dashed))
    }
    if !isDense { layers += data }
    layers += landmarks?.points ?? []
    if let note = note(range, times) { layers.append(note) }
    return layers
  }

  private func curve(_ bands: CurveBands) -> Layer {
    let model = fit.model.name
    let name =
      switch detail {
      case .full:
        state == .notConverged
          ? "\(model), not converged"
          : result.comparison?.ranked.first?.weight.map {
            "\(model), weight \(ComparisonText.share($0))"
          } ?? model
      case .medium, .small: state.name
      }
    let ink: Ink = detail == .full && state == .warned ? .blue : state.ink
    return bands.curve(
      style.times, name: name, ink: ink, width: detail == .small ? 0.7 : 1.25,
      dash: state == .notConverged ? .dashed : .solid)
  }

  /// Whether the data would hide the curve, and lie under it.
  private var isDense: Bool {
    switch detail {
    case .full: fit.series.count > 100
    case .medium: fit.series.count > 40
    case .small: true
    }
  }

  private var data: [Layer] {
    let series = fit.series
    let isUsed =
      series.weights.isEmpty ? series.times.map { _ in true } : series.weights.map { $0 > 0 }
    let used = series.times.indices.filter { isUsed[$0] }
    let count = series.count + (style.excluded[series.name]?.times.count ?? 0)
    let diameter =
      switch detail {
      case .full: count > 400 ? 1.5 : count > 100 ? 2.5 : 3.5
      case .medium: count > 100 ? 1.2 : count > 40 ? 1.6 : 2.4
      case .small: 1.2
      }
    var layers: [Layer] = []
    var left = style.excluded[series.name] ?? PictureStyle.Observations(times: [], sizes: [])
    for index in series.times.indices where !isUsed[index] {
      left.times.append(series.times[index])
      left.sizes.append(series.sizes[index])
    }
    if !left.times.isEmpty {
      layers.append(
        .points(
          x: style.times.places(left.times), y: left.sizes, name: "not fitted", ink: .grey,
          size: diameter))
    }
    let (times, sizes) = (used.map { series.times[$0] }, used.map { series.sizes[$0] })
    if detail == .small, count > 60, series.distinctTimeCount == series.count {
      // So many points in so little room are a line, and make a much smaller file as one.
      layers.append(
        .line(
          x: style.times.places(times), y: sizes, name: "data", ink: .rgb(0xB8B8B8), width: 2.2))
      return layers
    }
    layers.append(
      .points(
        x: style.times.places(times), y: sizes,
        name: "data", ink: isDense ? .rgb(0x8C8C8C) : .rgb(0x333333), isFilled: true,
        size: diameter))
    return layers
  }

  /// The curves of the phases of a logistic sum.
  private var phases: [Layer] {
    guard let sum = fit.model as? LogisticSum, sum.phases > 1, let bands else { return [] }
    let single = LogisticSum(phases: 1)
    let inks: [Ink] = [.orange, .purple, .skyBlue, .black]
    return (0..<sum.phases).map { phase in
      .line(
        x: style.times.places(bands.times),
        y: single.sizes(at: bands.times, Array(fit.values[3 * phase..<3 * phase + 3])),
        name: "phase \(phase + 1)", ink: inks[phase % inks.count], width: 0.8)
    }
  }

  /// What kept a curve away, where no data lie.
  private func note(_ range: ClosedRange<Double>?, _ times: ClosedRange<Double>?) -> Layer? {
    guard !state.hasCurve, let range, let times else { return nil }
    let (low, high) = (range.lowerBound, range.upperBound)
    let sizes = fit.series.sizes.sorted()
    let middle = style.isLogarithmic ? (low * high).squareRoot() : (low + high) / 2
    let share = sizes.isEmpty || sizes[sizes.count / 2] < middle ? 0.9 : 0.1
    return .text(
      state.name, x: style.times.place((times.lowerBound + times.upperBound) / 2),
      y: style.isLogarithmic ? low * pow(high / low, share) : low + share * (high - low),
      ink: state.ink, size: detail == .small ? 5 : 7)
  }
}
