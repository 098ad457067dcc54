/// What stands around the plot area of a chart: axes, ticks, numbers, labels, titles.
struct PanelFrame {
  let panel: Panel
  let style: HouseStyle
  let hasXNumbers: Bool
  let hasYNumbers: Bool
  /// How far a number may stand out beyond the ends of the x axis.
  let overhang: Double

  private var area: Rectangle { panel.area }

  func drawBehind(on canvas: inout Canvas) {
    var lines: [[Point]] = []
    if panel.chart.x.hasGrid {
      for place in places(panel.x) {
        lines.append([Point(place, area.bottom), Point(place, area.top)])
      }
    }
    if panel.chart.y.hasGrid {
      for place in places(panel.y) {
        lines.append([Point(area.left, place), Point(area.right, place)])
      }
    }
    canvas.paths(lines, ink: style.grid, width: 0.5)
  }

  private func places(_ axis: ScaledAxis) -> [Double] {
    axis.ticks.compactMap { axis.place($0.position) }.filter(axis.contains)
  }

  func drawInFront(
    xLabel: String, yLabel: String, leftEdge: Double, bottomEdge: Double, rightMargin: Double,
    hasTitle: Bool, on canvas: inout Canvas
  ) {
    if panel.chart.hasFrame {
      var lines = [
        [Point(area.left, area.top), Point(area.left, area.bottom), Point(area.right, area.bottom)]
      ]
      for place in places(panel.x) {
        lines.append([Point(place, area.bottom), Point(place, area.bottom - style.tickLength)])
      }
      for place in places(panel.y) {
        lines.append([Point(area.left, place), Point(area.left - style.tickLength, place)])
      }
      canvas.paths(lines, ink: style.frame, width: 0.6)
    }
    drawNumbers(on: &canvas)
    canvas.text(
      xLabel,
      at: Point((area.left + area.right) / 2, bottomEdge + HouseStyle.line(style.axisLabel) / 2),
      .center, size: style.axisLabel)
    canvas.text(
      yLabel,
      at: Point(leftEdge + HouseStyle.line(style.axisLabel) / 2, (area.bottom + area.top) / 2),
      .center, size: style.axisLabel, isUpright: true)
    if hasTitle { drawTitle(on: &canvas) }
    EndLabels(panel, size: style.legend).draw(on: &canvas)
    for case .cells(let map) in panel.chart.layers {
      ColorScale(map).draw(beside: area, on: &canvas)
    }
  }

  private func drawNumbers(on canvas: inout Canvas) {
    let tick = panel.chart.hasFrame ? style.tickLength : 0
    if hasXNumbers {
      var end = -Double.infinity
      for tickMark in panel.x.ticks {
        guard let place = panel.x.place(tickMark.position), panel.x.contains(place) else {
          continue
        }
        let width = TextMetrics.width(tickMark.label, size: style.tickLabel)
        // Numbers that would touch are left out; their ticks stay.
        guard !tickMark.label.isEmpty, place - width / 2 > end + 1,
          place + width / 2 <= area.right + max(overhang, 2),
          place - width / 2 >= area.left - max(overhang, 2) - 4
        else { continue }
        canvas.text(
          tickMark.label,
          at: Point(
            place, area.bottom - tick - style.tickGap - HouseStyle.line(style.tickLabel) / 2),
          .center, size: style.tickLabel, ink: style.frame)
        end = place + width / 2
      }
    }
    if hasYNumbers {
      for tickMark in panel.y.ticks {
        guard let place = panel.y.place(tickMark.position), panel.y.contains(place) else {
          continue
        }
        canvas.text(
          tickMark.label, at: Point(area.left - tick - style.tickGap, place), .right,
          size: style.tickLabel, ink: style.frame)
      }
    }
  }

  private func drawTitle(on canvas: inout Canvas) {
    var y = area.top + 2
    let room = area.width + overhang
    if let subtitle = panel.chart.subtitle, !subtitle.isEmpty {
      canvas.text(
        TextMetrics.shortened(subtitle, size: style.note, width: room),
        at: Point(area.left, y + HouseStyle.line(style.note) / 2), size: style.note,
        ink: style.frame)
      y += HouseStyle.line(style.note)
    }
    if let title = panel.chart.title, !title.isEmpty {
      canvas.text(
        TextMetrics.shortened(title, size: style.panelTitle, width: room),
        at: Point(area.left, y + HouseStyle.line(style.panelTitle) / 2), size: style.panelTitle,
        isBold: true)
    }
  }
}
