/// The linear change of variables that training works in: each column centred and scaled to unit
/// standard deviation, without touching the matrix.
///
/// ```
/// z = Σⱼ xⱼwⱼ + b = Σⱼ (xⱼ − mⱼ)/sⱼ·uⱼ + c,     wⱼ = uⱼ/sⱼ,     b = c − Σⱼ mⱼwⱼ
/// ```
///
/// Dense kernels subtract mⱼ from each element where the mean is large, so that no digits cancel;
/// else, and for sparse matrices, the mean is subtracted from the sums. Only the active columns are
/// variables: constant and aliased ones keep the coefficient 0.
package struct Conditioning: Sendable {
  package let columnCount: Int
  package let hasIntercept: Bool
  /// The columns that are variables, ascending.
  package private(set) var active: [Int]
  /// mⱼ and sⱼ of all columns.
  package let centers: [Double]
  package let scales: [Double]
  /// What the kernels subtract, padded; nil for 0.
  let shift: [Double]?

  /// - Parameter enabled: false for the variables as they are: m = 0, s = 1.
  package init(
    _ design: DesignMatrix, statistics: ColumnStatistics, hasIntercept: Bool, enabled: Bool = true
  ) {
    let d = design.columnCount
    columnCount = d
    self.hasIntercept = hasIntercept
    var centers = [Double](repeating: 0, count: d)
    var scales = [Double](repeating: 1, count: d)
    var shift = [Double](repeating: 0, count: RowKernels.padded(d))
    var active: [Int] = []
    for j in 0..<d {
      let (mean, deviation) = (statistics.means[j], statistics.standardDeviations[j])
      // Without an intercept a constant column is a variable like any other.
      let length = hasIntercept ? deviation : (mean * mean + deviation * deviation).squareRoot()
      guard length > 0 || !enabled else { continue }
      active.append(j)
      guard enabled else { continue }
      scales[j] = length
      guard hasIntercept else { continue }
      centers[j] = mean
      if !design.isSparse && mean.magnitude > 4 * deviation { shift[j] = mean }
    }
    self.active = active
    self.centers = centers
    self.scales = scales
    self.shift = shift.contains { $0 != 0 } ? shift : nil
  }

  package func removing(_ columns: [Int]) -> Conditioning {
    var copy = self
    copy.active.removeAll { columns.contains($0) }
    return copy
  }

  /// Variables of one output: the active columns, then the intercept.
  package var variableCount: Int { active.count + (hasIntercept ? 1 : 0) }

  /// The weights of the columns as the kernels want them, padded, and the intercept beside the shift.
  func kernelWeights(_ variables: ArraySlice<Double>) -> (weights: [Double], intercept: Double) {
    var weights = [Double](repeating: 0, count: RowKernels.padded(columnCount))
    let first = variables.startIndex
    var intercept = hasIntercept ? variables[first + active.count] : 0
    for (k, j) in active.enumerated() {
      weights[j] = variables[first + k] / scales[j]
      intercept -= (centers[j] - (shift?[j] ?? 0)) * weights[j]
    }
    return (weights, intercept)
  }

  /// The derivative with respect to the variables from Σ rᵢ(xᵢ − shift) and Σ rᵢ.
  func variableGradient(_ sums: ArraySlice<Double>, total: Double, into gradient: inout [Double]) {
    let first = sums.startIndex
    for j in active {
      let centred = sums[first + j] - (centers[j] - (shift?[j] ?? 0)) * total
      gradient.append(centred / scales[j])
    }
    if hasIntercept { gradient.append(total) }
  }

  /// Coefficients of all columns in original units, then the intercept.
  package func original(_ variables: ArraySlice<Double>) -> [Double] {
    var result = [Double](repeating: 0, count: columnCount + 1)
    let first = variables.startIndex
    var intercept = hasIntercept ? variables[first + active.count] : 0
    for (k, j) in active.enumerated() {
      result[j] = variables[first + k] / scales[j]
      intercept -= centers[j] * result[j]
    }
    result[columnCount] = intercept
    return result
  }

  /// The variables of coefficients in original units, the intercept last.
  package func variables(_ coefficients: ArraySlice<Double>) -> [Double] {
    let first = coefficients.startIndex
    var result: [Double] = []
    var intercept = coefficients[first + columnCount]
    for j in active {
      result.append(coefficients[first + j] * scales[j])
      intercept += centers[j] * coefficients[first + j]
    }
    if hasIntercept { result.append(intercept) }
    return result
  }
}
