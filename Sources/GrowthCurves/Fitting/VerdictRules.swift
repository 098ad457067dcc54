internal import LeastSquares

extension Verdict {
  /// The share of the fitted rise that must be seen for the plateau to count as observed.
  static let plateauShare = 0.9
  /// Residuals count as correlated when limits ought to be so many times as wide …
  static let leastLimitFactor = 2.0
  /// … and the correlation times √n exceeds the normal quantile of 0.999.
  static let correlationLevel = 3.09

  /// The rules of the cases of `Verdict`, applied to a fit with parameters.
  static func verdicts(of fit: GrowthFit, _ data: FitData) -> [Verdict] {
    var verdicts: [Verdict] = []
    if fit.status == .notConverged, let convergence = fit.convergence {
      let values = fit.parameters.map { data.scaled($0.estimate, of: $0.parameter) }
      let isUnbounded = data.isFarOutside(values, fit.model.parameters)
      verdicts.append(
        .notConverged(
          reason: isUnbounded ? unbounded : convergence.termination.description))
    }
    guard let statistics = fit.statistics else { return verdicts }
    if !statistics.residualSumOfSquares.isFinite
      || !fit.parameters.allSatisfy({ $0.estimate.isFinite })
    {
      verdicts.append(.outOfRange)
    }
    if statistics.degreesOfFreedom == 0 {
      verdicts.append(
        .tooFew(
          fit.series, found: statistics.observations, needed: statistics.observations + 1))
    }
    verdicts += lossVerdicts(fit)
    let curve = FittedCurve(fit, data)
    switch Trend(fit, data, curve) {
    // The shape of a curve through noise says nothing.
    case .none: return [.noGrowth] + verdicts
    case .falling: verdicts.append(.declining)
    case .rising: verdicts += shapeVerdicts(fit, curve, data)
    }
    verdicts += identification(fit, sizeRange: data.sizeRange)
    verdicts += correlation(fit, curve)
    return verdicts.isEmpty ? [.ok] : verdicts
  }

  private static func shapeVerdicts(
    _ fit: GrowthFit, _ curve: FittedCurve, _ data: FitData
  ) -> [Verdict] {
    guard curve.isRising else { return [.declining] }
    let start = curve.sizes[0] * data.sizeScale
    let end = curve.sizes[curve.sizes.count - 1] * data.sizeScale
    let landmarks = fit.model.landmarks(fit.values)
    var verdicts: [Verdict] = []
    if let capacity = landmarks.capacity {
      let from = landmarks.baseline ?? start
      if end - from < plateauShare * (capacity - from) { verdicts.append(.plateauNotObserved) }
    }
    if let inflection = landmarks.inflectionTime.map(fit.dataTime),
      inflection < fit.series.times[0]
        || inflection > fit.series.times[fit.series.count - 1]
    {
      verdicts.append(.inflectionNotObserved)
    }
    return verdicts
  }

  private static func correlation(
    _ fit: GrowthFit, _ curve: FittedCurve
  ) -> [Verdict] {
    // Residuals of an exact curve are rounding.
    if let share = fit.statistics?.rSquared, 1 - share <= 1e-18 { return [] }
    let correlation = curve.lagCorrelation
    let factor = ((1 + correlation) / (1 - correlation)).squareRoot()
    guard factor >= leastLimitFactor,
      correlation * Double(curve.residuals.count).squareRoot() > correlationLevel
    else { return [] }
    return [.autocorrelatedResiduals(limitFactor: (factor * 10).rounded() / 10)]
  }

  private static func identification(_ fit: GrowthFit, sizeRange: Double) -> [Verdict] {
    guard let statistics = fit.statistics, statistics.degreesOfFreedom > 0 else { return [] }
    if fit.options.intervals == .profile { return fit.openSides }
    var verdicts: [Verdict] = []
    for estimate in fit.parameters where !estimate.isFixed {
      let limit =
        switch estimate.parameter.dimension {
        case .size: sizeRange
        case .time: fit.series.duration
        // A harvest near 0 may be known well enough.
        case .absoluteRate:
          max(
            estimate.estimate.magnitude,
            fit.series.duration > 0 ? sizeRange / fit.series.duration : 0)
        case .rate, .shape: estimate.estimate.magnitude
        }
      if let error = estimate.standardError, error <= limit { continue }
      verdicts.append(.unidentified(parameter: estimate.parameter.symbol))
    }
    return verdicts
  }
}

extension GrowthFit {
  /// The parameters that profile likelihood leaves without a limit. That a profile runs to the end of
  /// a parameter's domain is a limit of the model, not of the data.
  fileprivate var openSides: [Verdict] {
    parameters.compactMap { estimate in
      guard !estimate.isFixed else { return nil }
      let domain = options.domains[estimate.parameter.symbol] ?? estimate.parameter.domain
      let lower = estimate.limits.isLowerUnbounded && !domain.hasLowerEnd
      let upper = estimate.limits.isUpperUnbounded && !domain.hasUpperEnd
      let symbol = estimate.parameter.symbol
      return switch (lower, upper) {
      case (false, false): nil
      case (true, false): .unidentified(parameter: symbol, open: .lower)
      case (false, true): .unidentified(parameter: symbol, open: .upper)
      case (true, true): .unidentified(parameter: symbol, open: .both)
      }
    }
  }
}

extension ParameterDomain {
  fileprivate var hasLowerEnd: Bool {
    switch self {
    case .above, .interval, .fixed: true
    case .free, .below: false
    }
  }

  fileprivate var hasUpperEnd: Bool {
    switch self {
    case .below, .interval, .fixed: true
    case .free, .above: false
    }
  }
}
