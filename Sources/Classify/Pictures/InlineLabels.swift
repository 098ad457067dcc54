import Charts

/// Names of curves beside them, where the other curves and names are far away.
enum InlineLabels {
  struct Curve {
    var name: String
    var ink: Ink
    /// At common positions; nil for a gap.
    var values: [Double?]
  }

  /// - Parameters:
  ///   - x: the common positions, ascending.
  ///   - height: of the axis of y.
  ///   - rule: a vertical line that no name should cross.
  static func layers(
    _ curves: [Curve], x: [Double], height: Double, rule: Double? = nil
  ) -> [Layer] {
    guard let first = x.first, let last = x.last, last > first else { return [] }
    let width = last - first
    var placed: [(x: Double, y: Double)] = []
    var layers: [Layer] = []
    let candidates = x.indices.filter {
      x[$0] > first + 0.12 * width && x[$0] < last - 0.12 * width
        && abs(x[$0] - (rule ?? -.infinity)) > 0.13 * width
    }
    for (k, curve) in curves.enumerated() {
      var best: (merit: Double, x: Double, y: Double)?
      for index in candidates {
        guard let value = curve.values[index] else { continue }
        for side in [1.0, -1.0] {
          let y = value + side * 0.055 * height
          guard y > 0.05 * height, y < 0.95 * height else { continue }
          // The nearest of what lies within the width of the name.
          var merit = 0.25 * height
          for (other, line) in curves.enumerated() {
            for near in x.indices where abs(x[near] - x[index]) < 0.11 * width {
              guard let there = line.values[near] else { continue }
              let distance = abs(there - y)
              merit = min(merit, other == k ? distance + 0.015 * height : distance)
            }
          }
          for place in placed where abs(place.x - x[index]) < 0.25 * width {
            merit = min(merit, abs(place.y - y) - 0.05 * height)
          }
          if merit > best?.merit ?? -.infinity { best = (merit, x[index], y) }
        }
      }
      guard let best else { continue }
      placed.append((best.x, best.y))
      layers.append(.text(curve.name, x: best.x, y: best.y, ink: curve.ink, size: 6.5))
    }
    return layers
  }
}
