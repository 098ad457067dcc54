internal import LeastSquares

/// Fits growth models, and keeps the solver's workspaces between fits.
///
/// One fitter serves one thread; `GrowthBatch` runs many series on many threads. What a fit returns
/// depends on nothing but the series, the model and the options.
///
/// ```swift
/// let series = try GrowthSeries(times: [0, 2, 4, 6, 8], sizes: [0.1, 0.5, 2.1, 3.6, 4.0])
/// let fit = GrowthFitter().fit(Logistic(), to: series)
/// for p in fit.parameters { print(p.parameter.symbol, p.estimate, p.standardError ?? .nan) }
/// ```
public final class GrowthFitter {
  private let solver = LeastSquaresSolver()
  /// The last t quantile: the series of a batch mostly have the same degrees of freedom.
  private var lastQuantile = (degreesOfFreedom: 0, confidence: 0.0, quantile: Double.nan)

  public init() {}

  /// Fits one model to one series.
  ///
  /// The search starts from values found in the data. When it does not converge, describes less
  /// than 90 % of the variation, or leaves a direction undetermined, the model's other candidates
  /// are tried, and the lowest sum of squares wins. All of it is deterministic.
  public func fit(
    _ model: any GrowthModel, to series: GrowthSeries,
    options: GrowthFitOptions = GrowthFitOptions()
  ) -> GrowthFit {
    run(model, series, options)
  }

  private func run<Model: GrowthModel>(
    _ model: Model, _ series: GrowthSeries, _ options: GrowthFitOptions
  ) -> GrowthFit {
    let weighted = series.withoutUnweighted()
    let series = options.scale == .log ? weighted.withPositiveSizes() : weighted
    let data = FitData(series, model, options)
    let parameters = model.parameters
    let domains = parameters.map { data.scaled(options.domains[$0.symbol] ?? $0.domain, of: $0) }
    let needed = max(1, domains.count { $0.isFitted })
    var fit = GrowthFit(
      series: series, model: model, status: .notFitted, verdicts: [], parameters: [],
      options: options, tQuantile: .nan)
    let unusable = Verdict.unusableSizes(in: weighted, options)
    let distinct = series.distinctTimeCount
    guard distinct >= needed else {
      fit.verdicts = [.tooFew(series, found: distinct, needed: needed)] + unusable
      return fit
    }
    guard !unusable.contains(where: { $0.forbidsFit }) else {
      fit.verdicts = unusable
      return fit
    }
    guard data.hasVariation else {
      fit.verdicts = [.noGrowth] + unusable
      return fit
    }

    let search = LossFit(model: model, data: data, domains: domains, options: options)
    var result = search.run(solver)
    let quantile = quantile(result.solution.degreesOfFreedom, options)
    fit.take(FitOutcome(result, search, solver), quantile: quantile, data, domains)
    // A profile that finds a lower criterion than the fit has found a better fit.
    for _ in 0..<4 {
      guard let better = intervals(of: &fit, model, data, domains) else { break }
      search.restart(&result, from: better, solver)
      fit.take(FitOutcome(result, search, solver), quantile: quantile, data, domains)
    }
    if series.offsetStandardError > 0, !options.intervals.isBootstrap {
      let offset = OffsetError(model: model, fit: fit, data: data, domains: domains)
      if let response = offset.response(solver) { fit.take(offsetResponse: response) }
    }
    fit.verdicts = Verdict.verdicts(of: fit, data)
    if !unusable.isEmpty { fit.verdicts = fit.verdicts.filter { $0 != .ok } + unusable }
    return fit
  }

  /// Replaces the Wald limits of a fit by those of its method.
  ///
  /// - Returns: parameters, in the fit's units, of a better fit that was met on the way.
  private func intervals<Model: GrowthModel>(
    of fit: inout GrowthFit, _ model: Model, _ data: FitData, _ domains: [ParameterDomain]
  ) -> [Double]? {
    switch fit.options.intervals {
    case .none, .wald: return nil
    case .profile:
      guard let profile = FitProfile(model, fit, data, domains, solver) else {
        for j in fit.parameters.indices where !fit.parameters[j].isFixed {
          fit.parameters[j].limits = .unknown
        }
        return nil
      }
      for j in fit.parameters.indices where !fit.parameters[j].isFixed {
        switch profile.limits(of: j) {
        case .limits(let limits): fit.parameters[j].limits = limits
        case .betterFit(let parameters): return parameters
        }
      }
      return nil
    case .bootstrap(let kind, let replicates, let seed):
      let bootstrap = Bootstrap(model: model, fit: fit, data: data, domains: domains, kind: kind)
      fit.take(bootstrap.sample(replicates: replicates, seed: seed, solver))
      return nil
    }
  }

  /// How many standard errors an interval reaches: the t quantile of (1 + confidence)/2, the normal
  /// one where the dispersion is known.
  private func quantile(_ degreesOfFreedom: Int, _ options: GrowthFitOptions) -> Double {
    let confidence = options.confidence
    guard degreesOfFreedom > 0, !options.hasKnownDispersion else {
      return options.quantile(degreesOfFreedom: degreesOfFreedom)
    }
    if lastQuantile.degreesOfFreedom != degreesOfFreedom || lastQuantile.confidence != confidence {
      let quantile = options.quantile(degreesOfFreedom: degreesOfFreedom)
      lastQuantile = (degreesOfFreedom, confidence, quantile)
    }
    return lastQuantile.quantile
  }
}
