internal import LeastSquares
internal import Statistics

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
    let series = series.withoutUnweighted()
    let data = FitData(series, model)
    let parameters = model.parameters
    let domains = parameters.map { data.scaled(options.domains[$0.symbol] ?? $0.domain, of: $0) }
    let needed = max(1, domains.count { $0.isFitted })
    var fit = GrowthFit(
      series: series, model: model, status: .notFitted, verdicts: [], parameters: [],
      confidence: options.confidence, tQuantile: .nan)
    let distinct = series.distinctTimeCount
    guard distinct >= needed else {
      fit.verdicts = [.tooFewObservations(found: distinct, needed: needed)]
      return fit
    }
    guard data.hasVariation else {
      fit.verdicts = [.noGrowth]
      return fit
    }

    let search = StartSearch(model: model, data: data, domains: domains, options: options)
    let (solution, starts) = search.run(solver)
    fit.status = solution.termination.isConverged ? .converged : .notConverged
    fit.convergence = Convergence(
      termination: solution.termination, iterations: solution.iterations,
      relativeOffset: solution.relativeOffset, conditionNumber: solution.conditionNumber,
      engine: solution.engine, starts: starts)
    fit.statistics = FitStatistics(solution, data)
    fit.tQuantile = tQuantile(solution.degreesOfFreedom, options.confidence)
    fit.covariance = covariance(solution, data, parameters)
    fit.parameters = estimates(solution, data, domains, fit, parameters)
    fit.verdicts = Verdict.verdicts(of: fit, data)
    return fit
  }

  private func covariance(
    _ solution: LeastSquaresSolution, _ data: FitData, _ parameters: [GrowthParameter]
  ) -> [Double]? {
    guard var matrix = solution.unscaledCovariance, let variance = solution.residualVariance else {
      return nil
    }
    let p = parameters.count
    for i in 0..<p {
      for j in 0..<p {
        let inRow = data.unscaled(matrix[i * p + j] * variance, of: parameters[i])
        matrix[i * p + j] = data.unscaled(inRow, of: parameters[j])
      }
    }
    return matrix
  }

  private func estimates(
    _ solution: LeastSquaresSolution, _ data: FitData, _ domains: [ParameterDomain],
    _ fit: GrowthFit, _ parameters: [GrowthParameter]
  ) -> [ParameterEstimate] {
    let p = parameters.count
    let reach = fit.tQuantile
    let errors = solution.standardErrors()
    return (0..<p).map { j in
      let estimate = data.unscaled(solution.parameters[j], of: parameters[j])
      let error = errors.map { data.unscaled($0[j], of: parameters[j]) }
      let isFixed = !domains[j].isFitted
      return ParameterEstimate(
        parameter: parameters[j], estimate: estimate, standardError: isFixed ? 0 : error,
        lower: isFixed ? estimate : error.map { estimate - reach * $0 },
        upper: isFixed ? estimate : error.map { estimate + reach * $0 }, isFixed: isFixed)
    }
  }

  /// How many standard errors an interval reaches: the t quantile of (1 + confidence)/2.
  private func tQuantile(_ degreesOfFreedom: Int, _ confidence: Double) -> Double {
    guard degreesOfFreedom > 0 else { return .nan }
    if lastQuantile.degreesOfFreedom != degreesOfFreedom || lastQuantile.confidence != confidence {
      let quantile = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
        .upperQuantile((1 - confidence) / 2)
      lastQuantile = (degreesOfFreedom, confidence, quantile)
    }
    return lastQuantile.quantile
  }
}
