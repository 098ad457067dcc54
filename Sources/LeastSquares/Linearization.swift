/// The problem linearised at a point, `r + J·d`, and what follows from it: the Gauss–Newton step,
/// how much of the residuals the tangent plane still explains, and (JᵀJ)⁻¹.
///
/// JᵀJ is factored where it is well conditioned, J itself by QR where it is not: the error of a
/// step grows with the condition number of the matrix that is factored.
final class Linearization {
  /// Above this condition number of the scaled JᵀJ, J is factored instead.
  private static let conditionLimit = 1e6

  private let observationCount: Int
  private var gram: GramMatrix
  private var triangle: OrthogonalTriangle?
  private var usesTriangle = false

  /// The Gauss–Newton step −(JᵀJ)⁻¹Jᵀr.
  private(set) var step: [Double]
  /// ‖P_J r‖².
  private(set) var explained = 0.0
  /// (JᵀJ)⁻¹, row-major.
  private(set) var inverse: [Double] = []
  /// Of the scaled JᵀJ, in the 1-norm.
  private(set) var conditionNumber = Double.infinity
  /// ‖Jⱼ‖.
  var columnLengths: [Double] { gram.lengths }

  init(observationCount: Int, coordinateCount: Int) {
    self.observationCount = observationCount
    gram = GramMatrix(count: coordinateCount)
    step = [Double](repeating: 0, count: coordinateCount)
  }

  /// Linearises at columns J and residuals r; `false` when J has no full rank.
  func update(columns: [Double], residuals: [Double]) -> Bool {
    let gradient = gram.update(columns: columns, residuals: residuals)
    conditionNumber = .infinity
    if gram.factor() {
      (inverse, conditionNumber) = gram.inverse()
    }
    usesTriangle = conditionNumber > Self.conditionLimit
    guard usesTriangle else {
      step = gram.solve(gradient)
      explained = gram.squaredLength(of: gradient)
      for j in step.indices { step[j] = -step[j] }
      return true
    }
    if triangle == nil {
      triangle = OrthogonalTriangle(rows: observationCount, columns: gram.count)
    }
    guard let triangle, gram.lengths.allSatisfy({ $0 > 0 && $0.isFinite }),
      triangle.update(columns: columns, lengths: gram.lengths)
    else {
      conditionNumber = .infinity
      return false
    }
    (step, explained) = triangle.step(residuals)
    (inverse, conditionNumber) = triangle.inverse()
    return true
  }
}
