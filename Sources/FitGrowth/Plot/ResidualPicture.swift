import Charts
import Foundation
import GrowthCurves

/// The residuals of a fit against time, with two standard errors to each side.
struct ResidualPicture {
  private let fit: GrowthFit
  private let style: PictureStyle

  /// - Returns: nil where there is no curve.
  init?(_ fit: GrowthFit, _ style: PictureStyle) {
    guard fit.curveState.hasCurve else { return nil }
    self.fit = fit
    self.style = style
  }

  /// In the terms of the loss: √w(y − N), √w·ln(y/N), of counts over their standard deviation.
  var values: [Double] {
    let series = fit.series
    return series.times.indices.map { index in
      let (size, curve) = (series.sizes[index], fit.size(at: series.times[index]))
      let weight = series.weights.isEmpty ? 1 : series.weights[index]
      if let deviation = deviation(curve) { return (size - curve) / deviation }
      guard fit.options.scale == .log else { return weight.squareRoot() * (size - curve) }
      return size > 0 && curve > 0 ? weight.squareRoot() * log(size / curve) : .nan
    }
  }

  /// Of a count.
  private func deviation(_ mean: Double) -> Double? {
    guard fit.options.loss.isOfCounts else { return nil }
    let theta = fit.options.loss == .negativeBinomial ? fit.lossScale ?? .infinity : .infinity
    return (mean * (1 + mean / theta)).squareRoot()
  }

  /// s; 1 where the scatter is known.
  private var scatter: Double? {
    if fit.options.loss.isOfCounts { return 1 }
    if fit.options.loss.isRobust { return fit.lossScale }
    return fit.options.hasKnownVariance ? 1 : fit.statistics?.residualStandardError
  }

  private var axis: Axis {
    if fit.options.loss.isOfCounts { return Axis("residual / standard deviation") }
    if fit.options.scale == .log { return Axis("residual of ln \(style.size.label)") }
    if fit.options.hasKnownVariance { return Axis("residual / standard deviation") }
    return fit.series.weights.isEmpty
      ? Axis("residual", unit: style.size.unit) : Axis("weighted residual")
  }

  /// - Parameter isSmall: for one of several.
  func chart(isSmall: Bool = false) -> Chart {
    let times = style.times.places(fit.series.times)
    var layers: [Layer] = []
    var axis = axis
    let values = values
    let largest = values.filter { $0.isFinite }.map { $0.magnitude }.max() ?? 1
    let scatter = scatter.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    let reach = 1.08 * max(largest, 2.1 * (scatter ?? 0), .leastNormalMagnitude)
    axis.range = -reach...reach
    if let scatter {
      layers += [-2, 2].map {
        .rule(y: $0 * scatter, name: "± 2 s", ink: .grey, dash: .dotted)
      }
    }
    layers.append(.rule(y: 0, ink: .grey, width: 0.6, dash: .solid))
    layers.append(
      .points(
        x: times, y: values, name: "data", ink: .rgb(0x333333), isFilled: true,
        size: times.count > 400 ? 1.5 : isSmall ? 1.6 : times.count > 100 ? 2.2 : 3))
    return Chart(x: style.times.axis, y: axis, layers: layers)
  }
}
