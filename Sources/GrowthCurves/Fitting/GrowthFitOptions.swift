public import LeastSquares
internal import Statistics

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

  /// How many start values are tried at most when the first do not lead to a good fit. A model whose
  /// sum of squares has several minima goes on from the best of them, unless this is 1.
  public var maximumStarts: Int

  /// What of the residuals is minimised.
  public var loss: Loss

  /// The scale on which model and sizes are compared.
  public var scale: SizeScale

  /// Whether the weights are 1/σᵢ² with known standard deviations σᵢ (on the log scale: of ln y), so
  /// that the errors' variance is not estimated from the residuals. Without weights every σᵢ is 1.
  public var hasKnownVariance: Bool

  /// - Precondition: 0 < `confidence` < 1; `maximumStarts` > 0; a loss of counts goes with the linear
  ///   scale and without known variances, for its own follow from the mean.
  public init(
    startValues: [String: Double] = [:], domains: [String: ParameterDomain] = [:],
    confidence: Double = 0.95, intervals: IntervalMethod = .wald, maximumStarts: Int = 8,
    loss: Loss = .squared, scale: SizeScale = .linear, hasKnownVariance: Bool = false
  ) {
    precondition(confidence > 0 && confidence < 1, "a coverage lies between 0 and 1")
    precondition(maximumStarts > 0, "at least one start is needed")
    self.startValues = startValues
    self.domains = domains
    self.confidence = confidence
    self.intervals = intervals
    self.maximumStarts = maximumStarts
    self.loss = loss
    self.scale = scale
    self.hasKnownVariance = hasKnownVariance
    checkLoss()
  }

  /// Traps on a loss that does not go with the scale or with known variances.
  func checkLoss() {
    precondition(!loss.isOfCounts || scale == .linear, "counts are compared on the linear scale")
    precondition(
      !loss.isOfCounts || !hasKnownVariance, "the variance of a count follows from its mean")
  }

  /// Whether the data need not tell how much they scatter: counts, and known variances unless a
  /// robust loss looks for itself.
  var hasKnownDispersion: Bool { loss.isOfCounts || hasKnownVariance && !loss.isRobust }

  /// How many standard errors an interval reaches: Student's t, or the normal quantile where the
  /// scatter is known.
  func quantile(degreesOfFreedom: Int) -> Double {
    let tail = (1 - confidence) / 2
    if hasKnownDispersion { return Normal().upperQuantile(tail) }
    guard degreesOfFreedom > 0 else { return .nan }
    return StudentT(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile(tail)
  }
}
