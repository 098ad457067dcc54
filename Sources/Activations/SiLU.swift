internal import CKernels
public import RealModule

/// The sigmoid-weighted linear unit or swish (Elfwing, Uchibe and Doya 2018).
///
/// ```
/// x·σ(x)
/// slope: σ(x) + x·σ′(x)
/// ```
///
/// Not monotone: its minimum −0.278465 is at x = −1.278465. −0 at −∞, −0 at −0; NaN gives NaN.
/// Error at most 1.1 ulps; of the slope 2 ulps, and 2^−55 within 1/2 of its zero.
public struct SiLU: Activation {
  public init() {}

  public var name: String { "silu" }
  public var formula: String { "x/(1 + exp(-x))" }
  public var range: ClosedRange<Double> { -0.27846454276107380 ... .infinity }
  public var isMonotone: Bool { false }
  public var tails: (left: Double?, right: Double?) { (-2.4, 2.4) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_silu($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    // Past any exponential, so that −∞ does not meet 0.
    if x < -20_000 { return (T(signOf: x, magnitudeOf: 0), T(signOf: x, magnitudeOf: 0)) }
    if x > 20_000 { return (x, 1) }
    let e = T.exp(-abs(x))
    let sum = 1 + e
    let bracket = x < 0 ? e * (sum + x) : 1 + e * (1 + x)
    return (x * (x < 0 ? e : 1) / sum, bracket / sum / sum)
  }
}
