internal import CKernels
public import RealModule

/// Logistic growth to a capacity (Verhulst 1838).
///
/// ```
/// L·σ(k(t − x₀)) = L / (1 + exp(−k(t − x₀)))
/// ```
///
/// With the ecologists' parameters K, N₀ and r it is the same curve: L = K, k = r, x₀ = log((K −
/// N₀)/N₀)/r.
public enum LogisticCurve: GrowthCurve {
  public static let parameterNames = ["L", "k", "x0"]
  public static let kernel = CurveKernel {
    unsafe ck_logistic_curve($0, $1, $2, $3, $4, $5, $6)
  }

  /// The size at one time.
  public static func value<T: Real>(at t: T, capacity: T, rate: T, midpoint: T) -> T {
    capacity * Sigmoid().value(rate * (t - midpoint))
  }
}
