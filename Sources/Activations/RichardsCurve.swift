internal import CKernels
public import RealModule

/// Growth with an inflection at any fraction of the capacity (Richards 1959).
///
/// ```
/// L·(1 + ν·exp(−k(t − x₀)))^(−1/ν),   ν ≥ 0
/// ```
///
/// x₀ is the time of the inflection. ν = 1 is ``LogisticCurve``; ν → 0 is ``GompertzCurve``, which
/// ν = 0 gives exactly: the curve is L·exp(−h) with h = log(1 + w)/ν = exp(−k(t − x₀))·log(1 +
/// w)/w, w = ν·exp(−k(t − x₀)), and no digit is lost on the way. The derivative with respect to ν
/// is accurate to 10 ulps times 1 + h.
public enum RichardsCurve: GrowthCurve {
  public static let parameterNames = ["L", "k", "x0", "ν"]
  public static let kernel = CurveKernel {
    unsafe ck_richards_curve($0, $1, $2, $3, $4, $5, $6)
  }

  /// The size at one time.
  public static func value<T: Real>(
    at t: T, capacity: T, rate: T, midpoint: T, shape: T
  ) -> T {
    let z = rate * (t - midpoint)
    if shape == 0 { return capacity * .exp(-.exp(-z)) }
    let w = shape * .exp(-z)
    if w <= 1 { return capacity * .exp(-.log(onePlus: w) / shape) }
    return capacity * .exp(-Softplus().value(.log(shape) - z) / shape)
  }
}
