internal import RealModule

/// How well a model fits, all terms over rows weighted.
public struct FitStatistics: Sendable, Equatable {
  /// Σ s.
  public let observations: Double
  /// How many coefficients are estimated. After a ridge the effective number tr(H₀H⁻¹), H₀ without
  /// and H with the penalty; with λ₁ those that are not 0 (Zou, Hastie and Tibshirani 2007).
  public let parameters: Double
  /// ℓ at the coefficients, without a penalty.
  public let logLikelihood: Double
  /// ℓ + ½·log|I| with Firth's penalty, I in original units.
  public let penalizedLogLikelihood: Double?
  /// ℓ of the intercepts alone.
  public let nullLogLikelihood: Double
  /// ℓ of a model that fits each row; 0 unless targets lie between 0 and 1.
  public let saturatedLogLikelihood: Double
  /// Mean probability of the positive class among the positive rows less that among the others (Tjur
  /// 2009); two classes only.
  public let tjur: Double?

  /// 2(ℓ of a perfect fit − ℓ).
  public var deviance: Double { 2 * (saturatedLogLikelihood - logLikelihood) }
  public var nullDeviance: Double { 2 * (saturatedLogLikelihood - nullLogLikelihood) }
  /// Akaike 1974.
  public var aic: Double { 2 * parameters - 2 * logLikelihood }
  /// Schwarz 1978, of Σ s observations.
  public var bic: Double { parameters * .log(observations) - 2 * logLikelihood }
  /// 1 − ℓ/ℓ₀ (McFadden 1974).
  public var mcFadden: Double { 1 - logLikelihood / nullLogLikelihood }
  /// 1 − exp(2(ℓ₀ − ℓ)/n) (Cox and Snell 1989).
  public var coxSnell: Double {
    -.expMinusOne(2 * (nullLogLikelihood - logLikelihood) / observations)
  }
  /// ``coxSnell`` relative to its largest possible value (Nagelkerke 1991).
  public var nagelkerke: Double { coxSnell / -.expMinusOne(2 * nullLogLikelihood / observations) }
}

func exponential(_ x: Double) -> Double { .exp(x) }
