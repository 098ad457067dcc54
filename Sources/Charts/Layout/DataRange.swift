internal import Foundation

/// The range of an axis that its layers need.
struct DataRange {
  private var low = Double.infinity
  private var high = -Double.infinity
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  mutating func add(_ value: Double) {
    guard value.isFinite, scale != .logarithmic || value > 0 else { return }
    low = min(low, value)
    high = max(high, value)
  }

  mutating func add(_ values: [Double]) { values.forEach { add($0) } }

  /// The range of an axis of some charts, which is that of the first chart that sets one.
  static func of(_ charts: [Chart], _ name: AxisName) -> ClosedRange<Double> {
    let axes = charts.map { name == .x ? $0.x : $0.y }
    guard let axis = axes.first else { return 0...1 }
    if let range = axes.lazy.compactMap({ $0.range }).first,
      range.lowerBound.isFinite, range.upperBound.isFinite,
      axis.scale != .logarithmic || range.lowerBound > 0
    {
      return widened(range, axis.scale)
    }
    var found = DataRange(axis.scale)
    for chart in charts { for layer in chart.layers { found.add(layer, name) } }
    let hasLabels = charts.contains { chart in
      chart.layers.contains { layer in
        if case .reference(let rule) = layer, rule.axis == .x, rule.label != nil {
          true
        } else {
          false
        }
      }
    }
    return found.padded(
      headroom: name == .y && hasLabels ? 0.12 : 0,
      includesZero: axes.contains { $0.includesZero }, isTight: name == .x && found.isOfLines)
  }

  private var isOfLines = true

  private mutating func add(_ layer: Layer, _ name: AxisName) {
    switch layer {
    case .lines(let line): add(name == .x ? line.x : line.y)
    case .symbols(let points):
      isOfLines = false
      add(name == .x ? points.x : points.y)
      for limits in (name == .x ? points.xLimits : points.yLimits) ?? [] {
        add(limits.lower)
        add(limits.upper)
      }
    case .area(let band): add(name == .x ? band.x : band.lower + band.upper)
    case .columns(let bars):
      if name == .x { isOfLines = false }
      add(name == .x ? bars.lower + bars.upper : bars.heights + [bars.base])
    case .reference(let rule): if rule.axis == name { add(rule.position) }
    case .shading, .note, .cells: break
    }
  }

  /// With room beside the first and the last point; lines alone fill the width.
  ///
  /// - Parameter headroom: a part of the length for the labels of vertical lines.
  private func padded(headroom: Double, includesZero: Bool, isTight: Bool) -> ClosedRange<Double> {
    guard low <= high else { return scale == .logarithmic ? 1...10 : 0...1 }
    if scale == .logarithmic {
      let decades = log10(high) - log10(low)
      let margin = isTight ? 0 : 0.04 * decades
      return Self.widened(
        pow(10, log10(low) - margin)...pow(10, log10(high) + margin + headroom * decades), scale)
    }
    let (first, last) =
      includesZero ? (Swift.min(low, 0), Swift.max(high, 0)) : (low, high)
    let margin = isTight ? 0 : 0.04 * (last - first)
    return Self.widened(
      (includesZero && first == 0 ? 0 : first - margin)...(includesZero && last == 0
        ? 0 : last + margin + headroom * (last - first)), scale)
  }

  /// A range that is long enough to be drawn.
  private static func widened(
    _ range: ClosedRange<Double>, _ scale: Scale
  ) -> ClosedRange<Double> {
    let (low, high) = (range.lowerBound, range.upperBound)
    if scale == .logarithmic { return high / low > 1 + 1e-9 ? range : low / 2...high * 2 }
    let least = Swift.max(abs(low), abs(high)) * 1e-10
    if high - low > least, (high - low).isFinite { return range }
    if !(high - low).isFinite {
      return -.greatestFiniteMagnitude / 4 ... .greatestFiniteMagnitude / 4
    }
    let half = low == 0 ? 0.5 : abs(low) * 0.05
    return low - half...high + half
  }
}
