internal import CKernels
public import RealModule

/// The logarithm of the sigmoid, a log-likelihood as a function of the score.
///
/// ```
/// log σ(x) = −softplus(−x) = min(x, 0) − log(1 + exp(−|x|))
/// slope: σ(−x)
/// ```
///
/// Range −∞...0; −∞ at −∞ (with slope 1), −0 at +∞; NaN gives NaN. Error below 1 ulp, of the slope
/// too.
public struct LogSigmoid: Activation {
  public init() {}

  public var name: String { "log-sigmoid" }
  public var formula: String { "log(1/(1 + exp(-x)))" }
  public var range: ClosedRange<Double> { -.infinity...0 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (nil, -.greatestFiniteMagnitude) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_log_sigmoid($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    let (value, slope) = Softplus().evaluate(-x)
    return (-value, slope)
  }
}
