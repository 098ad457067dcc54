internal import CKernels
public import RealModule

/// The rectified linear unit (Nair and Hinton 2010).
///
/// ```
/// max(x, 0)
/// ```
///
/// The slope is 1 for x > 0 and 0 elsewhere; at 0 there is none, and 0 is returned. Exact; 0 at −∞,
/// +0 at −0; NaN gives NaN.
public struct ReLU: Activation {
  public init() {}

  public var name: String { "relu" }
  public var formula: String { "max(x, 0)" }
  public var range: ClosedRange<Double> { 0 ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, nil) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_leaky_relu($0, 0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    if x.isNaN { return (x, x) }
    return x > 0 ? (x, 1) : (0, 0)
  }
}
