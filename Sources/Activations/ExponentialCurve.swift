internal import CKernels
public import RealModule

/// Growth without a limit (Malthus 1798).
///
/// ```
/// N₀·exp(r·t)
/// ```
public enum ExponentialCurve: GrowthCurve {
  public static let parameterNames = ["N0", "r"]
  public static let kernel = CurveKernel {
    unsafe ck_exponential_curve($0, $1, $2, $3, $4, $5, $6)
  }

  /// The size at one time.
  public static func value<T: Real>(at t: T, initialSize: T, rate: T) -> T {
    initialSize * .exp(rate * t)
  }
}
