/// Places the charts of a figure on a page and draws it.
struct PageLayout {
  let figure: Figure
  let style: HouseStyle
  private let isSingle: Bool
  private let pageWidth: Double
  private let xRanges: [ClosedRange<Double>]
  private let yRanges: [ClosedRange<Double>]
  private let legend: LegendEntries
  /// Drawn once for all charts.
  private let commonX: String?
  private let commonY: String?

  /// A figure has at least one place; an empty one is a page of its texts.
  static func canvas(_ figure: Figure) -> Canvas { PageLayout(figure).canvas() }

  private init(_ figure: Figure) {
    self.figure = figure
    pageWidth = Double(figure.width.points)
    isSingle = figure.places.count == 1
    style = HouseStyle(
      cellWidth: pageWidth / Double(figure.columnCount), isSingle: isSingle)
    let charts = figure.charts
    let sharedX = figure.sharesX ? DataRange.of(charts, .x) : nil
    let sharedY = figure.sharesY ? DataRange.of(charts, .y) : nil
    xRanges = figure.places.map { sharedX ?? DataRange.of($0.map { [$0] } ?? [], .x) }
    yRanges = figure.places.map { sharedY ?? DataRange.of($0.map { [$0] } ?? [], .y) }
    legend = LegendEntries(charts, size: style.legend)
    func common(_ texts: [String]) -> String? {
      guard charts.count > 1, let first = texts.first, texts.allSatisfy({ $0 == first }) else {
        return nil
      }
      return first
    }
    commonX = common(charts.map { $0.x.text })
    commonY = common(charts.map { $0.y.text })
  }

  private func canvas() -> Canvas {
    guard isSingle, let chart = figure.places.first ?? nil, !legend.isEmpty else {
      return canvas(legendBelow: false).canvas
    }
    switch chart.legend {
    case .none: return canvas(legendBelow: false).canvas
    case .below: return canvas(legendBelow: true).canvas
    case .inside(let corner):
      var (canvas, panels) = canvas(legendBelow: false)
      let box = legendBox(corner, in: panels[0].area)
      legend.drawList(at: Point(box.left, box.top), on: &canvas)
      return canvas
    case .automatic:
      var (canvas, panels) = canvas(legendBelow: false)
      for corner in Legend.Corner.allCases {
        let box = legendBox(corner, in: panels[0].area)
        guard box.left >= panels[0].area.left, box.bottom >= panels[0].area.bottom,
          box.width < 0.6 * panels[0].area.width, !panels[0].isOccupied(box)
        else { continue }
        legend.drawList(at: Point(box.left, box.top), on: &canvas)
        return canvas
      }
      return self.canvas(legendBelow: true).canvas
    }
  }

  private func legendBox(_ corner: Legend.Corner, in area: Rectangle) -> Rectangle {
    let (width, height) = legend.listSize
    let isLeft = corner == .topLeft || corner == .bottomLeft
    let isTop = corner == .topLeft || corner == .topRight
    let left = isLeft ? area.left + 4 : area.right - 4 - width
    let top = isTop ? area.top - 2 : area.bottom + 2 + height
    return Rectangle(left: left, bottom: top - height, right: left + width, top: top)
  }

  // MARK: - The parts of a page from top to bottom

  private func canvas(legendBelow: Bool) -> (canvas: Canvas, panels: [Panel]) {
    let inner = pageWidth - 2 * style.padding
    let heading = figure.heading
    let title = TextMetrics.wrapped(heading.title ?? "", size: style.title, width: inner)
    let subtitle = TextMetrics.wrapped(heading.subtitle ?? "", size: style.subtitle, width: inner)
    let notes = figure.notes.flatMap {
      TextMetrics.wrapped($0, size: style.note, width: inner)
    }
    let hasTopLegend = !isSingle && figure.legend != .none && !legend.isEmpty
    let legendHeight =
      hasTopLegend || legendBelow ? legend.rowsHeight(width: inner) + 3 : 0
    let above =
      style.padding + Double(title.count) * HouseStyle.line(style.title)
      + Double(subtitle.count) * HouseStyle.line(style.subtitle)
      + (title.isEmpty && subtitle.isEmpty ? 0 : 3) + (hasTopLegend ? legendHeight : 0)
    let below =
      style.padding + (legendBelow ? legendHeight : 0)
      + (notes.isEmpty ? 0 : Double(notes.count) * HouseStyle.line(style.note) + 4)

    let grid = GridLayout(
      figure, style: style, xRanges: xRanges, yRanges: yRanges, commonX: commonX,
      commonY: commonY, left: style.padding, width: inner,
      height: figure.height.map { $0 * 72 / 25.4 - above - below })
    let height = above + grid.height + below
    var canvas = Canvas(width: Int(pageWidth), height: Int(height.rounded(.up)))
    var y = Double(canvas.height) - style.padding
    for line in title {
      canvas.text(
        line, at: Point(style.padding, y - HouseStyle.line(style.title) / 2), size: style.title,
        isBold: true)
      y -= HouseStyle.line(style.title)
    }
    for line in subtitle {
      canvas.text(
        line, at: Point(style.padding, y - HouseStyle.line(style.subtitle) / 2),
        size: style.subtitle, ink: style.frame)
      y -= HouseStyle.line(style.subtitle)
    }
    if hasTopLegend {
      legend.drawRows(at: Point(style.padding, y - 2), width: inner, on: &canvas)
    }
    let panels = grid.draw(top: Double(canvas.height) - above, on: &canvas)
    y = Double(canvas.height) - above - grid.height
    if legendBelow {
      legend.drawRows(at: Point(style.padding, y - 2), width: inner, on: &canvas)
      y -= legendHeight
    }
    y -= 4
    for line in notes {
      canvas.text(
        line, at: Point(style.padding, y - HouseStyle.line(style.note) / 2), size: style.note,
        ink: style.frame)
      y -= HouseStyle.line(style.note)
    }
    return (canvas, panels)
  }
}
