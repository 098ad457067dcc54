internal import CKernels
public import RealModule

/// The smooth ReLU, the integral of the sigmoid (Dugas et al. 2001).
///
/// ```
/// log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|))
/// slope: σ(x)
/// ```
///
/// Range 0...∞; 0 at −∞, +∞ at +∞; NaN gives NaN. Error below 1 ulp, of the slope too.
public struct Softplus: Activation {
  public init() {}

  public var name: String { "softplus" }
  public var formula: String { "log(1 + exp(x))" }
  public var range: ClosedRange<Double> { 0 ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (.greatestFiniteMagnitude, nil) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_softplus($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    let e = T.exp(-abs(x))
    return (.maximum(x, 0) + .log(onePlus: e), (x < 0 ? e : 1) / (1 + e))
  }
}
