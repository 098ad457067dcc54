internal import CKernels
public import RealModule

/// The exponential linear unit (Clevert, Unterthiner and Hochreiter 2016).
///
/// ```
/// x for x > 0, α(exp(x) − 1) for x ≤ 0
/// slope: 1 for x > 0, α·exp(x) for x ≤ 0
/// ```
///
/// The slope at 0, where there is none unless α = 1, is that of the left side. −α at −∞, −0 at −0;
/// NaN gives NaN. Error at most 1.3 ulps, of the slope below 1.
public struct ELU: Activation {
  /// The distance of the limit at −∞ from 0.
  public var alpha: Double

  public init(alpha: Double = 1) {
    precondition(alpha.isFinite && alpha >= 0, "a finite α ≥ 0")
    self.alpha = alpha
  }

  public var name: String { "elu" }
  public var formula: String { "x for x > 0, else alpha (exp(x) - 1)" }
  public var range: ClosedRange<Double> { -alpha ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, alpha > 1 ? 0 : nil) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_elu($0, alpha, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    if x > 0 { return (x, 1) }
    return (T(converting: alpha) * .expMinusOne(x), T(converting: alpha) * .exp(x))
  }
}
