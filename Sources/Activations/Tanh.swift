internal import CKernels
public import RealModule

/// The hyperbolic tangent, 2σ(2x) − 1.
///
/// ```
/// tanh x = −t/(2 + t) for x ≥ 0, t = exp(−2x) − 1
/// slope: 1/cosh²x = 4·exp(−2|x|)/(1 + exp(−2|x|))²
/// ```
///
/// Odd; range −1...1, which are the limits at ±∞; tanh(−0) = −0; NaN gives NaN. Error below 1
/// ulp, of the slope too.
public struct Tanh: Activation {
  public init() {}

  public var name: String { "tanh" }
  public var formula: String { "tanh(x)" }
  public var range: ClosedRange<Double> { -1...1 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, 0) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_tanh($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    let e = T.exp(-2 * abs(x))
    let sum = 1 + e
    return (.tanh(x), 4 * e / sum / sum)
  }
}
