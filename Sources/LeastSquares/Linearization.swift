/// The problem linearised at a point, `r + J·d`, and what follows from it: the Gauss–Newton step,
/// how much of the residuals the tangent plane still explains, and (JᵀJ)⁻¹.
///
/// JᵀJ is factored where it is well conditioned, J itself by QR where it is not: the error of a
/// step grows with the condition number of the matrix that is factored.
struct Linearization {
  /// Above this (estimated) condition number of the scaled JᵀJ, J is factored instead.
  private static let conditionLimit = 1e5

  private let observationCount: Int
  private var gram: GramMatrix
  private var triangle: OrthogonalTriangle?
  private var usesTriangle = false

  /// The Gauss–Newton step −(JᵀJ)⁻¹Jᵀr.
  private(set) var step: [Double]
  /// ‖P_J r‖².
  private(set) var explained = 0.0
  /// ‖Jⱼ‖.
  var columnLengths: [Double] { gram.lengths }

  init(observationCount: Int, coordinateCount: Int) {
    self.observationCount = observationCount
    gram = GramMatrix(count: coordinateCount)
    step = [Double](repeating: 0, count: coordinateCount)
  }

  /// Linearises at columns J and residuals r; `false` when J has no full rank.
  mutating func update(columns: [Double], residuals: [Double]) -> Bool {
    gram.update(columns: columns, residuals: residuals)
    usesTriangle = !gram.factor() || gram.conditionEstimate > Self.conditionLimit
    guard usesTriangle else {
      explained = gram.solve(gram.gradient, into: &step)
      for j in step.indices { step[j] = -step[j] }
      return true
    }
    if triangle == nil {
      triangle = OrthogonalTriangle(rows: observationCount, columns: gram.count)
    }
    guard let triangle, gram.lengths.allSatisfy({ $0 > 0 && $0.isFinite }),
      triangle.update(columns: columns, lengths: gram.lengths)
    else { return false }
    (step, explained) = triangle.step(residuals)
    return true
  }

  /// (JᵀJ)⁻¹g.
  ///
  /// - Precondition: the last `update` found full rank.
  func solve(_ gradient: [Double]) -> [Double] {
    guard usesTriangle else { return gram.solve(gradient) }
    let p = gradient.count
    let (matrix, _) = inverse()
    return (0..<p).map { i in (0..<p).reduce(0) { $0 + matrix[i * p + $1] * gradient[$1] } }
  }

  /// (JᵀJ)⁻¹, row-major, and the condition number of the scaled JᵀJ in the 1-norm.
  ///
  /// - Precondition: the last `update` found full rank.
  func inverse() -> (matrix: [Double], conditionNumber: Double) {
    if usesTriangle, let triangle { return triangle.inverse() }
    return gram.inverse()
  }
}
