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
      let moments = Self.moments(design, values, weights: weights, shift: shift, threads: threads)
      if take(moments, total: total, &shift) {
        _ = take(
          Self.moments(design, values, weights: weights, shift: shift, threads: threads),
          total: total, &shift)
      }
    case .sparse(let values):
      var sums = SparseMoments(columnCount: d)
      sums.addFirst(values, rowCount: design.rowCount, weights: weights)
      sums.center(total: total)
      sums.addSecond(values, rowCount: design.rowCount, weights: weights)
      (means, standardDeviations) = sums.result(total: total)
    }
  }

  /// Of the blocks of a stream.
  ///
  /// - Parameters:
  ///   - total: the weight of all rows, asked for after the first pass.
  ///   - blocks: goes through them once, each time it is called.
  init(
    threads: Int, total totalWeight: () -> Double,
    _ blocks: ((_ block: TrainingData) -> Void) throws -> Void
  ) rethrows {
    var shift: [Double]?
    var sparse = SparseMoments(columnCount: 0)
    var columnCount: Int?
    func add(_ moments: inout [Double], _ block: TrainingData) {
      guard case .dense(let values) = block.design.storage else { return }
      let d = block.design.columnCount
      if shift == nil, let first = block.weights.map({ $0.firstIndex { $0 > 0 } }) ?? 0 {
        var row = [Double](repeating: 0, count: RowKernels.padded(d))
        for j in 0..<d { row[j] = values[first * d + j] }
        shift = row
      }
      guard let shift else { return }
      let next = Self.moments(
        block.design, values, weights: block.weights, shift: shift, threads: threads)
      for k in next.indices { moments[k] += next[k] }
    }
    var moments: [Double] = []
    var isSparse = false
    try blocks { block in
      if columnCount == nil {
        let d = block.design.columnCount
        columnCount = d
        moments = [Double](repeating: 0, count: 2 * RowKernels.padded(d))
        sparse = SparseMoments(columnCount: d)
      }
      add(&moments, block)
      guard case .sparse(let values) = block.design.storage else { return }
      isSparse = true
      sparse.addFirst(values, rowCount: block.rowCount, weights: block.weights)
    }
    let total = totalWeight()
    means = [Double](repeating: 0, count: columnCount ?? 0)
    standardDeviations = means
    if isSparse {
      sparse.center(total: total)
      try blocks { block in
        guard case .sparse(let values) = block.design.storage else { return }
        sparse.addSecond(values, rowCount: block.rowCount, weights: block.weights)
      }
      (means, standardDeviations) = sparse.result(total: total)
    } else if var first = shift, take(moments, total: total, &first) {
      shift = first
      moments = [Double](repeating: 0, count: moments.count)
      try blocks { add(&moments, $0) }
      _ = take(moments, total: total, &first)
    }
  }

  /// Means and deviations from sums of differences from `shift`.
  ///
  /// - Returns: whether to sum again, from the new shift, because it lay too far off.
  private mutating func take(_ moments: [Double], total: Double, _ shift: inout [Double]) -> Bool {
    var again = false
    for j in means.indices {
      let difference = moments[j] / total
      let variance = max(moments[shift.count + j] / total - difference * difference, 0)
      if difference * difference > 256 * variance && variance > 0 { again = true }
      means[j] = shift[j] + difference
      standardDeviations[j] = variance.squareRoot()
    }
    for j in means.indices where standardDeviations[j] > 0 { shift[j] = means[j] }
    return again
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
}
