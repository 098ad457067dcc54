internal import LeastSquares
internal import Statistics

extension Verdict {
  /// The share of the fitted rise that must be seen for the plateau to count as observed.
  static let plateauShare = 0.9
  /// The level of the F-test of the curve against a constant: strict where noise has many chances
  /// to look like growth, less so where a handful of points could never pass.
  static func growthLevel(degreesOfFreedom: Int) -> Double { degreesOfFreedom < 10 ? 0.05 : 0.001 }

  /// The rules of the cases of `Verdict`, applied to a fit with parameters.
  static func verdicts(of fit: GrowthFit, _ data: FitData) -> [Verdict] {
    var verdicts: [Verdict] = []
    if fit.status == .notConverged, let convergence = fit.convergence {
      verdicts.append(.notConverged(reason: convergence.termination.description))
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
    // The shape of a curve through noise says nothing.
    guard explainsMoreThanConstant(statistics) else { return [.noGrowth] + verdicts }
    verdicts += shapeVerdicts(fit)
    verdicts += identification(fit, sizeRange: data.sizeRange)
    return verdicts.isEmpty ? [.ok] : verdicts
  }

  private static func explainsMoreThanConstant(_ statistics: FitStatistics) -> Bool {
    guard let explained = statistics.rSquared else { return false }
    if let tail = statistics.constantTail {
      return tail < growthLevel(degreesOfFreedom: statistics.degreesOfFreedom)
    }
    let extra = statistics.observations - statistics.degreesOfFreedom - 1
    guard statistics.degreesOfFreedom > 0, extra > 0 else { return explained > 0 }
    guard explained < 1 else { return true }
    guard explained > 0 else { return false }
    let ratio =
      explained / Double(extra) / ((1 - explained) / Double(statistics.degreesOfFreedom))
    // Beyond any quantile at this level: no need for the distribution.
    if ratio > 1e4, statistics.degreesOfFreedom > 2 { return true }
    let distribution = FisherF(
      numeratorDegreesOfFreedom: Double(extra),
      denominatorDegreesOfFreedom: Double(statistics.degreesOfFreedom))
    return distribution.upperTail(ratio)
      < growthLevel(degreesOfFreedom: statistics.degreesOfFreedom)
  }

  private static func shapeVerdicts(_ fit: GrowthFit) -> [Verdict] {
    let series = fit.series
    guard let first = series.times.first, let last = series.times.last else { return [] }
    let values = fit.values
    let ends = fit.model.sizes(at: [fit.modelTime(first), fit.modelTime(last)], values)
    let (start, end) = (ends[0], ends[1])
    guard end > start else { return [.declining] }
    let landmarks = fit.model.landmarks(values)
    var verdicts: [Verdict] = []
    if let capacity = landmarks.capacity {
      let from = landmarks.baseline ?? start
      if end - from < plateauShare * (capacity - from) { verdicts.append(.plateauNotObserved) }
    }
    if let inflection = landmarks.inflectionTime.map(fit.dataTime),
      inflection < first || inflection > last
    {
      verdicts.append(.inflectionNotObserved)
    }
    return verdicts
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
