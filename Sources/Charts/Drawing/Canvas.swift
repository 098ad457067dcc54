/// A place on the page in points (1/72 inch), from its lower left corner.
struct Point: Sendable, Hashable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

struct Rectangle: Sendable, Hashable {
  var left: Double
  var bottom: Double
  var right: Double
  var top: Double

  var width: Double { right - left }
  var height: Double { top - bottom }

  var corners: [Point] {
    [Point(left, bottom), Point(right, bottom), Point(right, top), Point(left, top)]
  }

  func overlaps(_ other: Rectangle) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }

  func contains(_ point: Point) -> Bool {
    point.x >= left - 0.01 && point.x <= right + 0.01 && point.y >= bottom - 0.01
      && point.y <= top + 0.01
  }
}

/// What is drawn on a page, in order; texts come last.
struct Canvas: Sendable {
  enum Mark: Sendable {
    case paths([[Point]], ink: Ink, width: Double, dash: Dash)
    case polygons([[Point]], ink: Ink, opacity: Double)
    case symbols([Point], ink: Ink, shape: PointLayer.Shape, isFilled: Bool, size: Double)
  }

  struct Label: Sendable {
    enum Alignment: Sendable {
      case left
      case center
      case right
    }

    var text: String
    /// Half the height of the letters lies above it.
    var place: Point
    var alignment: Alignment
    var size: Double
    var ink: Ink
    var isBold: Bool
    /// Reads from bottom to top.
    var isUpright: Bool
  }

  let width: Int
  let height: Int
  private(set) var marks: [Mark] = []
  private(set) var labels: [Label] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  mutating func paths(_ paths: [[Point]], ink: Ink, width: Double, dash: Dash = .solid) {
    let drawn = paths.filter { $0.count > 1 }
    if !drawn.isEmpty { marks.append(.paths(drawn, ink: ink, width: width, dash: dash)) }
  }

  mutating func polygons(_ polygons: [[Point]], ink: Ink, opacity: Double) {
    let drawn = polygons.filter { $0.count > 2 }
    if !drawn.isEmpty { marks.append(.polygons(drawn, ink: ink, opacity: opacity)) }
  }

  mutating func symbols(
    _ points: [Point], ink: Ink, shape: PointLayer.Shape, isFilled: Bool, size: Double
  ) {
    guard !points.isEmpty else { return }
    marks.append(.symbols(points, ink: ink, shape: shape, isFilled: isFilled, size: size))
  }

  mutating func text(
    _ text: String, at place: Point, _ alignment: Label.Alignment = .left, size: Double,
    ink: Ink = .black, isBold: Bool = false, isUpright: Bool = false
  ) {
    guard !text.isEmpty else { return }
    labels.append(
      Label(
        text: text, place: place, alignment: alignment, size: size, ink: ink, isBold: isBold,
        isUpright: isUpright))
  }
}
