internal import Activations

/// JᵀJ with its columns scaled to unit length, factored by Cholesky: the algebra of small p.
///
/// Scaling first makes everything that follows independent of the parameters' units.
struct GramMatrix {
  let count: Int
  private var elements: [Double]
  private var factored: [Double]
  /// Jᵀr.
  var gradient: [Double]
  private var scratch: [Double]
  /// Column lengths ‖Jⱼ‖.
  private(set) var lengths: [Double]
  /// Divisions are dear: reciprocals of the lengths and of the factor's diagonal.
  private var inverseLengths: [Double]
  private var inversePivots: [Double]

  init(count: Int) {
    self.count = count
    elements = [Double](repeating: 0, count: count * count)
    factored = elements
    gradient = [Double](repeating: 0, count: count)
    scratch = gradient
    lengths = [Double](repeating: 1, count: count)
    inverseLengths = lengths
    inversePivots = lengths
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
      let length = elements[j * p + j].squareRoot()
      guard length > 0, length.isFinite else { return false }
      lengths[j] = length
      inverseLengths[j] = 1 / length
    }
    for i in 0..<p {
      for j in 0...i {
        var sum = i == j ? 1 : elements[i * p + j] * inverseLengths[i] * inverseLengths[j]
        for k in 0..<j { sum -= factored[i * p + k] * factored[j * p + k] }
        if i == j {
          guard sum > 4 * Double(p) * Double.ulpOfOne else { return false }
          let pivot = sum.squareRoot()
          factored[i * p + i] = pivot
          inversePivots[i] = 1 / pivot
        } else {
          factored[i * p + j] = sum * inversePivots[j]
        }
      }
    }
    return true
  }

  /// The ratio of the extreme squared pivots: a lower bound of the condition number, and near it for
  /// the few columns there are.
  var conditionEstimate: Double {
    var least = Double.infinity
    var greatest = 0.0
    for i in 0..<count {
      let pivot = factored[i * count + i]
      least = min(least, pivot)
      greatest = max(greatest, pivot)
    }
    return (greatest / least) * (greatest / least)
  }

  /// gᵀ(JᵀJ)⁻¹g: with g = Jᵀr, the squared length of the part of r that the columns explain.
  func squaredLength(of gradient: [Double]) -> Double {
    var forward = gradient
    return substituteForward(&forward)
  }

  /// The same for the matrix's own gradient.
  mutating func explained() -> Double {
    for j in 0..<count { scratch[j] = gradient[j] }
    var vector: [Double] = []
    swap(&vector, &scratch)
    defer { swap(&vector, &scratch) }
    return substituteForward(&vector)
  }

  /// (JᵀJ)⁻¹g.
  func solve(_ gradient: [Double]) -> [Double] {
    var solution = gradient
    solve(gradient, into: &solution)
    return solution
  }

  /// (JᵀJ)⁻¹g, and gᵀ(JᵀJ)⁻¹g on the way.
  @discardableResult
  func solve(_ gradient: [Double], into solution: inout [Double]) -> Double {
    let p = count
    for i in 0..<p { solution[i] = gradient[i] }
    let squaredLength = substituteForward(&solution)
    var i = p - 1
    while i >= 0 {
      var value = solution[i]
      var k = i + 1
      while k < p {
        value -= factored[k * p + i] * solution[k]
        k += 1
      }
      solution[i] = value * inversePivots[i]
      i -= 1
    }
    for i in 0..<p { solution[i] *= inverseLengths[i] }
    return squaredLength
  }

  /// Solves with the scaled factor in place, and returns the squared length of the result.
  private func substituteForward(_ vector: inout [Double]) -> Double {
    var sum = 0.0
    for i in 0..<count {
      var value = vector[i] * inverseLengths[i]
      for k in 0..<i { value -= factored[i * count + k] * vector[k] }
      vector[i] = value * inversePivots[i]
      sum += vector[i] * vector[i]
    }
    return sum
  }

  /// (JᵀJ)⁻¹, row-major, and the 1-norm condition number of the scaled matrix.
  func inverse() -> (matrix: [Double], conditionNumber: Double) {
    let p = count
    var matrix = [Double](repeating: 0, count: p * p)
    var unit = [Double](repeating: 0, count: p)
    var column = unit
    var norm = 0.0
    var inverseNorm = 0.0
    for j in 0..<p {
      unit[j] = 1
      solve(unit, into: &column)
      unit[j] = 0
      var sum = 0.0
      var inverseSum = 0.0
      for i in 0..<p {
        matrix[i * p + j] = column[i]
        inverseSum += (column[i] * lengths[i] * lengths[j]).magnitude
        let entry = i >= j ? elements[i * p + j] : elements[j * p + i]
        sum += (entry * inverseLengths[i] * inverseLengths[j]).magnitude
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
  /// Takes JᵀJ and Jᵀr from column-major columns.
  mutating func update(columns: Span<Double>, residuals: Span<Double>) {
    Self.reduce(columns, residuals, gram: &elements, gradient: &gradient)
  }

  mutating func update(columns: [Double], residuals: [Double]) {
    update(columns: columns.span, residuals: residuals.span)
  }

  private static func reduce(
    _ columns: Span<Double>, _ residuals: Span<Double>, gram: inout [Double],
    gradient: inout [Double]
  ) {
    var gramSpan = gram.mutableSpan
    var gradientSpan = gradient.mutableSpan
    Reductions.normalEquations(
      columns: columns, residuals: residuals, gram: &gramSpan, gradient: &gradientSpan)
  }
}
