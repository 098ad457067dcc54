internal import LeastSquares

/// Linear least squares with a few columns, for start values.
struct LinearRegression: LeastSquaresProblem {
  let columns: [[Double]]
  let values: [Double]

  var observationCount: Int { values.count }
  var parameterCount: Int { columns.count }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    for i in values.indices {
      var sum = -values[i]
      for j in columns.indices { sum += p[j] * columns[j][i] }
      residuals[i] = sum
    }
    return true
  }

  func jacobian(at p: Span<Double>, into slopes: inout MutableSpan<Double>) -> Bool {
    for j in columns.indices {
      for i in values.indices { slopes[j * values.count + i] = columns[j][i] }
    }
    return true
  }

  /// The coefficients and the sum of squares; `nil` where the columns are not independent.
  func solve(_ solver: LeastSquaresSolver) -> (coefficients: [Double], squares: Double)? {
    let solution = solver.minimize(
      self, from: columns.map { _ in 0 },
      options: LeastSquaresOptions(maximumIterations: 20, usesFallbacks: false))
    guard solution.unscaledCovariance != nil, solution.parameters.allSatisfy({ $0.isFinite })
    else { return nil }
    return (solution.parameters, solution.residualSumOfSquares)
  }
}
