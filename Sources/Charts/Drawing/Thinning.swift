/// Fewer points where the eye cannot tell: what is drawn has a resolution of a quarter point (about
/// 0.09 mm, 300 dots an inch).
enum Thinning {
  static let resolution = 0.25

  /// Of the points of a path that fall into the same column of dots, the first, the lowest, the
  /// highest and the last; a path with fewer than four points a column stays as it is.
  static func path(_ points: [Point], width: Double) -> [Point] {
    guard Double(points.count) > 4 * width / resolution else { return points }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x / resolution).rounded(.down)
      var end = start + 1
      while end < points.count, (points[end].x / resolution).rounded(.down) == column { end += 1 }
      var (lowest, highest) = (start, start)
      for index in start..<end {
        if points[index].y < points[lowest].y { lowest = index }
        if points[index].y > points[highest].y { highest = index }
      }
      for index in Set([start, lowest, highest, end - 1]).sorted() { kept.append(points[index]) }
      start = end
    }
    return kept
  }

  /// One of the points that fall on the same dot; a few thousand stay as they are.
  static func symbols(_ points: [Point]) -> [Point] {
    guard points.count > 2000 else { return points }
    var dots = Set<Point>()
    return points.filter { point in
      dots.insert(
        Point(
          (point.x / resolution).rounded(.down), (point.y / resolution).rounded(.down))
      ).inserted
    }
  }
}
