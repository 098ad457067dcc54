internal import CKernels
public import RealModule

/// Mish (Misra 2019).
///
/// ```
/// x·tanh(softplus(x))
/// = x(1 + 2e)/(1 + 2e + 2e²) for x ≥ 0, e = exp(−x)
/// = x·e(e + 2)/(e(e + 2) + 2) for x < 0, e = exp(x)
/// ```
///
/// Not monotone: its minimum −0.308843 is at x = −1.192431. −0 at −∞, −0 at −0; NaN gives NaN.
/// Error at most 1.1 ulps; of the slope 4 ulps, and 2^−53 within 1/2 of its zero.
public struct Mish: Activation {
  public init() {}

  public var name: String { "mish" }
  public var formula: String { "x tanh(log(1 + exp(x)))" }
  public var range: ClosedRange<Double> { -0.30884341301725043 ... .infinity }
  public var isMonotone: Bool { false }
  public var tails: (left: Double?, right: Double?) { (-2.3, 1.5) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_mish($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    // Past any exponential, so that −∞ does not meet 0.
    if x < -20_000 { return (T(signOf: x, magnitudeOf: 0), T(signOf: x, magnitudeOf: 0)) }
    if x > 20_000 { return (x, 1) }
    let e = T.exp(-abs(x))
    if x < 0 {
      let sum = e * (e + 2) + 2
      let bracket = 4 * (x + 1) + e * (4 * x + 6 + e * (4 + e))
      return (x * e * (e + 2) / sum, e * bracket / sum / sum)
    }
    let sum = 1 + 2 * e * (1 + e)
    let bracket = 1 + e * (4 + e * (4 * x + 6 + 4 * (x + 1) * e))
    return (x * (1 + 2 * e) / sum, bracket / sum / sum)
  }
}
