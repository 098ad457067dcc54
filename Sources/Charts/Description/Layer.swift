/// Something drawn between the axes, over what comes before it. The functions below make one.
package enum Layer: Sendable {
  case lines(LineLayer)
  case symbols(PointLayer)
  case area(BandLayer)
  case columns(BarLayer)
  case reference(RuleLayer)
  case shading(ShadeLayer)
  case note(TextLayer)
  case cells(HeatMapLayer)
}

extension Layer {
  /// A line through points in the order given; a point that is not finite is a gap.
  ///
  /// - Parameters:
  ///   - name: the entry in the legend.
  ///   - width: in points (1/72 inch).
  ///   - steps: draws stairs instead of slopes.
  ///   - endLabel: a text beside the line's last point, in the line's colour, instead of a legend.
  package static func line(
    x: [Double], y: [Double], name: String? = nil, ink: Ink = .blue, width: Double = 1.25,
    dash: Dash = .solid, steps: LineLayer.Steps? = nil, endLabel: String? = nil
  ) -> Layer {
    precondition(x.count == y.count, "one y for each x")
    return .lines(
      LineLayer(
        x: x, y: y, name: name, ink: ink, width: width, dash: dash, steps: steps,
        endLabel: endLabel))
  }

  /// Symbols at points, with error bars where limits are given.
  ///
  /// - Parameters:
  ///   - xLimits: the two ends of a horizontal error bar for each point.
  ///   - yLimits: the two ends of a vertical error bar for each point.
  ///   - size: the diameter in points (1/72 inch).
  package static func points(
    x: [Double], y: [Double], xLimits: [(lower: Double, upper: Double)]? = nil,
    yLimits: [(lower: Double, upper: Double)]? = nil, name: String? = nil, ink: Ink = .black,
    shape: PointLayer.Shape = .circle, isFilled: Bool = false, size: Double = 3.5
  ) -> Layer {
    precondition(x.count == y.count, "one y for each x")
    precondition((xLimits?.count ?? x.count) == x.count, "one error bar for each point")
    precondition((yLimits?.count ?? x.count) == x.count, "one error bar for each point")
    return .symbols(
      PointLayer(
        x: x, y: y, xLimits: xLimits, yLimits: yLimits, name: name, ink: ink, shape: shape,
        isFilled: isFilled, size: size))
  }

  /// The area between two curves.
  package static func band(
    x: [Double], lower: [Double], upper: [Double], name: String? = nil, ink: Ink = .blue,
    opacity: Double = 0.2
  ) -> Layer {
    precondition(x.count == lower.count && x.count == upper.count, "two limits for each x")
    return .area(
      BandLayer(x: x, lower: lower, upper: upper, name: name, ink: ink, opacity: opacity))
  }

  /// Bars of a width in units of x, around their positions, from a base to their heights.
  package static func bars(
    x: [Double], heights: [Double], width: Double = 0.8, base: Double = 0, name: String? = nil,
    ink: Ink = .blue, opacity: Double = 0.7
  ) -> Layer {
    precondition(x.count == heights.count, "one height for each x")
    return .columns(
      BarLayer(
        lower: x.map { $0 - width / 2 }, upper: x.map { $0 + width / 2 }, heights: heights,
        base: base, name: name, ink: ink, opacity: opacity))
  }

  /// Bars between neighbouring edges, one fewer than edges.
  package static func histogram(
    edges: [Double], heights: [Double], name: String? = nil, ink: Ink = .blue,
    opacity: Double = 0.7
  ) -> Layer {
    precondition(edges.count == heights.count + 1, "one bar between two edges")
    return .columns(
      BarLayer(
        lower: Array(edges.dropLast()), upper: Array(edges.dropFirst()), heights: heights, base: 0,
        name: name, ink: ink, opacity: opacity))
  }

  /// A vertical line over the whole height.
  ///
  /// - Parameter label: stands at its upper end.
  package static func rule(
    x: Double, label: String? = nil, name: String? = nil, ink: Ink = .grey, width: Double = 0.75,
    dash: Dash = .dashed
  ) -> Layer {
    .reference(
      RuleLayer(
        axis: .x, position: x, label: label, name: name, ink: ink, width: width, dash: dash))
  }

  /// A horizontal line over the whole width.
  ///
  /// - Parameter label: stands above its right end.
  package static func rule(
    y: Double, label: String? = nil, name: String? = nil, ink: Ink = .grey, width: Double = 0.75,
    dash: Dash = .dashed
  ) -> Layer {
    .reference(
      RuleLayer(
        axis: .y, position: y, label: label, name: name, ink: ink, width: width, dash: dash))
  }

  /// A shaded range of x over the whole height; an infinite end reaches the edge.
  package static func shade(
    x: ClosedRange<Double>, name: String? = nil, ink: Ink = .grey, opacity: Double = 0.15
  ) -> Layer {
    .shading(ShadeLayer(axis: .x, range: x, name: name, ink: ink, opacity: opacity))
  }

  /// A shaded range of y over the whole width; an infinite end reaches the edge.
  package static func shade(
    y: ClosedRange<Double>, name: String? = nil, ink: Ink = .grey, opacity: Double = 0.15
  ) -> Layer {
    .shading(ShadeLayer(axis: .y, range: y, name: name, ink: ink, opacity: opacity))
  }

  /// A text at a place in the units of the axes.
  ///
  /// - Parameter anchor: which part of the text stands at the place.
  package static func text(
    _ text: String, x: Double, y: Double, anchor: TextLayer.Anchor = .center, ink: Ink = .black,
    size: Double = 7
  ) -> Layer {
    .note(TextLayer(text: text, x: x, y: y, anchor: anchor, ink: ink, size: size))
  }
}
