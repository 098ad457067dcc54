/// Names beside the ends of lines, moved apart where they would overlap.
struct EndLabels {
  private struct Label {
    var text: String
    var x: Double
    var y: Double
    var ink: Ink
  }

  private var labels: [Label] = []
  private let size: Double

  init(_ panel: Panel, size: Double) {
    self.size = size
    for case .lines(let line) in panel.chart.layers {
      guard let text = line.endLabel, !text.isEmpty else { continue }
      let visible = panel.runs(line.x, line.y).flatMap(panel.area.clip(path:))
      guard let end = visible.last?.last else { continue }
      labels.append(Label(text: text, x: end.x, y: end.y, ink: line.ink))
    }
    spread(in: panel.area)
  }

  /// From bottom to top each at least a line above the one before, then down again from the top.
  private mutating func spread(in area: Rectangle) {
    let distance = size * 1.15
    labels.sort { $0.y < $1.y }
    for index in labels.indices.dropFirst() {
      labels[index].y = max(labels[index].y, labels[index - 1].y + distance)
    }
    var limit = area.top
    for index in labels.indices.reversed() {
      labels[index].y = min(labels[index].y, limit)
      limit = labels[index].y - distance
    }
  }

  func draw(on canvas: inout Canvas) {
    for label in labels {
      canvas.text(label.text, at: Point(label.x + 3, label.y), size: size, ink: label.ink)
    }
  }
}
