public import LeastSquares

/// What a fit is told besides data and model. The defaults ask nothing of the user.
public struct GrowthFitOptions: Sendable, Hashable {
  /// Start values by parameter symbol, in place of those found from the data.
  public var startValues: [String: Double]

  /// Domains by parameter symbol, in place of the model's: bounds, or a fixed value.
  public var domains: [String: ParameterDomain]

  /// The coverage of the intervals, between 0 and 1.
  public var confidence: Double

  /// How the limits of parameters and derived quantities are found.
  public var intervals: IntervalMethod

  /// How many start values are tried at most when the first do not lead to a good fit.
  public var maximumStarts: Int

  public init(
    startValues: [String: Double] = [:], domains: [String: ParameterDomain] = [:],
    confidence: Double = 0.95, intervals: IntervalMethod = .wald, maximumStarts: Int = 8
  ) {
    precondition(confidence > 0 && confidence < 1, "a coverage lies between 0 and 1")
    precondition(maximumStarts > 0, "at least one start is needed")
    self.startValues = startValues
    self.domains = domains
    self.confidence = confidence
    self.intervals = intervals
    self.maximumStarts = maximumStarts
  }
}
