internal import CKernels
public import RealModule

/// The scaled ELU, under which activations keep mean 0 and variance 1 (Klambauer et al. 2017).
///
/// ```
/// λx for x > 0, λα(exp(x) − 1) for x ≤ 0
/// slope: λ for x > 0, λα·exp(x) for x ≤ 0
/// λ = 1.0507009873554804934, α = 1.6732632423543772848
/// ```
///
/// The constants are not rounded to `Double` before they are used. The slope at 0, where there is
/// none, is that of the left side. −λα at −∞, −0 at −0; NaN gives NaN. Error at most 1.3 ulps, of
/// the slope below 1.
public struct SELU: Activation {
  public init() {}

  public var name: String { "selu" }
  public var formula: String { "lambda x for x > 0, else lambda alpha (exp(x) - 1)" }
  public var range: ClosedRange<Double> { -1.7580993408473768 ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, 0) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_selu($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    // Twenty digits as quotients of integers that every format of 64 bits or more holds.
    let scale = T(10_507_009_873_554_804_934 as UInt64) / T(10_000_000_000_000_000_000 as UInt64)
    let alpha = T(16_732_632_423_543_772_848 as UInt64) / T(10_000_000_000_000_000_000 as UInt64)
    if x > 0 { return (scale * x, scale) }
    return (scale * alpha * .expMinusOne(x), scale * alpha * .exp(x))
  }
}
