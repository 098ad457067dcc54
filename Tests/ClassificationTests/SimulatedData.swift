import Classification
import RealModule
import Statistics

/// Rows with normal columns and labels drawn from a logistic model, seeded.
struct SimulatedData {
  var rows: [[Double]] = []
  var classes: [Int32] = []
  var weights: [Double] = []

  init(rowCount: Int, columnCount: Int, classCount: Int = 2, seed: UInt32) {
    var stream = RandomStream(seed: seed)
    let slopes = (0..<classCount).map { _ in
      (0..<columnCount).map { _ in stream.normal() / Double(columnCount).squareRoot() }
    }
    for _ in 0..<rowCount {
      let row = (0..<columnCount).map { _ in stream.normal() }
      // The largest of scores with Gumbel noise has the softmax distribution.
      let scores = slopes.map { slope in
        zip(slope, row).reduce(0) { $0 + $1.0 * $1.1 } * 1.5
          - Self.log(-Self.log(stream.uniform()))
      }
      rows.append(row)
      classes.append(Int32(scores.indices.max { scores[$0] < scores[$1] }!))
      weights.append(stream.uniform() * 2)
    }
  }

  private static func log(_ x: Double) -> Double { .log(x) }

  var names: [String] { rows[0].indices.map { "x\($0)" } }

  func design() throws -> DesignMatrix { try DesignMatrix(rows: rows, columnNames: names) }

  /// The same elements, those that are 0 left out.
  func sparseDesign() throws -> DesignMatrix {
    var builder = SparseDesignBuilder()
    for row in rows {
      for (j, value) in row.enumerated() where value != 0 {
        builder.append(column: j, value: value)
      }
      builder.endRow()
    }
    return try builder.finish(columnNames: names)
  }

  func data(weighted: Bool = false) throws -> TrainingData {
    try TrainingData(
      design: design(), classes: classes, classNames: (0...classes.max()!).map { "c\($0)" },
      weights: weighted ? weights : nil)
  }
}
