import Classification
import CommandSupport
import Tables

/// The rows of a file as points in the plane of a model's two columns, with their classes.
struct BoundaryRows {
  var x: [Double] = []
  var y: [Double] = []
  var classes: [Int] = []
  /// Of all rows, those that are not drawn included.
  var rowCount = 0

  /// As many as can be told apart.
  static let limit = 2000

  var xRange: ClosedRange<Double> { Self.padded(x) }
  var yRange: ClosedRange<Double> { Self.padded(y) }

  private static func padded(_ values: [Double]) -> ClosedRange<Double> {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let margin = high > low ? 0.05 * (high - low) : max(0.5, low.magnitude * 0.1)
    return (low - margin)...(high + margin)
  }

  /// Reads the file once more: two columns and the classes. Of very many rows every so manieth.
  ///
  /// - Returns: nil where there is nothing to draw, or the input was standard input.
  static func read(
    _ model: ClassifierModel, _ path: String, _ input: InputOptions, target: String?,
    expected: Int
  ) throws(CommandFailure) -> BoundaryRows? {
    guard path != "-", DecisionPlane.columns(model) != nil,
      case .table(let encoding) = model.input,
      let name = target ?? model.target.columns.first
    else { return nil }
    let reader = try input.reader(path, streams: true)
    var rows = try ModelRows(reader, encoding, others: [(name, .text)])
    let stride = max((expected + limit - 1) / limit, 1)
    var found = BoundaryRows()
    var levels: [Int] = []
    while let block = try rows.next() {
      guard let design = block.design else { continue }
      for (index, row) in block.complete.enumerated() {
        defer { found.rowCount += 1 }
        guard found.rowCount % stride == 0, !block.others[0][row].isNaN else { continue }
        found.x.append(design[index, 0])
        found.y.append(design[index, 1])
        levels.append(Int(block.others[0][row]))
      }
    }
    guard !levels.isEmpty, let column = reader.columns.first(where: { $0.name == name }) else {
      return nil
    }
    let labels = column.levels.levels
    let codes = try LabelCodes(model, target: 0).codes(
      of: labels, numbers: labels.map { reader.number(of: $0) }, path: path)
    found.classes = levels.map { Int(codes[$0]) }
    return found
  }
}
