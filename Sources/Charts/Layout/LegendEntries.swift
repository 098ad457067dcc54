/// The names of layers with samples of how they look.
struct LegendEntries {
  struct Entry {
    var name: String
    var layers: [Layer]
  }

  private(set) var entries: [Entry] = []
  private let size: Double
  private let sampleWidth = 15.0

  init(_ charts: [Chart], size: Double) {
    self.size = size
    for chart in charts {
      // A name says the same in every chart: samples come from the first that has it.
      var own: [Entry] = []
      for layer in chart.layers {
        guard let name = layer.name, !name.isEmpty else { continue }
        if let index = own.firstIndex(where: { $0.name == name }) {
          own[index].layers.append(layer)
        } else {
          own.append(Entry(name: name, layers: [layer]))
        }
      }
      for entry in own where !entries.contains(where: { $0.name == entry.name }) {
        entries.append(entry)
      }
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  private func width(_ entry: Entry) -> Double {
    sampleWidth + 3 + TextMetrics.width(entry.name, size: size)
  }

  /// Of a list one below the other.
  var listSize: (width: Double, height: Double) {
    (entries.map(width).max() ?? 0, Double(entries.count) * HouseStyle.line(size))
  }

  /// Draws a list whose upper left corner is at a place.
  func drawList(at corner: Point, on canvas: inout Canvas) {
    for (index, entry) in entries.enumerated() {
      draw(
        entry, at: Point(corner.x, corner.y - (Double(index) + 0.5) * HouseStyle.line(size)),
        on: &canvas)
    }
  }

  /// The entries side by side in as many lines as a width needs.
  func rows(width: Double) -> [[Entry]] {
    var rows: [[Entry]] = []
    var used = 0.0
    for entry in entries {
      let needed = self.width(entry) + 10
      if rows.isEmpty || used + needed - 10 > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += needed
    }
    return rows
  }

  func rowsHeight(width: Double) -> Double {
    Double(rows(width: width).count) * HouseStyle.line(size)
  }

  /// Draws lines of entries whose upper left corner is at a place.
  func drawRows(at corner: Point, width: Double, on canvas: inout Canvas) {
    for (index, row) in rows(width: width).enumerated() {
      var x = corner.x
      for entry in row {
        draw(
          entry, at: Point(x, corner.y - (Double(index) + 0.5) * HouseStyle.line(size)),
          on: &canvas)
        x += self.width(entry) + 10
      }
    }
  }

  private func draw(_ entry: Entry, at place: Point, on canvas: inout Canvas) {
    let box = Rectangle(
      left: place.x, bottom: place.y - size * 0.4, right: place.x + sampleWidth,
      top: place.y + size * 0.4)
    let line = [Point(box.left, place.y), Point(box.right, place.y)]
    for layer in entry.layers {
      switch layer {
      case .lines(let layer):
        canvas.paths([line], ink: layer.ink, width: layer.width, dash: layer.dash)
      case .reference(let layer):
        canvas.paths([line], ink: layer.ink, width: layer.width, dash: layer.dash)
      case .symbols(let layer):
        canvas.symbols(
          [Point(place.x + sampleWidth / 2, place.y)], ink: layer.ink, shape: layer.shape,
          isFilled: layer.isFilled, size: layer.size)
      case .area(let layer):
        canvas.polygons([box.corners], ink: layer.ink, opacity: layer.opacity)
      case .columns(let layer):
        canvas.polygons([box.corners], ink: layer.ink, opacity: layer.opacity)
      case .shading(let layer):
        canvas.polygons([box.corners], ink: layer.ink, opacity: layer.opacity)
      case .note, .cells: break
      }
    }
    canvas.text(entry.name, at: Point(place.x + sampleWidth + 3, place.y), size: size)
  }
}

extension Layer {
  /// The entry in the legend.
  package var name: String? {
    switch self {
    case .lines(let layer): layer.name
    case .symbols(let layer): layer.name
    case .area(let layer): layer.name
    case .columns(let layer): layer.name
    case .reference(let layer): layer.name
    case .shading(let layer): layer.name
    case .note, .cells: nil
    }
  }
}
