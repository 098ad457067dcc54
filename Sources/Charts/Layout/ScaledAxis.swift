internal import Foundation

/// An axis at its place on the page.
struct ScaledAxis {
  let axis: Axis
  let range: ClosedRange<Double>
  /// In points.
  let start: Double
  let length: Double
  let ticks: [Tick]

  /// The ends of the range, as logarithms on a logarithmic axis.
  private let low: Double
  private let high: Double

  init(_ axis: Axis, range: ClosedRange<Double>, start: Double, length: Double, ticks: [Tick]) {
    self.axis = axis
    self.range = range
    self.start = start
    self.length = length
    self.ticks = ticks
    let isLogarithmic = axis.scale == .logarithmic
    low = isLogarithmic ? log10(range.lowerBound) : range.lowerBound
    high = isLogarithmic ? log10(range.upperBound) : range.upperBound
  }

  var end: Double { start + length }

  /// The place of a value; may lie beyond the ends. `nil` for what has none.
  func place(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    guard axis.scale == .logarithmic else {
      return limited(start + length * ((value - low) / (high - low)))
    }
    guard value > 0 else { return nil }
    return limited(start + length * ((log10(value) - low) / (high - low)))
  }

  /// Far enough outside to be outside, and near enough to be computed with.
  private func limited(_ place: Double) -> Double { min(max(place, -1e7), 1e7) }

  /// The place of a value that ends a range: at an end of the axis when it lies beyond.
  func nearestPlace(_ value: Double) -> Double {
    if let place = place(value) { return min(max(place, start), end) }
    return start
  }

  func contains(_ place: Double) -> Bool { place >= start - 0.01 && place <= end + 0.01 }

  /// The ticks that suit a range and a length in points.
  static func ticks(
    _ axis: Axis, _ range: ClosedRange<Double>, length: Double, _ name: AxisName, size: Double
  ) -> [Tick] {
    if let ticks = axis.ticks { return ticks.filter { range.contains($0.position) } }
    func make(_ count: Int) -> [Tick] {
      switch axis.scale {
      case .linear: Ticks.linear(range, count: count)
      case .logarithmic: Ticks.logarithmic(range, count: count)
      case .date: Ticks.dates(range, count: count)
      }
    }
    var count = max(2, Int(length / (name == .x ? 32 : 20)))
    var ticks = make(count)
    // Two numbers tell a scale, where they fit.
    while ticks.count < 2, count < 6, fits(make(count + 1), range, length, name, size) {
      count += 1
      ticks = make(count)
    }
    while count > 1, ticks.count > 1, !fits(ticks, range, length, name, size) {
      count -= 1
      ticks = make(count)
    }
    return ticks
  }

  /// Whether the numbers stand apart.
  private static func fits(
    _ ticks: [Tick], _ range: ClosedRange<Double>, _ length: Double, _ name: AxisName,
    _ size: Double
  ) -> Bool {
    let named = ticks.filter { !$0.label.isEmpty }
    guard named.count > 1 else { return true }
    let room = length / Double(max(named.count, 1))
    let widest = named.map { TextMetrics.width($0.label, size: size) }.max() ?? 0
    return name == .y ? room >= size * 1.5 : room >= widest + size * 0.5
  }
}
