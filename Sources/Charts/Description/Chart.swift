/// One picture in words: two axes and what is drawn between them, in order.
///
/// ```
/// let hours = [0, 2, 4, 6, 8.0]
/// let chart = Chart(
///   title: "A1", x: Axis("time", unit: "h"), y: Axis("size", unit: "OD600"),
///   layers: [
///     .band(x: hours, lower: low, upper: high, name: "95 % band", ink: .blue),
///     .line(x: hours, y: curve, name: "logistic", ink: .blue),
///     .points(x: hours, y: sizes, name: "data"),
///     .rule(x: 4.2, label: "inflection"),
///   ])
/// try ChartRenderer().write(Figure(chart, notes: ["k = 0.54 ± 0.02 /h"]), to: "a1.svg")
/// ```
///
/// Texts are shown as they are: there is no markup. Points whose x or y is not finite, or not
/// positive on a logarithmic axis, are gaps in a line and left out elsewhere.
package struct Chart: Sendable {
  package var title: String?
  package var subtitle: String?
  package var x: Axis
  package var y: Axis
  package var layers: [Layer]
  /// Where the names of the layers stand; in small multiples ``Figure/legend`` counts instead.
  package var legend: Legend
  /// Height of the plot area over its width; `nil` fills the room there is.
  package var aspectRatio: Double?
  /// Whether the two axes are drawn as lines (a heat map has none).
  package var hasFrame = true

  package init(
    title: String? = nil, subtitle: String? = nil, x: Axis, y: Axis, layers: [Layer],
    legend: Legend = .automatic, aspectRatio: Double? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.x = x
    self.y = y
    self.layers = layers
    self.legend = legend
    self.aspectRatio = aspectRatio
  }
}

/// Where the names of the layers stand. Layers with the same name share an entry; layers without a
/// name have none.
package enum Legend: Sendable, Hashable {
  /// Inside, in the corner with no data, or below when there is none; no legend for no names.
  case automatic
  case inside(Corner)
  case below
  case none

  package enum Corner: Sendable, Hashable, CaseIterable {
    case topLeft
    case topRight
    case bottomRight
    case bottomLeft
  }
}
