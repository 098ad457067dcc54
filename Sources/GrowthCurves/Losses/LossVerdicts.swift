internal import Statistics

extension Verdict {
  /// Sizes that the loss or the scale cannot use.
  static func unusableSizes(in series: GrowthSeries, _ options: GrowthFitOptions) -> [Verdict] {
    if options.scale == .log {
      let count = series.sizes.count { !($0 > 0) }
      return count > 0 ? [.nonPositiveSizesLeftOut(count: count)] : []
    }
    guard options.loss.isOfCounts else { return [] }
    let count = series.sizes.count { $0 < 0 }
    return count > 0 ? [.negativeCounts(count: count)] : []
  }

  /// Whether nothing can be fitted.
  var forbidsFit: Bool {
    if case .negativeCounts = self { return true }
    return false
  }

  /// What a reader must know of a fit's loss.
  static func lossVerdicts(_ fit: GrowthFit) -> [Verdict] {
    guard let statistics = fit.statistics, statistics.degreesOfFreedom > 0 else { return [] }
    if statistics.isOverdispersed { return [.overdispersed] }
    // A curve goes through as many observations as it has parameters; when they are half of all,
    // the median residual says nothing of the errors.
    let fitted = statistics.observations - statistics.degreesOfFreedom
    if fit.options.loss.isRobust, !fit.options.hasKnownVariance,
      statistics.observations <= 2 * fitted
    {
      return [.tooFewObservations(found: statistics.observations, needed: 2 * fitted + 1)]
    }
    return []
  }
}

extension FitStatistics {
  /// The probability that noise about a constant size looks as much like growth, where that is not
  /// an F-test of sums of squares: the criterion falls by χ² units of its own dispersion, known or,
  /// for robust losses, estimated. `nil` for least squares with unknown variance.
  var constantTail: Double? {
    guard let improvement, observations - degreesOfFreedom > 1 else { return nil }
    let extra = Double(observations - degreesOfFreedom - 1)
    guard improvement > 0 else { return 1 }
    guard hasEstimatedDispersion else {
      return ChiSquared(degreesOfFreedom: extra).upperTail(improvement)
    }
    return FisherF(
      numeratorDegreesOfFreedom: extra, denominatorDegreesOfFreedom: Double(degreesOfFreedom)
    ).upperTail(improvement / extra)
  }
}
