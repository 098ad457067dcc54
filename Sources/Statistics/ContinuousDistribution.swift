/// A continuous probability distribution of one real variable.
///
/// A new distribution is one struct with `density`, `cumulative`, `upperTail`, `quantile` and
/// `upperQuantile`, and one line in `ContinuousDistributionTests`, whose battery checks what
/// follows.
///
/// - `NaN` in gives `NaN` out. A probability outside `0...1` is a programming error and traps.
/// - `upperTail(x)` is computed as itself and keeps its relative accuracy down to the smallest
///   normal number (about 2e-308); `1 - cumulative(x)` is 0 from about 1e-16 on.
/// - At the probabilities 0 and 1 a quantile is an end of the support. A quantile past the largest
///   double is `infinity`; one under the smallest normal number is 0.
/// - `NaN` from an ordinary argument means "not computable"; within the degrees of freedom that
///   each distribution states, no such argument is known.
/// - `quantile` is precise in the lower tail and `upperQuantile` in the upper one: ask for
///   `upperQuantile(1e-20)`, since no double lies between `1 - 1e-16` and 1.
public protocol ContinuousDistribution: Sendable {
  /// The probability density at `x`, which may be infinite at the edge of the support.
  func density(_ x: Double) -> Double

  /// The probability of a value at most `x`.
  func cumulative(_ x: Double) -> Double

  /// The probability of a value above `x`.
  func upperTail(_ x: Double) -> Double

  /// The `x` at which `cumulative(x)` is `probability`.
  func quantile(_ probability: Double) -> Double

  /// The `x` at which `upperTail(x)` is `probability`.
  func upperQuantile(_ probability: Double) -> Double
}

/// Traps on a probability that is none; lets `NaN` through.
func checkProbability(_ probability: Double) {
  precondition(
    probability.isNaN || (0...1).contains(probability),
    "a probability lies between 0 and 1, not \(probability)")
}
