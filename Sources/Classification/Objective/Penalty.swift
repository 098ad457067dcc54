/// λ₂/2·‖w‖² + λ₁·‖w‖₁ of the coefficients in original units; the intercept is never penalised. The
/// loss beside it is the mean over the rows, so λ = 1/(C·n) in the terms of liblinear and
/// scikit-learn.
public struct Penalty: Sendable, Equatable {
  /// λ₂.
  public let ridge: Double
  /// λ₁.
  public let lasso: Double

  /// Maximum likelihood.
  public static let none = Penalty(ridge: 0, lasso: 0)

  /// Both are finite and at least 0.
  public init(ridge: Double, lasso: Double) {
    precondition(ridge >= 0 && ridge.isFinite && lasso >= 0 && lasso.isFinite)
    self.ridge = ridge
    self.lasso = lasso
  }

  /// λ₂ = λ·(1 − l1Ratio) and λ₁ = λ·l1Ratio, with λ ≥ 0 and 0 ≤ l1Ratio ≤ 1.
  public init(lambda: Double, l1Ratio: Double = 0) {
    precondition(l1Ratio >= 0 && l1Ratio <= 1)
    self.init(ridge: lambda * (1 - l1Ratio), lasso: lambda * l1Ratio)
  }

  public var lambda: Double { ridge + lasso }
  public var l1Ratio: Double { lambda > 0 ? lasso / lambda : 0 }
}
