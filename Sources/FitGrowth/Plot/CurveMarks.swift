import Charts
import CommandSupport
import GrowthCurves

/// The landmarks of a curve that lie within the data: inflection, lag, capacity, initial size.
struct CurveMarks: Sendable {
  /// Behind the curve.
  private(set) var lines: [Layer] = []
  /// On it.
  private(set) var points: [Layer] = []
  /// Where it is near the data.
  private(set) var capacity: Double?

  /// - Parameter isNumbered: whether the legend has the numbers.
  init(_ fit: GrowthFit, in range: SizeRange, _ style: PictureStyle, isNumbered: Bool) {
    guard let first = fit.series.times.first, let last = fit.series.times.last else { return }
    let quantities = fit.derivedQuantities(hasUncertainty: isNumbered)
    func quantity(_ kind: DerivedQuantity.Kind) -> (value: Double, error: Double?)? {
      quantities.first { $0.kind == kind }.flatMap { found in
        found.estimate.map { ($0, found.standardError) }
      }
    }
    func size(_ value: (value: Double, error: Double?)) -> String {
      SignificantDigits.text(value.value, error: value.error)
        + (style.size.unit.map { " \($0)" } ?? "")
    }
    func name(_ text: String, _ number: String) -> String {
      isNumbered ? "\(text) \(number)" : text
    }

    if let found = quantity(.carryingCapacity), range.isNear(found.value) {
      capacity = found.value
      lines.append(
        .rule(y: found.value, name: name("capacity", size(found)), ink: .green, dash: .dashed))
    }
    let inflection = quantity(.inflectionTime)
    // Without the inflection, its tangent is an extrapolation; a sum of phases has several.
    let isOfPhases = (fit.model as? LogisticSum).map { $0.phases > 1 } ?? false
    if !isOfPhases, !fit.verdicts.contains(.inflectionNotObserved), let lag = quantity(.lagTime),
      lag.value > first, lag.value < last
    {
      let text = name("lag until", style.times.text(lag.value, error: lag.error))
      let label = isNumbered ? text : "lag"
      if let tangent = Self.tangent(fit, lag: lag.value, inflection?.value, quantities, style) {
        lines.append(tangent(label, last))
      }
      lines.append(
        .rule(
          x: style.times.place(lag.value), name: label, ink: .purple, width: 0.75, dash: .dotted))
    }
    if fit.model.usesElapsedTime, let initial = quantity(.initialSize) {
      points.append(
        .points(
          x: [style.times.place(first)], y: [initial.value],
          name: name("initial size", size(initial)), ink: .green, shape: .square, isFilled: true,
          size: 4))
    }
    if let inflection, inflection.value >= first, inflection.value <= last,
      let found = quantity(.inflectionSize)
    {
      points.append(
        .points(
          x: [style.times.place(inflection.value)], y: [found.value],
          name: isNumbered
            ? "inflection at \(style.times.text(inflection.value, error: inflection.error))"
            : "inflection",
          ink: .vermillion, shape: .diamond, isFilled: true, size: isNumbered ? 5 : 3.5))
    }
  }

  /// The tangent at the inflection, from where it leaves the lower asymptote; `nil` where the lag of
  /// the model is measured in another way, and on a logarithmic axis, where it is no line.
  private static func tangent(
    _ fit: GrowthFit, lag: Double, _ inflection: Double?, _ quantities: [DerivedQuantity],
    _ style: PictureStyle
  ) -> ((_ name: String, _ last: Double) -> Layer)? {
    guard !style.isLogarithmic, let inflection,
      let size = quantities.first(where: { $0.kind == .inflectionSize })?.estimate,
      let rate = quantities.first(where: { $0.kind == .maximumRate })?.estimate, rate > 0,
      let baseline = fit.model.landmarks(fit.values).baseline,
      (inflection - (size - baseline) / rate - lag).magnitude < 0.002 * fit.series.duration
    else { return nil }
    let top = fit.model.landmarks(fit.values).capacity ?? fit.series.sizes.max() ?? size
    return { name, last in
      let end = min(last, inflection + (top - size) / rate)
      return .line(
        x: [style.times.place(lag), style.times.place(end)],
        y: [baseline, size + rate * (end - inflection)], name: name, ink: .purple, width: 0.75,
        dash: .dashed)
    }
  }
}
