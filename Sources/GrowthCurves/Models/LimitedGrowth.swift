/// Growth from y0 to K as a function of g, the growth there would be without a limit, in e-folds.
///
/// ```
/// N = K·y0/(y0 + (K − y0)·e^{−g})
/// ```
///
/// The models with a lag differ in how g grows with time. They hand over the decay e^{−g} and its
/// rise 1 − e^{−g}, each computed so that it keeps its digits.
struct LimitedGrowth {
  let initial: Double
  let capacity: Double

  private func denominator(_ decay: Double) -> Double { initial + (capacity - initial) * decay }

  func size(_ decay: Double) -> Double {
    // In this order, for K·y0 may not be a number where N is one.
    capacity * (initial / denominator(decay))
  }

  /// ∂N/∂g.
  func slope(_ decay: Double) -> Double {
    let whole = denominator(decay)
    return capacity * (initial / whole) * ((capacity - initial) / whole * decay)
  }

  /// ∂N/∂y0, ∂N/∂K and ∂N/∂g.
  func gradient(
    _ decay: Double, rise: Double
  ) -> (initial: Double, capacity: Double, exponent: Double) {
    let inverse = 1 / denominator(decay)
    let share = initial * inverse
    let ratio = capacity * inverse
    return (
      ratio * ratio * decay, share * share * rise,
      capacity * share * ((capacity - initial) * inverse * decay)
    )
  }
}
