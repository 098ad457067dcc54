internal import CGSL

/// QR of a Jacobian whose columns were scaled to unit length, by GSL's Householder reflections.
@safe final class OrthogonalTriangle {
  private let rows: Int
  private let columns: Int
  private let matrix: UnsafeMutablePointer<gsl_matrix>
  private let reflections: UnsafeMutablePointer<gsl_vector>
  private let rightHandSide: UnsafeMutablePointer<gsl_vector>
  private var lengths: [Double]

  init(rows: Int, columns: Int) {
    precondition(GSLRuntime.isReady)
    self.rows = rows
    self.columns = columns
    guard
      let matrix = unsafe gsl_matrix_alloc(rows, columns),
      let reflections = unsafe gsl_vector_alloc(columns),
      let rightHandSide = unsafe gsl_vector_alloc(rows)
    else { fatalError("out of memory") }
    unsafe self.matrix = matrix
    unsafe self.reflections = reflections
    unsafe self.rightHandSide = rightHandSide
    lengths = [Double](repeating: 1, count: columns)
  }

  deinit {
    unsafe gsl_matrix_free(matrix)
    unsafe gsl_vector_free(reflections)
    unsafe gsl_vector_free(rightHandSide)
  }

  private func element(_ i: Int, _ j: Int) -> Double {
    unsafe matrix.pointee.data[i * matrix.pointee.tda + j]
  }

  /// Factors column-major columns of the given lengths; `false` when they have no full rank.
  func update(columns data: [Double], lengths: [Double]) -> Bool {
    self.lengths = lengths
    let stride = unsafe matrix.pointee.tda
    for j in 0..<columns {
      for i in 0..<rows {
        unsafe matrix.pointee.data[i * stride + j] = data[j * rows + i] / lengths[j]
      }
    }
    guard GSLStatus(unsafe gsl_linalg_QR_decomp(matrix, reflections)) == .success else {
      return false
    }
    return (0..<columns).allSatisfy {
      element($0, $0).magnitude > 4 * Double(columns) * Double.ulpOfOne
    }
  }

  /// −R⁻¹Qᵀr in the columns' own units, and ‖Qᵀr‖².
  func step(_ residuals: [Double]) -> (step: [Double], explained: Double) {
    for i in 0..<rows { unsafe rightHandSide.pointee.data[i] = residuals[i] }
    let status = GSLStatus(unsafe gsl_linalg_QR_QTvec(matrix, reflections, rightHandSide))
    precondition(status == .success, "shapes agree by construction")
    var solution = (0..<columns).map { unsafe rightHandSide.pointee.data[$0] }
    let explained = solution.reduce(0) { $0 + $1 * $1 }
    for i in (0..<columns).reversed() {
      for k in (i + 1)..<max(columns, i + 1) { solution[i] -= element(i, k) * solution[k] }
      solution[i] /= element(i, i)
    }
    for j in 0..<columns { solution[j] /= -lengths[j] }
    return (solution, explained)
  }

  /// (JᵀJ)⁻¹ = R⁻¹R⁻ᵀ in the columns' own units, row-major, and the 1-norm condition number of the
  /// scaled JᵀJ.
  func inverse() -> (matrix: [Double], conditionNumber: Double) {
    let p = columns
    // R⁻¹, upper triangular, column by column.
    var inverse = [Double](repeating: 0, count: p * p)
    for j in 0..<p {
      inverse[j * p + j] = 1 / element(j, j)
      for i in (0..<j).reversed() {
        var sum = 0.0
        for k in (i + 1)...j { sum += element(i, k) * inverse[k * p + j] }
        inverse[i * p + j] = -sum / element(i, i)
      }
    }
    var result = [Double](repeating: 0, count: p * p)
    var norm = 0.0
    var inverseNorm = 0.0
    for j in 0..<p {
      var sum = 0.0
      var inverseSum = 0.0
      for i in 0..<p {
        var product = 0.0
        for k in 0...min(i, j) { product += element(k, i) * element(k, j) }
        var inverseProduct = 0.0
        for k in max(i, j)..<p { inverseProduct += inverse[i * p + k] * inverse[j * p + k] }
        sum += product.magnitude
        inverseSum += inverseProduct.magnitude
        result[i * p + j] = inverseProduct / lengths[i] / lengths[j]
      }
      norm = max(norm, sum)
      inverseNorm = max(inverseNorm, inverseSum)
    }
    return (result, norm * inverseNorm)
  }
}
