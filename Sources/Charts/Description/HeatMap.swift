/// Coloured cells; row 0 is the upper one. Cell (row, column) is the square around x = column, y =
/// −row.
package struct HeatMapLayer: Sendable {
  package var columnCount: Int
  /// Row after row; what is not finite is an empty cell.
  package var values: [Double]
  /// A text in each cell; empty for none.
  package var texts: [String]
  package var colors: ColorMap
  /// The numbers of the first and the last colour.
  package var range: ClosedRange<Double>
  /// The title of the colour scale; `nil` draws none.
  package var scaleLabel: String?
  /// The kinds' names beside the colour scale of `ColorMap.categories`.
  package var categories: [String]

  package var rowCount: Int { columnCount == 0 ? 0 : values.count / columnCount }

  func ink(_ value: Double) -> Ink {
    if case .categories = colors { return colors.ink(at: value) }
    let span = range.upperBound - range.lowerBound
    return colors.ink(at: span > 0 ? (value - range.lowerBound) / span : 0.5)
  }
}

extension Chart {
  /// A heat map, such as a plate with its rows A … H and its columns 1 … 12.
  ///
  /// - Parameters:
  ///   - values: row after row; what is not finite is an empty cell.
  ///   - texts: what stands in the cells, as many as values or none.
  ///   - range: the numbers of the first and the last colour; by default the least and the greatest
  ///     value.
  ///   - scaleLabel: the quantity with its unit, over the colour scale; `nil` draws no scale.
  ///   - categories: with `ColorMap.categories`, the names of the kinds.
  package static func heatMap(
    title: String? = nil, rows: [String], columns: [String], values: [Double],
    texts: [String] = [], colors: ColorMap = .sequential, range: ClosedRange<Double>? = nil,
    scaleLabel: String? = nil, categories: [String] = [], rowLabel: String = "",
    columnLabel: String = ""
  ) -> Chart {
    precondition(values.count == rows.count * columns.count, "one value for each cell")
    precondition(texts.isEmpty || texts.count == values.count, "one text for each cell")
    let finite = values.filter { $0.isFinite }
    let found = (finite.min() ?? 0)...(finite.max() ?? 1)
    let layer = HeatMapLayer(
      columnCount: columns.count, values: values, texts: texts, colors: colors,
      range: range ?? found, scaleLabel: scaleLabel, categories: categories)
    var chart = Chart(
      title: title,
      x: Axis(
        columnLabel, range: -0.5...max(Double(columns.count) - 0.5, 0.5),
        ticks: columns.enumerated().map { Tick(Double($0), $1) }),
      y: Axis(
        rowLabel, range: min(0.5 - Double(rows.count), -0.5)...0.5,
        ticks: rows.enumerated().map { Tick(-Double($0), $1) }),
      layers: [.cells(layer)], legend: .none,
      aspectRatio: Double(max(rows.count, 1)) / Double(max(columns.count, 1)))
    chart.hasFrame = false
    return chart
  }
}
