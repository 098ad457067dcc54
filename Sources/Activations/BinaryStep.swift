internal import CKernels
public import RealModule

/// The step of Heaviside, the threshold unit of McCulloch and Pitts (1943).
///
/// ```
/// 1 for x ≥ 0, 0 for x < 0
/// ```
///
/// The slope is 0. At 0 there is none, and 0 is returned there too: a step cannot be trained by its
/// gradient. Both are exact. 0 at −∞, 1 at +∞ and at −0; NaN gives NaN.
public struct BinaryStep: Activation {
  public init() {}

  public var name: String { "binary-step" }
  public var formula: String { "1 for x >= 0, else 0" }
  public var range: ClosedRange<Double> { 0...1 }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) {
    (.greatestFiniteMagnitude, -.greatestFiniteMagnitude)
  }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_binary_step($0, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    x.isNaN ? (x, x) : (x >= 0 ? 1 : 0, 0)
  }
}
