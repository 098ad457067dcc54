internal import Activations

/// JᵀJ with its columns scaled to unit length, factored by Cholesky: the algebra of small p.
///
/// Scaling first makes everything that follows independent of the parameters' units.
struct GramMatrix {
  let count: Int
  private var elements: [Double]
  private var factored: [Double]
  /// Column lengths ‖Jⱼ‖.
  private(set) var lengths: [Double]

  init(count: Int) {
    self.count = count
    elements = [Double](repeating: 0, count: count * count)
    factored = elements
    lengths = [Double](repeating: 1, count: count)
  }

  /// The lower triangle of JᵀJ, row i, column j ≤ i.
  subscript(i: Int, j: Int) -> Double {
    get { elements[i * count + j] }
    set { elements[i * count + j] = newValue }
  }

  /// Factors the scaled matrix; `false` when it is singular or not finite.
  mutating func factor() -> Bool {
    let p = count
    for j in 0..<p {
      lengths[j] = elements[j * p + j].squareRoot()
      guard lengths[j] > 0, lengths[j].isFinite else { return false }
    }
    for i in 0..<p {
      for j in 0...i {
        var sum = i == j ? 1 : elements[i * p + j] / lengths[i] / lengths[j]
        for k in 0..<j { sum -= factored[i * p + k] * factored[j * p + k] }
        if i == j {
          guard sum > 4 * Double(p) * Double.ulpOfOne else { return false }
          factored[i * p + i] = sum.squareRoot()
        } else {
          factored[i * p + j] = sum / factored[j * p + j]
        }
      }
    }
    return true
  }

  /// gᵀ(JᵀJ)⁻¹g: with g = Jᵀr, the squared length of the part of r that the columns explain.
  func squaredLength(of gradient: [Double]) -> Double {
    let p = count
    var forward = gradient
    var sum = 0.0
    for i in 0..<p {
      var value = gradient[i] / lengths[i]
      for k in 0..<i { value -= factored[i * p + k] * forward[k] }
      forward[i] = value / factored[i * p + i]
      sum += forward[i] * forward[i]
    }
    return sum
  }

  /// (JᵀJ)⁻¹g.
  func solve(_ gradient: [Double]) -> [Double] {
    let p = count
    var solution = gradient
    for i in 0..<p {
      var value = gradient[i] / lengths[i]
      for k in 0..<i { value -= factored[i * p + k] * solution[k] }
      solution[i] = value / factored[i * p + i]
    }
    for i in (0..<p).reversed() {
      var value = solution[i]
      for k in (i + 1)..<max(p, i + 1) { value -= factored[k * p + i] * solution[k] }
      solution[i] = value / factored[i * p + i]
    }
    for i in 0..<p { solution[i] /= lengths[i] }
    return solution
  }

  /// (JᵀJ)⁻¹, row-major, and the 1-norm condition number of the scaled matrix.
  func inverse() -> (matrix: [Double], conditionNumber: Double) {
    let p = count
    var matrix = [Double](repeating: 0, count: p * p)
    var unit = [Double](repeating: 0, count: p)
    var norm = 0.0
    var inverseNorm = 0.0
    for j in 0..<p {
      unit[j] = 1
      let column = solve(unit)
      unit[j] = 0
      var sum = 0.0
      var inverseSum = 0.0
      for i in 0..<p {
        matrix[i * p + j] = column[i]
        inverseSum += (column[i] * lengths[i] * lengths[j]).magnitude
        let entry = i >= j ? elements[i * p + j] : elements[j * p + i]
        sum += (entry / lengths[i] / lengths[j]).magnitude
      }
      norm = max(norm, sum)
      inverseNorm = max(inverseNorm, inverseSum)
    }
    for i in 0..<p {
      for j in 0..<i {
        let mean = (matrix[i * p + j] + matrix[j * p + i]) / 2
        matrix[i * p + j] = mean
        matrix[j * p + i] = mean
      }
    }
    return (matrix, norm * inverseNorm)
  }
}

extension GramMatrix {
  /// Takes JᵀJ from column-major columns, and returns Jᵀr.
  mutating func update(columns: Span<Double>, residuals: Span<Double>) -> [Double] {
    var gradient = [Double](repeating: 0, count: count)
    var gradientSpan = gradient.mutableSpan
    var gramSpan = elements.mutableSpan
    Reductions.normalEquations(
      columns: columns, residuals: residuals, gram: &gramSpan, gradient: &gradientSpan)
    return gradient
  }

  mutating func update(columns: [Double], residuals: [Double]) -> [Double] {
    update(columns: columns.span, residuals: residuals.span)
  }
}
