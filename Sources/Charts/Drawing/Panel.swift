/// The plot area of one chart on the page.
struct Panel {
  let chart: Chart
  let x: ScaledAxis
  let y: ScaledAxis

  var area: Rectangle {
    Rectangle(left: x.start, bottom: y.start, right: x.end, top: y.end)
  }

  /// `nil` for what has no place, or lies far outside in both directions.
  func place(_ x: Double, _ y: Double) -> Point? {
    guard let x = self.x.place(x), let y = self.y.place(y), abs(x) < 1e7 || abs(y) < 1e7 else {
      return nil
    }
    return Point(x, y)
  }

  /// The points of a line, cut at its gaps.
  func runs(_ x: [Double], _ y: [Double]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for (x, y) in zip(x, y) {
      if x.isFinite, y.isFinite, let point = place(x, y) {
        run.append(point)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  func draw(on canvas: inout Canvas) {
    for layer in chart.layers { draw(layer, on: &canvas) }
  }

  private func draw(_ layer: Layer, on canvas: inout Canvas) {
    switch layer {
    case .lines(let line): draw(line, on: &canvas)
    case .symbols(let points): draw(points, on: &canvas)
    case .area(let band): draw(band, on: &canvas)
    case .columns(let bars): draw(bars, on: &canvas)
    case .reference(let rule): draw(rule, on: &canvas)
    case .shading(let shade): draw(shade, on: &canvas)
    case .note(let note): draw(note, on: &canvas)
    case .cells(let cells): draw(cells, on: &canvas)
    }
  }

  private func draw(_ line: LineLayer, on canvas: inout Canvas) {
    let paths = runs(line.x, line.y).flatMap { run in
      area.clip(path: Thinning.path(stairs(run, line.steps), width: area.width))
    }
    canvas.paths(paths, ink: line.ink, width: line.width, dash: line.dash)
  }

  private func stairs(_ run: [Point], _ steps: LineLayer.Steps?) -> [Point] {
    guard let steps, let first = run.first else { return run }
    var path = [first]
    for (here, next) in zip(run, run.dropFirst()) {
      switch steps {
      case .after: path.append(Point(next.x, here.y))
      case .before: path.append(Point(here.x, next.y))
      case .middle:
        let middle = (here.x + next.x) / 2
        path += [Point(middle, here.y), Point(middle, next.y)]
      }
      path.append(next)
    }
    return path
  }

  private func draw(_ points: PointLayer, on canvas: inout Canvas) {
    var bars: [[Point]] = []
    for index in points.x.indices {
      let (x, y) = (points.x[index], points.y[index])
      guard x.isFinite, y.isFinite else { continue }
      if let limits = points.xLimits?[index], let place = self.y.place(y), self.y.contains(place) {
        bars.append([
          Point(self.x.nearestPlace(limits.lower), place),
          Point(self.x.nearestPlace(limits.upper), place),
        ])
      }
      if let limits = points.yLimits?[index], let place = self.x.place(x), self.x.contains(place) {
        bars.append([
          Point(place, self.y.nearestPlace(limits.lower)),
          Point(place, self.y.nearestPlace(limits.upper)),
        ])
      }
    }
    canvas.paths(bars, ink: points.ink, width: 0.75)
    let places = zip(points.x, points.y).compactMap { place($0, $1) }.filter(area.contains)
    canvas.symbols(
      Thinning.symbols(places), ink: points.ink, shape: points.shape, isFilled: points.isFilled,
      size: points.size)
  }

  private func draw(_ band: BandLayer, on canvas: inout Canvas) {
    var polygons: [[Point]] = []
    var (lower, upper): ([Point], [Point]) = ([], [])
    func end() {
      let outline =
        Thinning.path(upper, width: area.width)
        + Thinning.path(lower, width: area.width).reversed()
      polygons.append(area.clip(polygon: outline))
      (lower, upper) = ([], [])
    }
    for index in band.x.indices {
      let (x, low, high) = (band.x[index], band.lower[index], band.upper[index])
      // A limit at infinity, or at 0 on a logarithmic axis, lies beyond the edge.
      guard let place = self.x.place(x), x.isFinite, !low.isNaN, !high.isNaN else {
        end()
        continue
      }
      lower.append(Point(place, self.y.place(low) ?? self.y.start - 1e4))
      upper.append(Point(place, self.y.place(high) ?? self.y.start - 1e4))
    }
    end()
    canvas.polygons(polygons, ink: band.ink, opacity: band.opacity)
  }

  private func draw(_ bars: BarLayer, on canvas: inout Canvas) {
    let base = self.y.nearestPlace(bars.base)
    let polygons = bars.heights.indices.map { index -> [Point] in
      guard let left = x.place(bars.lower[index]), let right = x.place(bars.upper[index]),
        let height = y.place(bars.heights[index])
      else { return [] }
      let bar = Rectangle(
        left: min(left, right), bottom: min(base, height), right: max(left, right),
        top: max(base, height))
      return area.clip(polygon: bar.corners)
    }
    canvas.polygons(polygons, ink: bars.ink, opacity: bars.opacity)
  }
}
