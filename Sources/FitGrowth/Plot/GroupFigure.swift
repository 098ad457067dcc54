import Charts
import CommandSupport
import GrowthCurves

/// A few groups of replicates in one chart, a colour each, for to be compared.
struct GroupFigure {
  /// As many as there are colours that can be told apart.
  static let mostGroups = 7

  let style: PictureStyle

  func figure(_ analysis: ReplicateAnalysis) -> Figure {
    var range = SizeRange(isLogarithmic: style.isLogarithmic)
    var curves: [CurveBands?] = []
    for group in analysis.groups {
      let fit = group.pooled
      range.add(fit.series.sizes)
      guard fit.curveState.hasCurve else {
        curves.append(nil)
        continue
      }
      let curve = CurveBands(
        fit, from: fit.series.times.first ?? 0, to: fit.series.times.last ?? 0,
        bands: fit.curveState == .notConverged ? [] : [.confidence])
      curves.append(curve)
      range.add(curve.confidence)
    }
    var layers: [Layer] = []
    for (index, group) in analysis.groups.enumerated() {
      let ink = Ink.series(index)
      let fit = group.pooled
      if let curve = curves[index] {
        layers += curve.bands(style.times, in: range, level: fit.confidence, ink: ink).map {
          guard case .area(var band) = $0 else { return $0 }
          band.name = nil
          return .area(band)
        }
        layers.append(
          curve.curve(
            style.times, name: group.name, ink: ink,
            dash: fit.curveState == .notConverged ? .dashed : .solid))
      }
      let isSmall = fit.series.count > 200
      layers.append(
        .points(
          x: style.times.places(fit.series.times), y: fit.series.sizes, name: group.name, ink: ink,
          isFilled: true, size: isSmall ? 1.5 : 2.5))
    }
    let chart = Chart(
      title: "\(analysis.groups.count) groups of replicates",
      subtitle: analysis.groups.first?.pooled.model.name, x: style.times.axis,
      y: style.sizeAxis(range.range), layers: layers)
    return Figure(chart, notes: notes(analysis), width: .millimetres(120))
  }

  private func notes(_ analysis: ReplicateAnalysis) -> [String] {
    var notes = analysis.groups.map { group in
      FitNotes.line(SeriesResult(fit: group.pooled, by: []), style)
        + " (\(group.replicates.count) replicate\(group.replicates.count == 1 ? "" : "s"))"
    }
    let level = analysis.groups.first.map { percent($0.pooled.confidence) } ?? ""
    notes.append("Lines are fitted to all replicates of a group; shaded: \(level) confidence.")
    let tests = analysis.tests.compactMap { test -> String? in
      let p = analysis.replicatesDisagree ? test.byReplicatesAdjusted : test.byCurvesAdjusted
      return p.map { "\(test.parameter.symbol) \(Self.probability($0))" }
    }
    if !tests.isEmpty {
      notes.append(
        "Do groups differ (F-tests by \(analysis.replicatesDisagree ? "replicates" : "curves"), Holm)? "
          + tests.joined(separator: ", ") + ".")
    }
    return notes
  }

  private static func probability(_ p: Double) -> String {
    p < 0.0001 ? "p < 0.0001" : "p = \(SignificantDigits.text(p, 2))"
  }
}
