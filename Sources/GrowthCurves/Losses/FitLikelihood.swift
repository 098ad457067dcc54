internal import LeastSquares
internal import RealModule
internal import Statistics

/// The log-likelihood of a fit, and how many scales of errors were estimated for it.
///
/// `nil` where there is none: see `FitStatistics.logLikelihood`.
struct FitLikelihood {
  let value: Double
  let estimatedScales: Int

  init?(_ outcome: FitOutcome, _ data: FitData, _ options: GrowthFitOptions) {
    let squares = outcome.solution.residualSumOfSquares
    estimatedScales = options.loss == .poisson || options.hasKnownVariance ? 0 : 1
    let errors: Double?
    switch outcome.form.transformation {
    case .none:
      errors = Self.normal(squares, data, options)
    case .robust(let loss, let scale):
      let least = data.leastLossScale(on: options.scale)
      let hasScale = options.hasKnownVariance || scale > least * (1 + 1e-6)
      errors = hasScale ? Self.robust(loss, scale, squares, data) : nil
    case .counts(let counts):
      errors = Self.counts(counts, outcome.sizes, data)
    }
    guard let errors, errors.isFinite else { return nil }
    value = errors + Self.change(outcome, data, options)
  }

  /// In the fit's units.
  private static func normal(
    _ squares: Double, _ data: FitData, _ options: GrowthFitOptions
  ) -> Double? {
    let n = data.sizes.count
    if options.hasKnownVariance {
      let deviations = data.sizes.indices.map { 1 / data.rootWeight($0) }
      return GaussianLogLikelihood.known(
        chiSquared: squares, standardDeviations: deviations.span)
    }
    guard squares > 0 else { return nil }
    return data.weights.isEmpty
      ? GaussianLogLikelihood.maximised(residualSumOfSquares: squares, observationCount: n)
      : GaussianLogLikelihood.maximised(
        weightedResidualSumOfSquares: squares, weights: data.weights.span)
  }

  /// Σ ln of e^{−ρ(√w r/s)}·√w/(s·∫e^{−ρ}), with 2s²Σρ the criterion.
  private static func robust(
    _ loss: RobustLoss, _ scale: Double, _ criterion: Double, _ data: FitData
  ) -> Double? {
    guard let normalizer = loss.logNormalizer else { return nil }
    let roots = data.sizes.indices.reduce(0) { $0 + Double.log(data.rootWeight($1)) }
    return -criterion / (2 * scale * scale) + roots
      - Double(data.sizes.count) * (Double.log(scale) + normalizer)
  }

  private static func counts(
    _ errors: CountErrors, _ means: [Double], _ data: FitData
  ) -> Double? {
    let unit = data.sizeScale
    let inCounts = CountErrors(theta: errors.theta * unit)
    var sum = 0.0
    for i in data.sizes.indices {
      let count = data.sizes[i] * unit
      guard count == count.rounded(), means[i] > 0 else { return nil }
      sum +=
        (data.weights.isEmpty ? 1 : data.weights[i])
        * inCounts.logProbability(of: count, mean: means[i] * unit)
    }
    return sum
  }

  /// From the density of what the errors are of, in the fit's units, to that of sizes in the units of
  /// the data.
  private static func change(
    _ outcome: FitOutcome, _ data: FitData, _ options: GrowthFitOptions
  ) -> Double {
    guard !options.loss.isOfCounts else { return 0 }
    let units = Double(data.sizes.count) * Double.log(data.sizeScale)
    return options.scale == .linear
      ? -units : -units - data.sizes.reduce(0) { $0 + Double.log($1) }
  }
}
