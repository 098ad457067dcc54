internal import CKernels
public import RealModule

/// A ReLU whose slope on the negative side is a parameter (He et al. 2015).
///
/// ```
/// x for x > 0, a·x for x ≤ 0
/// ```
///
/// Error half an ulp. The slope at 0, where there is none unless a = 1, is that of the left side.
/// With a = 0 it is ``ReLU``, also at −∞. NaN gives NaN.
public struct PReLU: Activation {
  /// a, the slope on the negative side.
  public var slope: Double

  /// The usual start of training is a quarter.
  public init(slope: Double = 0.25) {
    precondition(slope.isFinite, "a finite slope")
    self.slope = slope
  }

  public var name: String { "prelu" }
  public var formula: String { "x for x > 0, else a x" }
  public var range: ClosedRange<Double> { slope > 0 ? -.infinity ... .infinity : 0 ... .infinity }
  public var isMonotone: Bool { slope >= 0 }
  public var tails: (left: Double?, right: Double?) { (0, abs(slope) > 1 ? 0 : nil) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_leaky_relu($0, slope, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    if x.isNaN { return (x, x) }
    if x > 0 { return (x, 1) }
    return slope == 0 ? (0, 0) : (T(converting: slope) * x, T(converting: slope))
  }
}
