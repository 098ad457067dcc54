extension Objective {
  /// (S·∂²F)⁻¹ in original units, row-major: for each free output its columns in order, then its
  /// intercept; NaN for columns that are no variables. nil with λ₁ > 0, with too many variables, or
  /// where the Hessian is singular.
  package func covariance(_ variables: [Double]) -> [Double]? {
    guard !hasLasso && variableCount <= QuadraticModel.largestFactored,
      let inverse = QuadraticModel(self, at: variables, factored: true)?.inverse
    else { return nil }
    let outputs = freeOutputs.count
    let d = design.columnCount
    let size = outputs * (d + 1)
    // Each coefficient as a sum of multiples of variables.
    let rows = (0..<outputs).flatMap { coefficientRows(output: $0) }
    var result = [Double](repeating: .nan, count: size * size)
    for (i, left) in rows.enumerated() {
      guard let left else { continue }
      var product = [Double](repeating: 0, count: variableCount)
      for (a, x) in left { for b in product.indices { product[b] += x * inverse[a, b] } }
      for (j, right) in rows[...i].enumerated() {
        guard let right else { continue }
        let value = right.reduce(0) { $0 + product[$1.variable] * $1.multiple } / totalWeight
        result[i * size + j] = value
        result[j * size + i] = value
      }
    }
    return result
  }

  /// Each coefficient of an output, its intercept last, as a sum of multiples of variables; nil for
  /// those that are no variables.
  func coefficientRows(output: Int) -> [[(variable: Int, multiple: Double)]?] {
    let count = conditioning.variableCount
    let first = output * count
    var rows = [[(variable: Int, multiple: Double)]?](repeating: nil, count: design.columnCount + 1)
    var intercept: [(variable: Int, multiple: Double)] = []
    for (k, j) in conditioning.active.enumerated() {
      let inverse = 1 / conditioning.scales[j]
      rows[j] = [(first + k, inverse)]
      intercept.append((first + k, -conditioning.centers[j] * inverse))
    }
    if conditioning.hasIntercept {
      rows[design.columnCount] = intercept + [(first + count - 1, 1)]
    }
    return rows
  }
}
