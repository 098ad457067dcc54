internal import Statistics

extension CountErrors {
  /// sign(N − y)·√d(y, N) and its slope in N: the residual whose square is the deviance.
  ///
  ///     ∂r/∂N = (N − y)/(N(1 + N/θ)·r),   1/√(N(1 + N/θ)) at N = y
  ///
  /// NaN where N is negative or 0 by its parameters: counts have no such mean. A curve that has
  /// underflowed, far below one count, stays at the least number.
  func residual(_ size: Double, _ observed: Double) -> (value: Double, slope: Double) {
    guard size >= .leastNormalMagnitude else {
      guard size >= 0 else { return (.nan, .nan) }
      return (-deviance(of: observed, mean: .leastNormalMagnitude).squareRoot(), 0)
    }
    let length = deviance(of: observed, mean: size).squareRoot()
    guard length > 0 else { return (0, 1 / variance(mean: size).squareRoot()) }
    let difference = size - observed
    let slope = difference.magnitude / length / size / (1 + size / theta)
    return (difference > 0 ? length : -length, slope)
  }
}
