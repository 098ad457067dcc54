internal import Activations
internal import RealModule

/// LLᵀ of a symmetric positive definite matrix, after scaling its diagonal to 1: what follows does
/// not depend on the units of the variables.
package struct CholeskyFactor: Sendable {
  package let count: Int
  private var rows: [Double]
  private let inverseLengths: [Double]

  /// nil where the matrix is singular to working precision, not positive definite, or not finite.
  ///
  /// - Parameter tolerance: the least squared pivot of the scaled matrix that passes: 1 − R² of a
  ///   column regressed on those before it, in the metric of the matrix.
  package init?(_ matrix: SymmetricMatrix, tolerance: Double? = nil) {
    let p = matrix.count
    count = p
    let least = tolerance ?? 8 * Double(max(p, 1)) * Double.ulpOfOne
    var inverseLengths = [Double](repeating: 0, count: p)
    for i in 0..<p {
      let square = matrix[i, i]
      guard square > 0 && square.isFinite else { return nil }
      inverseLengths[i] = 1 / square.squareRoot()
    }
    self.inverseLengths = inverseLengths
    rows = [Double](repeating: 0, count: p * p)
    for i in 0..<p {
      for j in 0...i {
        let dot = Self.dot(rows, i * p, j * p, count: j)
        let element = i == j ? 1 : matrix[i, j] * inverseLengths[i] * inverseLengths[j]
        if i == j {
          guard element - dot > least else { return nil }
          rows[i * p + i] = (element - dot).squareRoot()
        } else {
          rows[i * p + j] = (element - dot) / rows[j * p + j]
        }
      }
    }
  }

  private static func dot(_ a: [Double], _ i: Int, _ j: Int, count: Int) -> Double {
    guard count > 0 else { return 0 }
    return Reductions.dot(a.span.extracting(i..<(i + count)), a.span.extracting(j..<(j + count)))
  }

  /// A⁻¹·vector, and vectorᵀA⁻¹vector, which is never negative.
  package func solve(_ vector: [Double]) -> (solution: [Double], squaredLength: Double) {
    var x = vector
    var squaredLength = 0.0
    for i in 0..<count {
      var value = x[i] * inverseLengths[i]
      for k in 0..<i { value -= rows[i * count + k] * x[k] }
      x[i] = value / rows[i * count + i]
      squaredLength += x[i] * x[i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      let value = x[i] / rows[i * count + i]
      x[i] = value
      for k in 0..<i { x[k] -= rows[i * count + k] * value }
    }
    for i in 0..<count { x[i] *= inverseLengths[i] }
    return (x, squaredLength)
  }

  /// log|A|.
  package var logDeterminant: Double {
    (0..<count).reduce(0) {
      $0 + 2 * Double.log(rows[$1 * count + $1] / inverseLengths[$1])
    }
  }

  /// The rows of a lower triangular M with A⁻¹ = MᵀM.
  package func inverseRoot() -> [[Double]] {
    var root = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for j in 0..<count {
      for i in j..<count {
        var value = i == j ? inverseLengths[j] : 0
        for k in j..<i { value -= rows[i * count + k] * root[k][j] }
        root[i][j] = value / rows[i * count + i]
      }
    }
    return root
  }

  /// A⁻¹.
  package func inverse() -> SymmetricMatrix {
    var result = SymmetricMatrix(count: count)
    var unit = [Double](repeating: 0, count: count)
    for j in 0..<count {
      unit[j] = 1
      let column = solve(unit).solution
      unit[j] = 0
      for i in 0..<count { result[i, j] = column[i] }
    }
    for i in 0..<count {
      for j in 0..<i {
        let mean = (result[i, j] + result[j, i]) / 2
        result[i, j] = mean
        result[j, i] = mean
      }
    }
    return result
  }
}
