/// The rows as stochastic solvers see them: t = (x − center)·inverse, z = t·u + c.
///
/// The variables u and c of all outputs are one vector, ``stride`` apart, with all columns and their
/// padding, and the intercept behind them. Dense rows are centred and scaled as the objective's
/// variables are. Sparse ones must stay sparse: they are not centred, and scaled by the largest
/// magnitude of the column, since a rare column scaled to unit variance has huge elements, and the
/// longest row limits the step.
struct StochasticRows {
  let objective: Objective
  /// The rows at hand, and all of them: of a stream those of one block.
  let rowCount: Int
  let totalRowCount: Int
  let columnCount: Int
  let padded: Int
  let outputs: Int
  var stride: Int { padded + 8 }
  var length: Int { outputs * stride }
  /// Padded; the inverse is 0 for columns that are no variables.
  let centers: [Double]
  let inverses: [Double]
  /// λ₂ and λ₁ of each element of the vector.
  let ridge: [Double]
  let lasso: [Double]
  /// Objective = mean over the rows of rowFactor·sᵢℓᵢ and the penalty.
  let rowFactor: Double
  /// Columns that are variables.
  let active: [Int]
  /// The outputs that have variables.
  let free: [Int]

  init(_ objective: Objective) {
    self.objective = objective
    let design = objective.design
    let conditioning = objective.conditioning
    rowCount = design.rowCount
    totalRowCount = objective.rowCount
    columnCount = design.columnCount
    padded = RowKernels.padded(columnCount)
    outputs = objective.loss.outputCount
    rowFactor = Double(totalRowCount) / objective.totalWeight
    active = conditioning.active
    free = objective.freeOutputs
    var centers = [Double](repeating: 0, count: padded)
    var inverses = centers
    var ridge = [Double](repeating: 0, count: padded + 8)
    var lasso = ridge
    let sparseScales =
      objective.stream?.largestMagnitudes(conditioning)
      ?? Self.largestMagnitudes(design, conditioning)
    for j in active {
      let scale = sparseScales?[j] ?? conditioning.scales[j]
      if sparseScales == nil { centers[j] = conditioning.centers[j] }
      inverses[j] = 1 / scale
      ridge[j] = objective.penalty.ridge / scale / scale
      lasso[j] = objective.penalty.lasso / scale
    }
    self.centers = centers
    self.inverses = inverses
    self.ridge = (0..<outputs).flatMap { _ in ridge }
    self.lasso = (0..<outputs).flatMap { _ in lasso }
  }

  /// A block of the rows that `all` stands for.
  init(_ part: Objective, of all: StochasticRows) {
    objective = part
    rowCount = part.design.rowCount
    totalRowCount = all.totalRowCount
    columnCount = all.columnCount
    padded = all.padded
    outputs = all.outputs
    centers = all.centers
    inverses = all.inverses
    ridge = all.ridge
    lasso = all.lasso
    rowFactor = all.rowFactor
    active = all.active
    free = all.free
  }

  /// nil for dense matrices; 1 where the objective does not scale.
  private static func largestMagnitudes(
    _ design: DesignMatrix, _ conditioning: Conditioning
  ) -> [Double]? {
    guard case .sparse(let values) = design.storage else { return nil }
    var largest = [Double](repeating: 0, count: design.columnCount)
    if conditioning.scales.contains(where: { $0 != 1 }) {
      for (k, j) in values.columns.enumerated() {
        largest[Int(j)] = max(largest[Int(j)], values.values[k].magnitude)
      }
    }
    return largest.map { $0 > 0 ? $0 : 1 }
  }

  /// Where the intercept of an output is.
  func interceptIndex(_ output: Int) -> Int { output * stride + padded }

  func vector(_ variables: [Double]) -> [Double] {
    var vector = [Double](repeating: 0, count: length)
    let conditioning = objective.conditioning
    var next = 0
    for output in free {
      for j in active {
        vector[output * stride + j] = variables[next] / (conditioning.scales[j] * inverses[j])
        next += 1
      }
      guard conditioning.hasIntercept else { continue }
      var intercept = variables[next]
      next += 1
      for j in active {
        let shift = (conditioning.centers[j] - centers[j]) * inverses[j]
        intercept -= shift * vector[output * stride + j]
      }
      vector[interceptIndex(output)] = intercept
    }
    return vector
  }

  func variables(_ vector: [Double]) -> [Double] {
    let conditioning = objective.conditioning
    var variables: [Double] = []
    for output in free {
      for j in active {
        variables.append(vector[output * stride + j] * (conditioning.scales[j] * inverses[j]))
      }
      guard conditioning.hasIntercept else { continue }
      var intercept = vector[interceptIndex(output)]
      for j in active {
        let shift = (conditioning.centers[j] - centers[j]) * inverses[j]
        intercept += shift * vector[output * stride + j]
      }
      variables.append(intercept)
    }
    // A constant added to all intercepts changes no loss; the objective wants the sum 0.
    if objective.isSymmetric {
      let indices = objective.interceptIndices
      let mean = indices.reduce(0) { $0 + variables[$1] } / Double(max(indices.count, 1))
      for k in indices { variables[k] -= mean }
    }
    return variables
  }
}
