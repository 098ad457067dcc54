/// One axis: what it shows, in which unit, and how numbers become places.
package struct Axis: Sendable {
  /// The name of the quantity; empty for none.
  package var label: String
  /// Written after the name in round brackets.
  package var unit: String?
  package var scale: Scale
  /// What is shown; `nil` for what the layers need, with a little room.
  package var range: ClosedRange<Double>?
  /// Whether a range found from the layers begins (or ends) at 0.
  package var includesZero: Bool
  /// Names at places instead of numbers, such as those of the bars.
  package var ticks: [Tick]?
  /// Whether light lines continue the ticks.
  package var hasGrid: Bool

  package init(
    _ label: String = "", unit: String? = nil, scale: Scale = .linear,
    range: ClosedRange<Double>? = nil, includesZero: Bool = false, ticks: [Tick]? = nil,
    hasGrid: Bool = false
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.range = range
    self.includesZero = includesZero
    self.ticks = ticks
    self.hasGrid = hasGrid
  }

  /// One tick a name, at 0, 1, 2 ….
  package static func categories(_ names: [String], label: String = "") -> Axis {
    Axis(
      label, range: -0.6...max(Double(names.count) - 0.4, 0.4),
      ticks: names.enumerated().map { Tick(Double($0), $1) })
  }

  /// The label with its unit.
  var text: String {
    guard let unit, !unit.isEmpty else { return label }
    return label.isEmpty ? unit : "\(label) (\(unit))"
  }
}

/// How numbers become places on an axis.
package enum Scale: Sendable, Hashable {
  case linear
  /// To base 10; shows positive numbers only.
  case logarithmic
  /// The numbers are seconds since 1970-01-01T00:00 (UTC); the ticks are dates or times of day.
  case date
}

/// A mark on an axis with its text.
package struct Tick: Sendable, Hashable {
  package var position: Double
  /// Empty for a mark alone.
  package var label: String

  package init(_ position: Double, _ label: String) {
    self.position = position
    self.label = label
  }
}
