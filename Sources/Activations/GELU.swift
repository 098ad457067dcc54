internal import CKernels
public import RealModule

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact.
///
/// ```
/// x·Φ(x) = x/2·erfc(−x/√2)
/// slope: Φ(x) + x·φ(x)
/// ```
///
/// Φ is the standard normal distribution and φ its density. Φ(−u) is taken as exp(−u²/2), with u²
/// in full, times the ratio of Mills, so that the tail keeps its digits: the usual x/2·(1 +
/// erf(x/√2)) has none left at x = −9.
///
/// Not monotone: its minimum −0.169971 is at x = −0.751792. −0 at −∞, −0 at −0; NaN gives NaN.
/// Error at most 3 ulps; of the slope 3 ulps, and 2^−53 within 1/2 of its zero. (Bounds of the
/// `Double` form; in other formats erfc alone decides.)
public struct GELU: Activation {
  public init() {}

  public var name: String { "gelu" }
  public var formula: String { "x/2 (1 + erf(x/sqrt(2)))" }
  public var range: ClosedRange<Double> { -0.16997120747990369 ... .infinity }
  public var isMonotone: Bool { false }
  public var tails: (left: Double?, right: Double?) { (-1.4142135623730951, 1.4142135623730951) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_gelu($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    // Past any exponential, so that −∞ does not meet 0.
    if x < -20_000 { return (T(signOf: x, magnitudeOf: 0), T(signOf: x, magnitudeOf: 0)) }
    if x > 20_000 { return (x, 1) }
    let tail = T.erfc(-x / .sqrt(2)) / 2
    return (x * tail, tail + x * .exp(-x * x / 2) / .sqrt(2 * .pi))
  }
}
