internal import CKernels
public import RealModule

/// A ReLU that lets a hundredth of the negative side through (Maas et al. 2013).
///
/// ```
/// x for x > 0, x/100 for x ≤ 0
/// ```
///
/// The factor is the `Double` nearest to 0.01; the error is half an ulp. The slope at 0, where
/// there is none, is that of the left side. −∞ at −∞, −0 at −0; NaN gives NaN.
public struct LeakyReLU: Activation {
  public init() {}

  public var name: String { "leaky-relu" }
  public var formula: String { "x for x > 0, else 0.01 x" }
  public var range: ClosedRange<Double> { -.infinity ... .infinity }
  public var isMonotone: Bool { true }
  public var tails: (left: Double?, right: Double?) { (0, nil) }

  public var kernel: ActivationKernel? {
    ActivationKernel { unsafe ck_leaky_relu($0, 0.01, $1, $2, $3, $4) }
  }

  public func evaluate<T: Real>(_ x: T) -> (value: T, slope: T) {
    PReLU(slope: 0.01).evaluate(x)
  }
}
