internal import CKernels
public import RealModule

/// Growth that slows down from the start (Gompertz 1825).
///
/// ```
/// L·exp(−exp(−k(t − x₀)))
/// ```
///
/// x₀ is the time of the inflection, where the size is L/e.
public enum GompertzCurve: GrowthCurve {
  public static let parameterNames = ["L", "k", "x0"]
  public static let kernel = CurveKernel {
    unsafe ck_gompertz_curve($0, $1, $2, $3, $4, $5, $6)
  }

  /// The size at one time.
  public static func value<T: Real>(at t: T, capacity: T, rate: T, midpoint: T) -> T {
    capacity * .exp(-.exp(-rate * (t - midpoint)))
  }
}
