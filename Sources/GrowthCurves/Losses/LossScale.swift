internal import RealModule

/// Estimates of a loss's scale, and where they settle.
enum LossScale {
  /// The median of |u| over 0.6745, as if the errors were normal and their median 0; 0.6745 rather
  /// than more digits of the normal quartile is what robust regressions publish.
  static func ofAbsolute(_ residuals: [Double]) -> Double {
    median(residuals.map { $0.magnitude }) / 0.6745
  }

  /// The middle value, or the mean of the two. Not empty.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  /// Where a positive quantity settles that a fit depends on and its residuals determine anew.
  ///
  /// Each round fits with a value and gives the next. On the logarithm, secant steps shorten the way
  /// where the plain ones shrink slowly, inside what the rounds have shown to hold the answer.
  ///
  /// - Parameter next: fits with a value and estimates the next; ∞ ends the search as an answer, NaN
  ///   as none.
  /// - Returns: the value with which was fitted last, and whether it settled (within 10⁻⁶).
  static func settle(
    from start: Double, _ next: (Double) -> Double
  ) -> (value: Double, hasSettled: Bool) {
    var value = Double.log(start)
    var previous: (value: Double, change: Double)?
    var low = -Double.infinity
    var high = Double.infinity
    for round in 0..<60 {
      let estimate = next(Double.exp(value))
      if estimate == .infinity { return (estimate, true) }
      guard estimate.isFinite else { return (Double.exp(value), false) }
      let change = Double.log(estimate) - value
      if change > 0 { low = max(low, value) } else { high = min(high, value) }
      if change.magnitude <= 1e-11 || high - low <= 1e-12 || round == 59 {
        return (Double.exp(value), change.magnitude <= 1e-6)
      }
      var step = change
      if let previous, previous.change != change {
        let secant = change * (value - previous.value) / (previous.change - change)
        // Only forwards, and not far beyond what was seen.
        if secant * change > 0 {
          step = secant.magnitude < 5 * change.magnitude ? secant : 5 * change
        }
      }
      previous = (value, change)
      let moved = value + step
      value = moved > low && moved < high ? moved : (low + high) / 2
      if !value.isFinite { value = moved }
    }
    preconditionFailure("the last round returns")
  }
}

extension FitData {
  /// The least scale of a robust loss: 10⁻¹⁰ of the range of the sizes, or where they are rounded.
  func leastLossScale(on scale: SizeScale) -> Double {
    let root = sizes.indices.reduce(0) { max($0, rootWeight($1)) }
    let values = scale == .log ? sizes.map { Double.log($0) } : sizes
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    let range = values.reduce(-Double.infinity, max) - values.reduce(.infinity, min)
    return root * max(1e-10 * range, 1e-14 * largest)
  }
}
