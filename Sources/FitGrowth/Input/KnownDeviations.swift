import CommandSupport
import Tables

/// A column of standard deviations that are known.
struct KnownDeviations {
  private let column: Column
  private let table: Table

  init(_ column: Column, in table: Table) {
    self.column = column
    self.table = table
  }

  /// The weights 1/σ²; NaN for rows that are not used and have none.
  ///
  /// - Parameter isUsed: whether a row holds an observation that will be fitted, which cannot do
  ///   without σ.
  func weights(isUsed: (_ row: Int) -> Bool) throws(CommandFailure) -> [Double] {
    let deviations = try column.sizes()
    var weights: [Double] = []
    weights.reserveCapacity(deviations.count)
    for (row, deviation) in deviations.enumerated() {
      let weight = 1 / (deviation * deviation)
      if deviation > 0, weight > 0, weight.isFinite {
        weights.append(weight)
      } else if isUsed(row) {
        throw failure(row, deviation)
      } else {
        weights.append(.nan)
      }
    }
    return weights
  }

  private func failure(_ row: Int, _ deviation: Double) -> CommandFailure {
    let found =
      deviation.isNaN
      ? "no number" : deviation > 0 ? "\(deviation), whose square is no number" : "\(deviation)"
    let line = table.hasOwnColumns ? ":\(table.lineNumber(ofRow: row)):\(column.number)" : ""
    return CommandFailure(
      .badData,
      "\(table.path)\(line): column \"\(column.name)\" "
        + "holds \(found), expected a positive standard deviation; correct it, or leave the "
        + "observation out (an empty size)")
  }
}
