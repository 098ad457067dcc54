/// Cutting what is drawn at the edges of a plot area.
extension Rectangle {
  /// The parts of a path inside.
  func clip(path: [Point]) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    for (first, second) in zip(path, path.dropFirst()) {
      guard let (start, end) = clip(segment: (first, second)) else {
        if part.count > 1 { parts.append(part) }
        part = []
        continue
      }
      if part.last != start {
        if part.count > 1 { parts.append(part) }
        part = [start]
      }
      part.append(end)
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  /// The part of a segment inside (Liang and Barsky 1984).
  private func clip(segment: (Point, Point)) -> (Point, Point)? {
    let (a, b) = segment
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (enter, leave) = (0.0, 1.0)
    for (speed, distance) in [
      (-dx, a.x - left), (dx, right - a.x), (-dy, a.y - bottom), (dy, top - a.y),
    ] {
      if speed == 0 {
        if distance < 0 { return nil }
      } else if speed < 0 {
        enter = max(enter, distance / speed)
      } else {
        leave = min(leave, distance / speed)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? a : Point(a.x + enter * dx, a.y + enter * dy),
      leave == 1 ? b : Point(a.x + leave * dx, a.y + leave * dy)
    )
  }

  /// The part of a polygon inside (Sutherland and Hodgman 1974).
  func clip(polygon: [Point]) -> [Point] {
    let distances: [(Point) -> Double] = [
      { $0.x - left }, { right - $0.x }, { $0.y - bottom }, { top - $0.y },
    ]
    var result = polygon
    for distance in distances {
      guard var previous = result.last else { return [] }
      var kept: [Point] = []
      for point in result {
        let (before, here) = (distance(previous), distance(point))
        if (before < 0) != (here < 0) {
          let part = before / (before - here)
          kept.append(
            Point(
              previous.x + part * (point.x - previous.x),
              previous.y + part * (point.y - previous.y)))
        }
        if here >= 0 { kept.append(point) }
        previous = point
      }
      result = kept
    }
    return result
  }
}
