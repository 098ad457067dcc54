internal import CKernels
public import RealModule

/// The logistic sigmoid, the inverse of the logit (Verhulst 1838).
///
/// ```
/// σ(x) = 1/(1 + exp(−x))
/// σ′(x) = exp(−|x|)/(1 + exp(−|x|))²
/// ```
///
/// With e = exp(−|x|) it is 1/(1 + e) or e/(1 + e). The slope is never formed as σ(1 − σ), which is
/// 0 from x = 37 on.
///
/// Range 0...1; 0 at −∞, 1 at +∞, ½ at ±0; NaN gives NaN. Values and slopes below 2^−1022 underflow
/// gradually. Error below 1 ulp, of the slope too; σ(x) + σ(−x) is 1 to 1 ulp.
public struct Sigmoid: Activation {
  public init() {}

  public var name: String { "sigmoid" }
  public var formula: String { "1/(1 + exp(-x))" }
  public var range: ClosedRange<Double> { 0...1 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, 0) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_sigmoid($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    let e = T.exp(-abs(x))
    let sum = 1 + e
    return ((x < 0 ? e : 1) / sum, e / sum / sum)
  }
}
