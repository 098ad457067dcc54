/// Finds the columns that are sums of multiples of columns before them, in the order of the columns:
/// the Cholesky factor of the conditioned Gram matrix proposes, and the residual of the column, formed
/// from the rows themselves, decides.
package struct RankCheck {
  /// 1 − R² below which a column is looked at, and root mean square of the residual of a column of
  /// unit variance below which it is redundant.
  private static let suspicion = 1e-8
  private static let residual = 1e-9
  /// How many residuals are formed before the Gram matrix is believed.
  private static let residualLimit = 32

  /// - Returns: for each redundant column its number, and the multiples of the other columns.
  package static func redundantColumns(
    _ design: DesignMatrix, _ conditioning: Conditioning, weights: [Double]?, threads: Int
  ) -> [(column: Int, combination: [(column: Int, multiple: Double)])] {
    if sampleHasFullRank(design, conditioning, weights: weights) { return [] }
    let objective = Objective(
      design: design,
      loss: LogisticLoss(
        targets: [Double](repeating: 0, count: design.rowCount), weights: weights),
      penalty: .none, conditioning: conditioning, threads: threads)
    return redundantColumns(objective)
  }

  /// The same from an objective of one output, of which the rows and their weights count.
  static func redundantColumns(
    _ objective: Objective
  ) -> [(column: Int, combination: [(column: Int, multiple: Double)])] {
    let conditioning = objective.conditioning
    let gram = objective.gram()
    let p = conditioning.active.count
    var kept: [Int] = []
    var rows: [[Double]] = []
    var found: [(column: Int, combination: [(column: Int, multiple: Double)])] = []
    for j in 0..<p {
      var row: [Double] = []
      for (a, k) in kept.enumerated() {
        var value = gram[j, k]
        for b in 0..<a { value -= row[b] * rows[a][b] }
        row.append(value / rows[a][a])
      }
      let pivot = gram[j, j] - dot(row, row)
      if pivot < suspicion * gram[j, j] {
        let multiples = refined(objective, column: j, kept: kept, rows: rows, row: row)
        let isRedundant =
          found.count >= residualLimit
          ? pivot < 1e-12 * gram[j, j]
          : objective.rootMeanSquare(multiples, column: j, kept: kept) < residual
        if isRedundant {
          let largest = multiples.map(\.magnitude).max() ?? 0
          let scale = conditioning.scales[conditioning.active[j]]
          found.append(
            (
              conditioning.active[j],
              zip(kept, multiples).filter { $1.magnitude > 1e-7 * largest }.map { k, value in
                let column = conditioning.active[k]
                return (column, value * scale / conditioning.scales[column])
              }
            ))
          continue
        }
      }
      row.append(max(pivot, 1e-15).squareRoot())
      rows.append(row)
      kept.append(j)
    }
    return found
  }

  /// Columns that are independent in some of the rows are in all of them: of many rows a few are
  /// enough for most data.
  private static func sampleHasFullRank(
    _ design: DesignMatrix, _ conditioning: Conditioning, weights: [Double]?
  ) -> Bool {
    let count = max(4096, 32 * conditioning.active.count)
    guard design.rowCount >= 4 * count else { return false }
    let rows = (0..<count).map { $0 * design.rowCount / count }.filter { weights?[$0] ?? 1 > 0 }
    guard rows.count > conditioning.active.count else { return false }
    let objective = Objective(
      design: design.selectingRows(rows),
      loss: LogisticLoss(targets: [Double](repeating: 0, count: rows.count), weights: nil),
      penalty: .none, conditioning: conditioning)
    // With the intercept: the sample has means of its own.
    return CholeskyFactor(objective.gram(), tolerance: 1e-6) != nil
  }

  /// The multiples of the kept columns that come nearest to the column; twice refined.
  private static func refined(
    _ objective: Objective, column: Int, kept: [Int], rows: [[Double]], row: [Double]
  ) -> [Double] {
    var multiples = backward(rows, row)
    for _ in 0..<2 {
      let variables = objective.residualVariables(multiples, column: column, kept: kept)
      let sums = objective.passSums { part in
        let weights = part.loss.weights
        return part.pass(variables) { rows, scores, factors in
          for (i, row) in rows.enumerated() { factors[i] = scores[i] * (weights?[row] ?? 1) }
          return 0
        }
      }
      let gradient = objective.gradient(sums)
      let correction = backward(rows, forward(rows, kept.map { gradient[$0] }))
      for k in multiples.indices { multiples[k] += correction[k] }
    }
    return multiples
  }

  private static func forward(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
    var x = vector
    for i in x.indices {
      for k in 0..<i { x[i] -= rows[i][k] * x[k] }
      x[i] /= rows[i][i]
    }
    return x
  }

  private static func backward(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
    var x = vector
    for i in x.indices.reversed() {
      x[i] /= rows[i][i]
      for k in 0..<i { x[k] -= rows[i][k] * x[i] }
    }
    return x
  }
}

extension Objective {
  /// A column less multiples of others, as variables of one output.
  fileprivate func residualVariables(
    _ multiples: [Double], column: Int, kept: [Int]
  ) -> [Double] {
    var variables = [Double](repeating: 0, count: variableCount)
    variables[column] = 1
    for (k, value) in zip(kept, multiples) { variables[k] -= value }
    return variables
  }

  fileprivate func rootMeanSquare(_ multiples: [Double], column: Int, kept: [Int]) -> Double {
    let variables = residualVariables(multiples, column: column, kept: kept)
    let sum = combined(length: 1) { part in
      let weights = part.loss.weights
      let sums = part.forEachScoreBlock(variables) { rows, scores in
        var sum = 0.0
        for (i, row) in rows.enumerated() { sum += (weights?[row] ?? 1) * scores[i] * scores[i] }
        return sum
      }
      return [sums.reduce(0, +)]
    }[0]
    return (sum / totalWeight).squareRoot()
  }
}
