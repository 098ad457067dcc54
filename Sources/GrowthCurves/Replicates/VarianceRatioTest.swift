internal import Statistics

/// An F-test: whether a mean square is larger than another by more than chance.
public struct VarianceRatioTest: Sendable, Hashable {
  public var statistic: Double
  public var numeratorDegreesOfFreedom: Int
  public var denominatorDegreesOfFreedom: Int
  /// The probability of a statistic at least as large where there is no difference.
  public var pValue: Double

  /// Of the squares that a restriction adds to those of the full model; `nil` without degrees of
  /// freedom or without scatter.
  init?(added: Double, degreesOfFreedom: Int, full: Double, fullDegreesOfFreedom: Int) {
    guard degreesOfFreedom > 0, fullDegreesOfFreedom > 0, full > 0, added.isFinite else {
      return nil
    }
    numeratorDegreesOfFreedom = degreesOfFreedom
    denominatorDegreesOfFreedom = fullDegreesOfFreedom
    // The full model cannot fit worse; below 0 there is rounding.
    statistic =
      max(0, added) / Double(degreesOfFreedom) / (full / Double(fullDegreesOfFreedom))
    pValue = FisherF(
      numeratorDegreesOfFreedom: Double(degreesOfFreedom),
      denominatorDegreesOfFreedom: Double(fullDegreesOfFreedom)
    ).upperTail(statistic)
  }
}
