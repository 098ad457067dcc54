/// Mean and standard deviation of the columns of sparse rows, in two passes.
struct SparseMoments {
  private var means: [Double]
  private var squares: [Double]
  /// Σ of the weights of the rows that store the column, its first element, and whether another one
  /// differs.
  private var weight: [Double]
  private var first: [Double]
  private var varies: [Bool]

  init(columnCount d: Int) {
    means = [Double](repeating: 0, count: d)
    squares = means
    weight = means
    first = [Double](repeating: .nan, count: d)
    varies = [Bool](repeating: false, count: d)
  }

  mutating func addFirst(_ values: SparseValues, rowCount: Int, weights: [Double]?) {
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
  }

  /// Between the passes.
  mutating func center(total: Double) {
    for j in means.indices { means[j] /= total }
  }

  mutating func addSecond(_ values: SparseValues, rowCount: Int, weights: [Double]?) {
    for row in 0..<rowCount {
      let s = weights?[row] ?? 1
      for k in values.offsets[row]..<values.offsets[row + 1] {
        let j = Int(values.columns[k])
        let difference = values.values[k] - means[j]
        squares[j] += s * difference * difference
      }
    }
  }

  func result(total: Double) -> (means: [Double], standardDeviations: [Double]) {
    var means = means
    var deviations = squares
    for j in means.indices {
      let absent = max(total - weight[j], 0)
      // Weights that add up to the total but for rounding: no row is without an element.
      let full = absent <= 1e-12 * total
      if !varies[j] && (full || first[j].isNaN || first[j] == 0) {
        if full { means[j] = first[j] }
        deviations[j] = 0
      } else {
        let variance = (squares[j] + (full ? 0 : absent) * means[j] * means[j]) / total
        deviations[j] = variance.squareRoot()
      }
    }
    return (means, deviations)
  }
}
