internal import CKernels
public import RealModule

/// Three straight lines in place of the sigmoid.
///
/// ```
/// (x + 3)/6, but at least 0 and at most 1
/// ```
///
/// The slope is 1/6 for |x| < 3 and 0 elsewhere; at ±3 there is none, and 0 is returned. Error of
/// the value at most 1 ulp. NaN gives NaN. (Some libraries use x/5 + 1/2 instead.)
public struct HardSigmoid: Activation {
  public init() {}

  public var name: String { "hard-sigmoid" }
  public var formula: String { "min(max((x + 3)/6, 0), 1)" }
  public var range: ClosedRange<Double> { 0...1 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, 0) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_hard_sigmoid($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    if x.isNaN { return (x, x) }
    if abs(x) >= 3 { return (x < 0 ? 0 : 1, 0) }
    return ((x + 3) / 6, 1 / 6)
  }
}
