/// The room that a chart needs around its plot area, in points.
struct CellMargins {
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var bottom = 0.0

  /// The larger of each.
  mutating func extend(_ other: CellMargins) {
    left = max(left, other.left)
    right = max(right, other.right)
    top = max(top, other.top)
    bottom = max(bottom, other.bottom)
  }

  /// For labels at the ends of lines and for the legend of a heat map.
  static func right(_ chart: Chart, _ style: HouseStyle) -> Double {
    var width = 0.0
    for layer in chart.layers {
      switch layer {
      case .lines(let line):
        guard let label = line.endLabel else { continue }
        width = max(width, TextMetrics.width(label, size: style.legend) + 4)
      case .cells(let map): width = max(width, ColorScale(map).width)
      default: break
      }
    }
    return width
  }
}

/// The legend of a heat map, at the right of its cells.
struct ColorScale {
  private let map: HeatMapLayer
  private let size = 6.5
  private let ticks: [Tick]

  init(_ map: HeatMapLayer) {
    self.map = map
    if case .categories = map.colors {
      ticks = map.categories.enumerated().map { Tick(Double($0), $1) }
    } else {
      ticks = Ticks.linear(map.range, count: 4)
    }
  }

  private var isOfKinds: Bool { if case .categories = map.colors { true } else { false } }

  var width: Double {
    guard map.scaleLabel != nil || (isOfKinds && !map.categories.isEmpty) else { return 0 }
    let label = isOfKinds ? 0 : HouseStyle.line(size)
    return 18 + (ticks.map { TextMetrics.width($0.label, size: size) }.max() ?? 0) + label
  }

  func draw(beside area: Rectangle, on canvas: inout Canvas) {
    guard width > 0 else { return }
    let left = area.right + 7
    if isOfKinds {
      for tick in ticks {
        let y = area.top - (tick.position + 0.5) * HouseStyle.line(size) * 1.1
        let box = Rectangle(
          left: left, bottom: y - size * 0.4, right: left + size, top: y + size * 0.4)
        canvas.polygons([box.corners], ink: map.colors.ink(at: tick.position), opacity: 1)
        canvas.text(tick.label, at: Point(box.right + 3, y), size: size)
      }
      return
    }
    let height = min(area.height, 120)
    let bottom = (area.bottom + area.top - height) / 2
    let steps = 40
    for step in 0..<steps {
      let box = Rectangle(
        left: left, bottom: bottom + height * Double(step) / Double(steps), right: left + 6,
        top: bottom + height * Double(step + 1) / Double(steps) + (step + 1 < steps ? 0.2 : 0))
      canvas.polygons(
        [box.corners], ink: map.colors.ink(at: (Double(step) + 0.5) / Double(steps)), opacity: 1)
    }
    let span = map.range.upperBound - map.range.lowerBound
    for tick in ticks {
      let y = bottom + height * (span > 0 ? (tick.position - map.range.lowerBound) / span : 0.5)
      canvas.paths(
        [[Point(left + 6, y), Point(left + 8, y)]], ink: .rgb(0x404040), width: 0.5)
      canvas.text(tick.label, at: Point(left + 10, y), size: size, ink: .rgb(0x404040))
    }
    canvas.text(
      map.scaleLabel ?? "", at: Point(area.right + width - size * 0.55, bottom + height / 2),
      .center, size: size, isUpright: true)
  }
}
