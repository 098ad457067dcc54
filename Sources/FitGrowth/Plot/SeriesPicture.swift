import Charts
import GrowthCurves

/// One fit as a chart.
struct SeriesPicture: Sendable {
  let result: SeriesResult
  let style: PictureStyle
  let detail: PictureStyle.Detail
  let state: CurveState
  /// `nil` where there is no curve to show.
  let bands: CurveBands?
  /// Of the other models, best first; empty where one was fitted.
  let others: [(name: String, curve: CurveBands)]
  let landmarks: CurveMarks?
  /// Everything that the chart shows.
  private(set) var range: SizeRange

  var fit: GrowthFit { result.fit }

  init(_ result: SeriesResult, _ style: PictureStyle, _ detail: PictureStyle.Detail) {
    self.result = result
    self.style = style
    self.detail = detail
    let fit = result.fit
    state = fit.curveState
    range = SizeRange(isLogarithmic: style.isLogarithmic)
    range.add(fit.series.sizes)
    if let excluded = style.excluded[fit.series.name] { range.add(excluded.sizes) }
    // What does not grow shall not look as if it did.
    if !state.hasCurve, !style.isLogarithmic, fit.series.sizes.allSatisfy({ $0 > 0 }) {
      range.add([0])
    }
    // On to the observations behind the last fitted one, which came after a forecast.
    let (first, last) = Self.ends(fit.series, style.excluded[fit.series.name]) ?? (0, 0)
    let count = detail == .small ? 81 : 201
    let dataRange = range
    if state.hasCurve {
      let wanted: Set<GrowthPrediction.Band> =
        detail == .small || state == .notConverged ? [] : [.confidence, .prediction]
      let bands = CurveBands(fit, from: first, to: last, count: count, bands: wanted)
      range.add(bands.sizes.filter { dataRange.isNear($0) })
      range.add(bands.confidence + bands.prediction)
      self.bands = bands
    } else {
      bands = nil
    }
    landmarks =
      state.hasCurve && state != .notConverged && detail != .small
        && (result.comparison == nil || detail == .medium)
      ? CurveMarks(fit, in: range, style, isNumbered: detail == .full) : nil
    // Of many candidates, those that say something.
    var ranked = detail == .full ? result.comparison?.ranked ?? [] : []
    if ranked.count > 4 { ranked = ranked.filter { $0.weight ?? 0 >= 0.001 } }
    let hasCurve = state.hasCurve
    others = ranked.dropFirst().prefix(5).compactMap { entry in
      guard hasCurve, let weight = entry.weight else { return nil }
      return (
        "\(entry.fit.model.name), weight \(ComparisonText.share(weight))",
        CurveBands(entry.fit, from: first, to: last)
      )
    }
    if let capacity = landmarks?.capacity { range.add([capacity]) }
    if let test = result.backtest, detail == .full {
      range.add(test.forecasts.map { $0.size }.filter { dataRange.isNear($0) })
    }
  }

  /// The times from the first fitted observation to the last there is; nil without any.
  var timeRange: ClosedRange<Double>? {
    Self.ends(fit.series, style.excluded[fit.series.name]).map { $0.first...$0.last }
  }

  private static func ends(
    _ series: GrowthSeries, _ excluded: PictureStyle.Observations?
  ) -> (first: Double, last: Double)? {
    guard let first = series.times.first, let last = series.times.last else { return nil }
    return (first, max(last, excluded?.times.max() ?? last))
  }

  /// - Parameters:
  ///   - range: of the axis of sizes.
  ///   - times: of all charts with a common axis.
  func chart(range: ClosedRange<Double>?, times: ClosedRange<Double>?) -> Chart {
    let isPlain = !state.hasCurve && style.excluded[fit.series.name] == nil
    return Chart(
      title: fit.series.name, subtitle: subtitle, x: style.times.axis, y: style.sizeAxis(range),
      layers: layers(range, times), legend: isPlain ? .none : .automatic)
  }

  private var subtitle: String? {
    let verdicts = fit.verdicts.map { $0.description }.joined(separator: ", ")
    switch detail {
    case .full:
      return [fit.model.name, verdicts].joined(separator: ": ")
    case .medium:
      let model = result.comparison == nil ? [] : [fit.model.name]
      let parts = model + (fit.verdicts == [.ok] ? [] : [verdicts])
      return parts.isEmpty ? " " : parts.joined(separator: ": ")
    case .small: return nil
    }
  }
}
