internal import Activations

/// Mean and standard deviation of each column, weighted, with the total weight as divisor.
///
/// Sums are of differences from a row of the matrix, and once more from the means where that row lies
/// far off: a large mean costs no digits, and a column is constant if and only if its standard
/// deviation is exactly 0. Rows are summed in blocks that do not depend on the number of threads.
public struct ColumnStatistics: Sendable {
  public private(set) var means: [Double]
  public private(set) var standardDeviations: [Double]

  public var constantColumns: [Int] {
    standardDeviations.indices.filter { standardDeviations[$0] == 0 }
  }

  /// - Parameter weights: of the rows; 1 each if nil.
  public init(_ design: DesignMatrix, weights: [Double]? = nil, threads: Int = 1) {
    let d = design.columnCount
    means = [Double](repeating: 0, count: d)
    standardDeviations = means
    guard let first = weights.map({ $0.firstIndex { $0 > 0 } }) ?? 0 else { return }
    let total = weights.map { Reductions.sum($0.span) } ?? Double(design.rowCount)
    switch design.storage {
    case .dense(let values):
      var shift = [Double](repeating: 0, count: RowKernels.padded(d))
      for j in 0..<d { shift[j] = values[first * d + j] }
      var again = false
      for pass in 0..<2 where pass == 0 || again {
        let moments = Self.moments(design, values, weights: weights, shift: shift, threads: threads)
        for j in 0..<d {
          let difference = moments[j] / total
          let variance = max(moments[shift.count + j] / total - difference * difference, 0)
          if pass == 0 && difference * difference > 256 * variance && variance > 0 { again = true }
          means[j] = shift[j] + difference
          standardDeviations[j] = variance.squareRoot()
        }
        for j in 0..<d where standardDeviations[j] > 0 { shift[j] = means[j] }
      }
    case .sparse(let values):
      sumSparse(values, rowCount: design.rowCount, weights: weights, total: total)
    }
  }

  private static func moments(
    _ design: DesignMatrix, _ values: DenseValues, weights: [Double]?, shift: [Double], threads: Int
  ) -> [Double] {
    let plan = RowPlan(design, resultLength: 2 * shift.count)
    return Parallel.pairwiseSum(
      Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
        var sums = [Double](repeating: 0, count: shift.count)
        var squares = sums
        plan.forEachBlock(in: chunk) { rows in
          var sumSpan = sums.mutableSpan
          var squareSpan = squares.mutableSpan
          RowKernels.addMoments(
            of: values, columnCount: design.columnCount, rows: rows, weights: weights?.span,
            shift: shift.span, sums: &sumSpan, squares: &squareSpan)
        }
        return sums + squares
      })
  }

  private mutating func sumSparse(
    _ values: SparseValues, rowCount: Int, weights: [Double]?, total: Double
  ) {
    let d = means.count
    var weight = [Double](repeating: 0, count: d)
    var first = [Double](repeating: .nan, count: d)
    var varies = [Bool](repeating: false, count: d)
    for row in 0..<rowCount {
      let s = weights?[row] ?? 1
      guard s > 0 else { continue }
      for k in values.offsets[row]..<values.offsets[row + 1] {
        let (j, x) = (Int(values.columns[k]), values.values[k])
        weight[j] += s
        means[j] += s * x
        if first[j].isNaN { first[j] = x } else if x != first[j] { varies[j] = true }
      }
    }
    for j in 0..<d { means[j] /= total }
    for row in 0..<rowCount {
      let s = weights?[row] ?? 1
      for k in values.offsets[row]..<values.offsets[row + 1] {
        let j = Int(values.columns[k])
        let difference = values.values[k] - means[j]
        standardDeviations[j] += s * difference * difference
      }
    }
    for j in 0..<d {
      let absent = max(total - weight[j], 0)
      // Weights that add up to the total but for rounding: no row is without an element.
      let full = absent <= 1e-12 * total
      if !varies[j] && (full || first[j].isNaN || first[j] == 0) {
        if full { means[j] = first[j] }
        standardDeviations[j] = 0
      } else {
        let variance = (standardDeviations[j] + (full ? 0 : absent) * means[j] * means[j]) / total
        standardDeviations[j] = variance.squareRoot()
      }
    }
  }
}
