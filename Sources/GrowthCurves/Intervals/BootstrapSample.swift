internal import Statistics

/// What refits to resampled data gave.
public struct BootstrapSample: Sendable, Hashable {
  /// The parameters of each refit that converged, in the units of the data.
  public var parameters: [[Double]]
  /// Refits that did not converge, or resamples that could not be fitted.
  public var failures: Int

  /// With more than this share of failures no limits are given: what converges is then a biased
  /// part of what may be.
  static let toleratedFailures = 0.05

  public var isUsable: Bool {
    let count = parameters.count + failures
    return parameters.count >= 50
      && Double(failures) <= Self.toleratedFailures * Double(count)
  }

  /// The standard deviation and the percentile limits of a function of the parameters.
  ///
  /// - Returns: `nil` when too many refits failed, or the function has no value in too many.
  public func summary(
    confidence: Double, of function: ([Double]) -> Double
  ) -> (standardError: Double, limits: ConfidenceLimits)? {
    guard isUsable else { return nil }
    let values = parameters.map(function).filter { $0.isFinite }.sorted()
    guard Double(values.count) >= (1 - Self.toleratedFailures) * Double(parameters.count) else {
      return nil
    }
    let count = Double(values.count)
    // Deviations from a middle value keep the digits of calendar years.
    let middle = values[values.count / 2]
    let mean = values.reduce(0) { $0 + ($1 - middle) } / count
    let squares = values.reduce(0) { $0 + ($1 - middle - mean) * ($1 - middle - mean) }
    let tail = (1 - confidence) / 2
    return (
      (squares / (count - 1)).squareRoot(),
      ConfidenceLimits(
        lower: SampleQuantile.value(tail, ofSorted: values),
        upper: SampleQuantile.value(1 - tail, ofSorted: values))
    )
  }
}
