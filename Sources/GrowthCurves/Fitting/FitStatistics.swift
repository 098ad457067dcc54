internal import LeastSquares
internal import Statistics

/// The statistics of a fit.
public struct FitStatistics: Sendable, Hashable {
  /// Observations with a positive weight, n; on the log scale, of a positive size.
  public var observations: Int
  /// n − p, with p the number of fitted parameters.
  public var degreesOfFreedom: Int
  /// RSS = Σ wᵢ(Nᵢ − N(tᵢ))², or Σ wᵢ(ln Nᵢ − ln N(tᵢ))² on the log scale. It is what is minimised
  /// with the squared loss.
  public var residualSumOfSquares: Double
  /// √(RSS/(n − p)), in the unit of the sizes (of an observation of weight 1; without a unit on the log
  /// scale); s for a robust loss. `nil` for counts and without degrees of freedom.
  public var residualStandardError: Double?
  /// The minimised Σ wᵢrᵢ² of a loss other than the squared one: for counts the deviance, for robust
  /// losses 2s²Σρ.
  public var deviance: Double?
  /// 1 − RSS/Σ wᵢ(Nᵢ − N̄)²: the share of the variation that the curve describes; with another loss
  /// or scale, the share of the criterion of the best constant. It is near 1 for any curve through
  /// sizes that mostly grow, and so proves little. `nil` when the sizes are equal.
  public var rSquared: Double?
  /// How many observations a robust loss gives less than half of their weight; `nil` for the other
  /// losses.
  public var downweighted: Int?
  /// ln L at the fit; `nil` when RSS or the loss's scale is 0 to working precision, for Tukey's loss,
  /// which belongs to no density, and for counts that are not whole.
  ///
  /// - squared: normal errors with variance σ²/wᵢ, at the maximum likelihood σ² = RSS/n:
  ///   −n/2·(ln(2π·RSS/n) + 1) + ½Σ ln wᵢ. With known variances −½Σ(wᵢrᵢ² + ln(2π/wᵢ)).
  /// - huber, cauchy: density proportional to e^{−ρ(r/s)}, at the fit's s.
  /// - poisson, negative-binomial: exactly; a weight multiplies the term of its observation.
  ///
  /// On the log scale errors are those of ln N, and −Σ ln Nᵢ is added: the likelihood of the sizes
  /// themselves, which compares with that of fits on the linear scale.
  public var logLikelihood: Double?
  /// −2 ln L + 2k with k estimated numbers: the parameters, and the scale of the errors where it is
  /// estimated (σ², s or θ; Akaike 1974).
  public var aic: Double?
  /// AIC + 2k(k + 1)/(n − k − 1) (Hurvich and Tsai 1989); `nil` when n ≤ k + 1.
  public var aicc: Double?
  /// −2 ln L + k ln n (Schwarz 1978).
  public var bic: Double?

  /// By how much the criterion lies below that of the best constant, in units of its dispersion;
  /// `nil` for least squares with unknown variance, where R² says the same.
  var improvement: Double?
  /// Whether that dispersion was estimated from the residuals.
  var hasEstimatedDispersion = false
  /// Whether counts scatter more than the Poisson loss has it.
  var isOverdispersed = false
}

extension FitStatistics {
  init(_ outcome: FitOutcome, _ data: FitData, _ options: GrowthFitOptions) {
    let solution = outcome.solution
    let n = data.sizes.count
    observations = n
    degreesOfFreedom = solution.degreesOfFreedom
    let scale = options.scale == .log || options.hasKnownVariance ? 1 : data.sizeScale
    let total = BestConstant(data, outcome.form).criterion
    rSquared = total > 0 ? 1 - solution.residualSumOfSquares / total : nil
    downweighted = outcome.downweighted
    if options.loss == .squared {
      residualSumOfSquares = solution.residualSumOfSquares * scale * scale
      residualStandardError = solution.residualVariance.map { $0.squareRoot() * scale }
    } else {
      residualSumOfSquares = outcome.plainSquares(data) * scale * scale
      residualStandardError =
        options.loss.isRobust ? outcome.form.lossScale(options, in: data) : nil
      deviance =
        options.loss.isOfCounts
        ? solution.residualSumOfSquares * data.sizeScale
        : solution.residualSumOfSquares * scale * scale
    }
    if options.loss != .squared || options.hasKnownVariance, let unit = outcome.criterionScale {
      hasEstimatedDispersion = !options.hasKnownDispersion
      improvement = (total - solution.residualSumOfSquares) / unit
      if options.loss == .poisson {
        let scatter = PoissonScatter(outcome, data)
        isOverdispersed = scatter.isOverdispersed
        improvement = improvement.map { $0 / scatter.dispersion }
      }
    }
    guard let likelihood = FitLikelihood(outcome, data, options) else { return }

    let criteria = InformationCriteria(
      logLikelihood: likelihood.value,
      estimatedCount: n - degreesOfFreedom + likelihood.estimatedScales, observationCount: n)
    logLikelihood = likelihood.value
    aic = criteria.aic
    aicc = criteria.aicc.isFinite ? criteria.aicc : nil
    bic = criteria.bic
  }
}
