/// Where a minimisation ended and how it got there.
///
/// A solution is always complete: when `termination` says that no minimum was reached, `parameters`
/// is the best point seen, and the uncertainty is that of the linearisation there.
public struct LeastSquaresSolution: Sendable {
  /// The parameters in natural units, the fixed ones included.
  public var parameters: [Double]
  /// Σᵢ wᵢrᵢ².
  public var residualSumOfSquares: Double
  /// The number of observations with a positive weight, minus the number of fitted parameters.
  public var degreesOfFreedom: Int
  /// (JᵀWJ)⁻¹ in natural units, row-major p × p, zero in the rows and columns of fixed parameters;
  /// `nil` when JᵀWJ is singular to working precision. Multiply by `residualVariance` for the
  /// covariance of the estimates.
  public var unscaledCovariance: [Double]?
  /// The 1-norm condition number of JᵀWJ after its columns are scaled to unit length, so that units
  /// do not matter; infinite when singular.
  public var conditionNumber: Double
  /// ‖P_J r‖/‖r‖, the part of the residuals that the tangent plane still explains (0 at a minimum).
  public var relativeOffset: Double
  /// Why the search ended.
  public var termination: Termination
  /// Trust-region iterations over all engines, plus Gauss–Newton steps of the polish.
  public var iterations: Int
  /// The engine whose answer this is.
  public var engine: LeastSquaresEngine

  /// RSS / degrees of freedom; `nil` without degrees of freedom.
  public var residualVariance: Double? {
    degreesOfFreedom > 0 ? residualSumOfSquares / Double(degreesOfFreedom) : nil
  }

  /// Standard errors of the parameters, √(variance·(JᵀWJ)⁻¹ⱼⱼ), 0 for fixed ones; `nil` when there
  /// are no degrees of freedom or JᵀWJ is singular.
  ///
  /// - Parameter variance: the variance of an observation of weight 1 where it is known (weights
  ///   1/σᵢ² give 1); by default it is estimated by `residualVariance`.
  public func standardErrors(variance: Double? = nil) -> [Double]? {
    guard let covariance = unscaledCovariance, let variance = variance ?? residualVariance else {
      return nil
    }
    let p = parameters.count
    return (0..<p).map { (variance * covariance[$0 * p + $0]).squareRoot() }
  }
}

/// The engines, in the order in which they are tried.
public enum LeastSquaresEngine: String, Sendable, CaseIterable {
  /// GSL `multilarge_nlinear`: Levenberg–Marquardt on JᵀJ with Moré's scaling. The fast default.
  case normalEquations = "normal-equations"
  /// GSL `multifit_nlinear`: Levenberg–Marquardt by QR of J with Moré's scaling.
  case orthogonal = "orthogonal"
  /// The same with geodesic acceleration (Transtrum and Sethna 2012).
  case geodesic = "orthogonal-geodesic"
  /// Powell's dogleg by QR of J, with Marquardt's scaling, which forgets old column lengths.
  case dogleg = "orthogonal-dogleg"
}
