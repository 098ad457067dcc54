/// The charts of a figure in rows and columns.
struct GridLayout {
  private let figure: Figure
  private let style: HouseStyle
  private let xRanges: [ClosedRange<Double>]
  private let yRanges: [ClosedRange<Double>]
  private let commonX: String?
  private let commonY: String?
  private let left: Double
  /// Around the plot area in each cell.
  private var cell = CellMargins()
  /// Around all cells.
  private var strip = CellMargins()
  private var plotWidth = 0.0
  /// Of a row whose share is 1.
  private var plotHeight = 0.0
  /// The height of each row's plot areas, relative to the tallest.
  private let shares: [Double]
  private let isSingle: Bool

  init(
    _ figure: Figure, style: HouseStyle, xRanges: [ClosedRange<Double>],
    yRanges: [ClosedRange<Double>], commonX: String?, commonY: String?, left: Double,
    width: Double, height: Double?
  ) {
    self.figure = figure
    self.style = style
    self.xRanges = xRanges
    self.yRanges = yRanges
    self.commonX = commonX
    self.commonY = commonY
    self.left = left
    isSingle = figure.places.count == 1
    let columns = Double(figure.columnCount)
    let rows = Double(max(figure.rowCount, 1))
    let tallest = figure.rowShares.max() ?? 1
    shares = (0..<max(figure.rowCount, 1)).map {
      figure.rowShares.isEmpty ? 1 : figure.rowShares[$0] / tallest
    }
    let heights = shares.reduce(0, +)
    let guess = max(10, width / columns - 2 * style.gap)
    let aspect = figure.charts.lazy.compactMap { $0.aspectRatio }.first
    let ratio = aspect ?? (isSingle ? 0.66 : 0.72)
    measure(guess: guess, guessHeight: height.map { max(10, $0 / heights * 0.75) } ?? guess * ratio)

    plotWidth =
      (width - strip.left - strip.right - columns * (cell.left + cell.right)
        - (columns - 1) * style.gap) / columns
    plotWidth = max(plotWidth, 10)
    let fixed = strip.top + strip.bottom + rows * (cell.top + cell.bottom) + (rows - 1) * rowGap
    plotHeight = max(height.map { ($0 - fixed) / heights } ?? plotWidth * ratio, 10)
    if let aspect, plotHeight > plotWidth * aspect {
      plotHeight = plotWidth * aspect
    } else if let aspect {
      plotWidth = plotHeight / aspect
    }
  }

  private var rowGap: Double { style.gap * 0.8 }

  var height: Double {
    let rows = Double(max(figure.rowCount, 1))
    return strip.top + strip.bottom + rows * (cell.top + cell.bottom)
      + plotHeight * shares.reduce(0, +) + (rows - 1) * rowGap
  }

  private mutating func measure(guess: Double, guessHeight: Double) {
    let label = HouseStyle.line(style.axisLabel)
    let tickHeight = style.tickLength + style.tickGap + HouseStyle.line(style.tickLabel)
    var numbersWidth = 0.0
    var hasXNumbers = false
    for (index, chart) in figure.places.enumerated() {
      guard let chart else { continue }
      var own = CellMargins()
      let yTicks = ScaledAxis.ticks(
        chart.y, yRanges[index], length: guessHeight, .y, size: style.tickLabel)
      let widest =
        yTicks.map { TextMetrics.width($0.label, size: style.tickLabel) }.max() ?? 0
      let numbers = widest + (chart.hasFrame ? style.tickLength : 0) + style.tickGap
      hasXNumbers = hasXNumbers || chart.x.ticks.map { !$0.isEmpty } ?? true
      if figure.sharesY { numbersWidth = max(numbersWidth, numbers) } else { own.left = numbers }
      if commonY == nil, !chart.y.text.isEmpty { own.left += label + 1.5 }
      if commonX == nil, !chart.x.text.isEmpty { own.bottom += label }
      if !figure.sharesX { own.bottom += tickHeight }
      // Half of the last number may stand out.
      let last =
        ScaledAxis.ticks(chart.x, xRanges[index], length: guess, .x, size: style.tickLabel)
        .map { TextMetrics.width($0.label, size: style.tickLabel) }.max() ?? 0
      own.right = max(
        isSingle ? max(8, last / 2 - 2) : figure.sharesX ? 0 : max(4, last / 2 - style.gap / 2),
        CellMargins.right(chart, style))
      own.top = isSingle ? 4 : figure.sharesY ? 0 : 3
      if !isSingle, chart.title?.isEmpty == false {
        own.top += HouseStyle.line(style.panelTitle) + 1
      }
      if !isSingle, chart.subtitle?.isEmpty == false { own.top += HouseStyle.line(style.note) }
      cell.extend(own)
    }
    strip.left = numbersWidth
    if let commonY, !commonY.isEmpty { strip.left += label + 1.5 }
    if figure.sharesX, hasXNumbers { strip.bottom += tickHeight }
    if let commonX, !commonX.isEmpty { strip.bottom += label }
    if figure.sharesX, !isSingle { strip.right += 4 }
    if !figure.rowHeadings.isEmpty { strip.left += headingWidth + 4 }
    if !figure.columnHeadings.isEmpty { strip.top += HouseStyle.line(style.heading) + 1 }
    if figure.sharesY, !isSingle { strip.top += 2 }
  }

