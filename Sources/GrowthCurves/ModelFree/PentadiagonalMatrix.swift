/// A symmetric matrix with two bands beside its diagonal, all as long as the diagonal: what is beyond
/// the matrix is 0.
struct PentadiagonalMatrix: Sendable, Hashable {
  var diagonal: [Double]
  /// The entries in the next column.
  var next: [Double]
  /// The entries in the column after that.
  var afterNext: [Double]

  /// A matrix of zeros.
  init(order: Int) {
    diagonal = [Double](repeating: 0, count: order)
    next = diagonal
    afterNext = diagonal
  }
}

/// The factors L·D·Lᵀ of a positive definite one.
struct PentadiagonalFactor {
  /// D, and the two bands of L below its diagonal of ones.
  private var factors: PentadiagonalMatrix

  /// Factors A + c·B.
  init(_ a: PentadiagonalMatrix, plus b: PentadiagonalMatrix, times c: Double) {
    let n = a.diagonal.count
    factors = PentadiagonalMatrix(order: n)
    var (previousPivot, previousFirst, previousSecond) = (0.0, 0.0, 0.0)
    var fromTwoBefore = 0.0
    for i in 0..<n {
      let diagonal = a.diagonal[i] + c * b.diagonal[i]
      let next = a.next[i] + c * b.next[i]
      let afterNext = a.afterNext[i] + c * b.afterNext[i]
      let carried = previousPivot * previousFirst
      let pivot = diagonal - carried * previousFirst - fromTwoBefore
      factors.diagonal[i] = pivot
      factors.next[i] = (next - carried * previousSecond) / pivot
      factors.afterNext[i] = afterNext / pivot
      fromTwoBefore = previousPivot * previousSecond * previousSecond
      (previousPivot, previousFirst, previousSecond) = (
        pivot, factors.next[i], factors.afterNext[i]
      )
    }
  }

  /// Turns the right-hand side into the solution.
  func solve(_ x: inout [Double]) {
    let n = x.count
    for i in 0..<n {
      if i > 0 { x[i] -= factors.next[i - 1] * x[i - 1] }
      if i > 1 { x[i] -= factors.afterNext[i - 2] * x[i - 2] }
    }
    for i in (0..<n).reversed() {
      x[i] /= factors.diagonal[i]
      if i + 1 < n { x[i] -= factors.next[i] * x[i + 1] }
      if i + 2 < n { x[i] -= factors.afterNext[i] * x[i + 2] }
    }
  }

  /// The diagonal and the bands of the inverse, without the rest of it (Hutchinson and de Hoog 1985,
  /// Numer. Math. 47:99–106).
  func inverseBands() -> PentadiagonalMatrix {
    let n = factors.diagonal.count
    var inverse = PentadiagonalMatrix(order: n)
    var (below, besideBelow, twoBelow) = (0.0, 0.0, 0.0)
    for i in (0..<n).reversed() {
      let first = factors.next[i]
      let second = factors.afterNext[i]
      let afterNext = -first * besideBelow - second * twoBelow
      let next = -first * below - second * besideBelow
      let diagonal = 1 / factors.diagonal[i] - first * next - second * afterNext
      inverse.afterNext[i] = afterNext
      inverse.next[i] = next
      inverse.diagonal[i] = diagonal
      (twoBelow, below, besideBelow) = (below, diagonal, next)
    }
    return inverse
  }
}
