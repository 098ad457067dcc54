/// An orthonormal basis of the space that columns span, by Gram and Schmidt with each column
/// orthogonalised twice, which keeps the basis orthogonal to rounding.
struct OrthonormalColumns {
  private(set) var columns: [[Double]] = []

  /// - Returns: `nil` when a number is not finite.
  init?(_ design: [[Double]]) {
    for column in design {
      // By the greatest, so that no square overflows.
      var greatest = 0.0
      for value in column {
        guard value.isFinite else { return nil }
        greatest = max(greatest, value.magnitude)
      }
      guard greatest > 0 else { continue }
      var rest = column.map { $0 / greatest }
      let before = Self.length(rest)
      for direction in columns + columns {
        var product = 0.0
        for i in rest.indices { product += rest[i] * direction[i] }
        for i in rest.indices { rest[i] -= product * direction[i] }
      }
      let after = Self.length(rest)
      // What is left of a column that follows from the others is rounding.
      guard after > 1e-12 * before else { continue }
      columns.append(rest.map { $0 / after })
    }
  }

  private static func length(_ x: [Double]) -> Double {
    var squares = 0.0
    for value in x { squares += value * value }
    return squares.squareRoot()
  }
}
