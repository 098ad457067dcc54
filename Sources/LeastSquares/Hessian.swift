/// The Hessian of ½Σr² by central differences of the gradient, factored.
struct Hessian {
  private var factor: GramMatrix

  /// - Parameters:
  ///   - differences: how far to move each parameter.
  ///   - gradient: Jᵀr at a point.
  /// - Returns: `nil` when a gradient has no value, or the Hessian is not positive definite.
  init?(at point: [Double], differences: [Double], gradient: ([Double]) -> [Double]?) {
    let p = point.count
    var matrix = [Double](repeating: 0, count: p * p)
    var trial = point
    for j in 0..<p {
      trial[j] = point[j] + differences[j]
      let top = trial[j]
      guard let above = gradient(trial) else { return nil }
      trial[j] = point[j] - differences[j]
      let bottom = trial[j]
      guard let below = gradient(trial) else { return nil }
      trial[j] = point[j]
      for i in 0..<p { matrix[i * p + j] = (above[i] - below[i]) / (top - bottom) }
    }
    factor = GramMatrix(count: p)
    for i in 0..<p {
      for j in 0...i { factor[i, j] = (matrix[i * p + j] + matrix[j * p + i]) / 2 }
    }
    guard factor.factor() else { return nil }
  }

  /// gᵀH⁻¹g, Newton's measure of what is left.
  func decrement(_ gradient: [Double]) -> Double { factor.squaredLength(of: gradient) }

  /// Newton's step −H⁻¹g.
  func step(_ gradient: [Double]) -> [Double] {
    factor.solve(gradient).map { -$0 }
  }
}
