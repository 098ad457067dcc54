internal import CKernels
public import RealModule

/// A sigmoid without an exponential (Turian, Bergstra and Bengio 2009).
///
/// ```
/// x/(1 + |x|)
/// slope: 1/(1 + |x|)²
/// ```
///
/// Odd; range −1...1, which are the limits at ±∞; −0 at −0; NaN gives NaN. Error at most 0.6 ulp,
/// of the slope 2 ulps.
public struct Softsign: Activation {
  public init() {}

  public var name: String { "softsign" }
  public var formula: String { "x/(1 + abs(x))" }
  public var range: ClosedRange<Double> { -1...1 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, 0) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_softsign($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    let sum = 1 + abs(x)
    return (x.isInfinite ? T(signOf: x, magnitudeOf: 1) : x / sum, 1 / sum / sum)
  }
}
