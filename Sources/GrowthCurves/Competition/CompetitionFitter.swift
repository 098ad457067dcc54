internal import Dynamics
internal import LeastSquares

/// Fits the Lotka–Volterra equations to two series.
public enum CompetitionFitter {
  /// Fits both species together. The series may have different times; elapsed time begins at the
  /// earlier of their origins. Start values, domains and fixed values are given by the symbols of
  /// `CompetitionFit.parameters`; what is known from cultures of one species alone (`r1`, `K1`) is
  /// best fixed. Intervals are Wald's, whatever the options say.
  public static func fit(
    _ first: GrowthSeries, _ second: GrowthSeries,
    options: GrowthFitOptions = GrowthFitOptions()
  ) -> CompetitionFit {
    let series = [first.withoutUnweighted(), second.withoutUnweighted()]
    var fit = CompetitionFit(
      series: series, origin: min(first.origin, second.origin), status: .notFitted, verdicts: [],
      confidence: options.confidence)
    let population = CompetingPopulations()
    let parameters = (population.parameters + population.initialSizes).map { GrowthParameter($0) }
    let domains = parameters.map { options.domains[$0.symbol] ?? $0.domain }
    let needed = max(2, domains.count { $0.isFitted })
    let count = series[0].count + series[1].count
    guard count >= needed, series.allSatisfy({ $0.count > 0 }) else {
      fit.verdicts = [.tooFewObservations(found: count, needed: needed)]
      return fit
    }
    let search = CompetitionSearch(fit.series, origin: fit.origin, domains, options, parameters)
    guard search.ranges.allSatisfy({ $0 > 0 }) else {
      fit.verdicts = [.noGrowth]
      return fit
    }
    fit.complete(search.run(), search, domains, parameters)
    return fit
  }
}