  private var headingWidth: Double {
    figure.rowHeadings.map { TextMetrics.width($0, size: style.heading) }.max() ?? 0
  }

  // MARK: - Drawing

  private func area(row: Int, column: Int, top: Double) -> Rectangle {
    let x =
      left + strip.left + cell.left
      + Double(column) * (cell.left + plotWidth + cell.right + style.gap)
    let y =
      top - strip.top - cell.top - Double(row) * (cell.top + cell.bottom + rowGap)
      - plotHeight * shares[..<row].reduce(0, +)
    return Rectangle(
      left: x, bottom: y - plotHeight * shares[row], right: x + plotWidth, top: y)
  }

  /// - Parameter top: the upper edge of the whole grid.
  func draw(top: Double, on canvas: inout Canvas) -> [Panel] {
    var panels: [Panel] = []
    let columns = figure.columnCount
    for (index, chart) in figure.places.enumerated() {
      guard let chart else { continue }
      let (row, column) = (index / columns, index % columns)
      let area = area(row: row, column: column, top: top)
      let x = ScaledAxis(
        chart.x, range: xRanges[index], start: area.left, length: area.width,
        ticks: ScaledAxis.ticks(
          chart.x, xRanges[index], length: area.width, .x, size: style.tickLabel))
      let y = ScaledAxis(
        chart.y, range: yRanges[index], start: area.bottom, length: area.height,
        ticks: ScaledAxis.ticks(
          chart.y, yRanges[index], length: area.height, .y, size: style.tickLabel))
      let panel = Panel(chart: chart, x: x, y: y)
      let isLowest = !stride(from: index + columns, to: figure.places.count, by: columns)
        .contains { figure.places[$0] != nil }
      let isLeftmost = !(row * columns..<index).contains { figure.places[$0] != nil }
      let frame = PanelFrame(
        panel: panel, style: style, hasXNumbers: !figure.sharesX || isLowest,
        hasYNumbers: !figure.sharesY || isLeftmost,
        overhang: isSingle ? cell.right + 4 : cell.right + style.gap / 2)
      frame.drawBehind(on: &canvas)
      panel.draw(on: &canvas)
      frame.drawInFront(
        xLabel: commonX == nil ? chart.x.text : "", yLabel: commonY == nil ? chart.y.text : "",
        leftEdge: area.left - cell.left, bottomEdge: area.bottom - cell.bottom,
        rightMargin: cell.right, hasTitle: !isSingle, on: &canvas)
      panels.append(panel)
    }
    drawStrips(top: top, on: &canvas)
    return panels
  }

  private func drawStrips(top: Double, on canvas: inout Canvas) {
    let columns = figure.columnCount
    let first = area(row: 0, column: 0, top: top)
    let last = area(row: max(figure.rowCount, 1) - 1, column: columns - 1, top: top)
    if let commonX {
      canvas.text(
        commonX,
        at: Point(
          (first.left + last.right) / 2,
          last.bottom - cell.bottom - strip.bottom + HouseStyle.line(style.axisLabel) / 2), .center,
        size: style.axisLabel)
    }
    let headings = figure.rowHeadings.isEmpty ? 0 : headingWidth + 4
    if let commonY {
      canvas.text(
        commonY,
        at: Point(
          left + headings + HouseStyle.line(style.axisLabel) / 2,
          (first.top + last.bottom) / 2), .center, size: style.axisLabel, isUpright: true)
    }
    for (row, heading) in figure.rowHeadings.enumerated() {
      let area = area(row: row, column: 0, top: top)
      canvas.text(
        heading, at: Point(left, (area.bottom + area.top) / 2), size: style.heading, isBold: true)
    }
    for (column, heading) in figure.columnHeadings.enumerated() {
      let area = area(row: 0, column: column, top: top)
      canvas.text(
        heading,
        at: Point(
          (area.left + area.right) / 2, top - HouseStyle.line(style.heading) / 2), .center,
        size: style.heading, isBold: true)
    }
  }
}
