internal import CKernels
public import RealModule

/// GELU with the tanh that its authors proposed in place of erf (Hendrycks and Gimpel 2016).
///
/// ```
/// x/2·(1 + tanh u) = x·σ(2u),   u = √(2/π)·(x + 0.044715x³)
/// slope: σ(2u) + x·σ′(2u)·2u′
/// ```
///
/// 2u is computed to twice the precision, since exp multiplies its error by its size. Differs from
/// ``GELU`` by up to 5e-4.
///
/// Not monotone: its minimum −0.170041 is at x = −0.752461. −0 at −∞, −0 at −0; NaN gives NaN.
/// Error at most 1.1 ulps; of the slope 2 ulps, and 2^−54 within 1/2 of its zero.
public struct GELUTanh: Activation {
  public init() {}

  public var name: String { "gelu-tanh" }
  public var formula: String { "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))" }
  public var range: ClosedRange<Double> { -0.17004075057125412 ... .infinity }
  public var isMonotone: Bool { false }
  public var tails: (left: Double?, right: Double?) { (-1.5, 1.5) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_gelu_tanh($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    // Past any exponential, so that −∞ does not meet 0.
    if x < -20_000 { return (T(signOf: x, magnitudeOf: 0), T(signOf: x, magnitudeOf: 0)) }
    if x > 20_000 { return (x, 1) }
    let linear = T.sqrt(8 / .pi)
    let cubic = linear * 44_715 / 1_000_000
    let z = x * (linear + cubic * x * x)
    let w = x * (linear + 3 * cubic * x * x)
    let e = T.exp(-abs(z))
    let sum = 1 + e
    let bracket = x < 0 ? e * (sum + w) : 1 + e * (1 + w)
    return (x * (x < 0 ? e : 1) / sum, bracket / sum / sum)
  }
}
