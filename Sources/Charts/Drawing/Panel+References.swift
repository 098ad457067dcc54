/// Lines, ranges, texts and cells.
extension Panel {
  static let labelSize = 6.5

  func draw(_ rule: RuleLayer, on canvas: inout Canvas) {
    let axis = rule.axis == .x ? x : y
    guard let place = axis.place(rule.position), axis.contains(place) else { return }
    let path =
      rule.axis == .x
      ? [Point(place, area.bottom), Point(place, area.top)]
      : [Point(area.left, place), Point(area.right, place)]
    canvas.paths([path], ink: rule.ink, width: rule.width, dash: rule.dash)
    guard let label = rule.label,
      let box = rule.axis == .x ? labelBox(ofVertical: rule) : labelBox(ofHorizontal: rule, place)
    else { return }
    // Whoever shows it in a narrower font sees it beside its line all the same.
    let isRight = rule.axis == .x ? box.left < place : box.right > area.right - 10
    canvas.text(
      label, at: Point(isRight ? box.right : box.left, (box.bottom + box.top) / 2),
      isRight ? .right : .left, size: Self.labelSize, ink: rule.ink)
  }

  private func box(_ left: Double, _ y: Double, _ label: String) -> Rectangle {
    Rectangle(
      left: left, bottom: y - Self.labelSize * 0.4,
      right: left + TextMetrics.width(label, size: Self.labelSize), top: y + Self.labelSize * 0.4)
  }

  /// Beside the upper end of a vertical line, below the labels of those at the left that reach into
  /// its room.
  func labelBox(ofVertical rule: RuleLayer) -> Rectangle? {
    guard rule.label?.isEmpty == false else { return nil }
    var ends: [Double] = []
    let rules = chart.layers.compactMap { layer -> RuleLayer? in
      guard case .reference(let other) = layer, other.axis == .x, other.label != nil else {
        return nil
      }
      return other
    }
    for other in rules.sorted(by: { $0.position < $1.position }) {
      guard let place = x.place(other.position), x.contains(place), let label = other.label else {
        continue
      }
      let width = TextMetrics.width(label, size: Self.labelSize)
      let isRight = place + width + 4 <= area.right || place - width - 4 < area.left
      let left = isRight ? place + 2.5 : place - 2.5 - width
      let level = ends.firstIndex { $0 <= left } ?? ends.count
      if level == ends.count { ends.append(0) }
      ends[level] = left + width + 2.5
      if other.position == rule.position, label == rule.label {
        return box(left, area.top - Self.labelSize * (0.6 + 1.2 * Double(level)), label)
      }
    }
    return nil
  }

  /// Above or below a horizontal line, where the least is drawn; at its right end if it can be.
  private func labelBox(ofHorizontal rule: RuleLayer, _ place: Double) -> Rectangle? {
    guard let label = rule.label, !label.isEmpty else { return nil }
    let width = TextMetrics.width(label, size: Self.labelSize)
    let (first, last) = (area.left + 3, area.right - 2 - width)
    var best: (box: Rectangle, obstacles: Int)?
    for part in [1, 0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1] {
      for side in [1.0, -1] {
        let box = box(
          first + part * (last - first), place + side * Self.labelSize * 0.75, label)
        guard box.top <= area.top + Self.labelSize, box.bottom >= area.bottom else { continue }
        let obstacles = obstacles(in: box, margin: 1.5)
        if obstacles < best?.obstacles ?? .max { best = (box, obstacles) }
      }
    }
    return best?.box
  }

  func draw(_ shade: ShadeLayer, on canvas: inout Canvas) {
    let axis = shade.axis == .x ? x : y
    let (first, second) = (
      axis.nearestPlace(shade.range.lowerBound), axis.nearestPlace(shade.range.upperBound)
    )
    guard first != second else { return }
    var part = area
    if shade.axis == .x {
      (part.left, part.right) = (first, second)
    } else {
      (part.bottom, part.top) = (first, second)
    }
    canvas.polygons([part.corners], ink: shade.ink, opacity: shade.opacity)
  }

  func draw(_ note: TextLayer, on canvas: inout Canvas) {
    guard var place = place(note.x, note.y), area.contains(place) else { return }
    let alignment: Canvas.Label.Alignment =
      switch note.anchor {
      case .left: .left
      case .right: .right
      case .center, .below: .center
      }
    if note.anchor == .below { place.y += note.size * 0.8 }
    canvas.text(note.text, at: place, alignment, size: note.size, ink: note.ink)
  }

  func draw(_ map: HeatMapLayer, on canvas: inout Canvas) {
    guard map.columnCount > 0 else { return }
    var cells: [Ink: [[Point]]] = [:]
    var order: [Ink] = []
    let cellWidth = area.width / (x.range.upperBound - x.range.lowerBound)
    let cellHeight = area.height / (y.range.upperBound - y.range.lowerBound)
    for (index, value) in map.values.enumerated() {
      let (row, column) = (index / map.columnCount, index % map.columnCount)
      guard let centre = place(Double(column), -Double(row)) else { continue }
      let ink = value.isFinite ? map.ink(value) : .rgb(0xF2F2F2)
      let gap = 0.4
      let cell = Rectangle(
        left: centre.x - cellWidth / 2 + gap, bottom: centre.y - cellHeight / 2 + gap,
        right: centre.x + cellWidth / 2 - gap, top: centre.y + cellHeight / 2 - gap)
      if cells[ink] == nil { order.append(ink) }
      cells[ink, default: []].append(cell.corners)
      guard index < map.texts.count else { continue }
      let text = map.texts[index]
      let wide = TextMetrics.width(text, size: 1)
      let size = min(6.5, cellHeight * 0.6, wide > 0 ? (cellWidth - 2) / wide : 6.5)
      canvas.text(
        text, at: centre, .center, size: max(size, 3), ink: ink.lightness < 0.5 ? .white : .black)
    }
    for ink in order { canvas.polygons(cells[ink] ?? [], ink: ink, opacity: 1) }
  }
}
