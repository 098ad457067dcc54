/// Where a legend may stand.
extension Panel {
  /// Whether something drawn lies in a part of the plot area.
  func isOccupied(_ part: Rectangle) -> Bool { obstacles(in: part, margin: 2) > 0 }

  /// How much of what is drawn lies in a part of the plot area: points and lines weigh more than
  /// the edges of bands.
  func obstacles(in part: Rectangle, margin: Double) -> Int {
    let box = Rectangle(
      left: part.left - margin, bottom: part.bottom - margin, right: part.right + margin,
      top: part.top + margin)
    func crosses(_ x: [Double], _ y: [Double]) -> Bool {
      runs(x, y).contains { !box.clip(path: $0).isEmpty }
    }
    let found = chart.layers.map { layer -> Bool in
      switch layer {
      case .lines(let line): return crosses(line.x, line.y)
      case .symbols(let points):
        if zip(points.x, points.y).contains(where: { x, y in
          place(x, y).map(box.contains) ?? false
        }) {
          return true
        }
        return (points.yLimits ?? []).indices.contains { index in
          crosses(
            [points.x[index], points.x[index]],
            [points.yLimits?[index].lower ?? .nan, points.yLimits?[index].upper ?? .nan])
        }
      case .area(let band):
        return crosses(band.x, band.lower) || crosses(band.x, band.upper)
      case .columns(let bars):
        return bars.heights.indices.contains { index in
          crosses(
            [bars.lower[index], bars.upper[index]], [bars.heights[index], bars.heights[index]])
            || crosses(
              [bars.lower[index], bars.lower[index]], [bars.base, bars.heights[index]])
        }
      case .reference(let rule):
        if rule.axis == .x, let label = labelBox(ofVertical: rule), box.overlaps(label) {
          return true
        }
        return rule.axis == .x
          ? x.place(rule.position).map { $0 >= box.left && $0 <= box.right } ?? false
          : y.place(rule.position).map { $0 >= box.bottom && $0 <= box.top } ?? false
      case .note(let note): return place(note.x, note.y).map(box.contains) ?? false
      case .shading(let shade):
        let axis = shade.axis == .x ? x : y
        let (first, last) = (
          axis.nearestPlace(shade.range.lowerBound), axis.nearestPlace(shade.range.upperBound)
        )
        let (low, high) = shade.axis == .x ? (box.left, box.right) : (box.bottom, box.top)
        return first < high && low < last
      case .cells: return true
      }
    }
    return zip(chart.layers, found).reduce(0) { sum, pair in
      guard pair.1 else { return sum }
      switch pair.0 {
      case .area, .shading: return sum + 1
      default: return sum + 3
      }
    }
  }
}
