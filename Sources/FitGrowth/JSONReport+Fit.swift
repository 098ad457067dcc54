import CommandSupport
import GrowthCurves
import LeastSquares
import Tables

extension JSONReport: FitReport {
  func item(for result: SeriesResult) -> Fit {
    let fit = result.fit
    var item = Fit(fit, by: result.by, timeUnit: context.selection.times.unit?.rawValue)
    if let comparison = result.comparison { item.take(comparison) }
    item.statistics?.add(fit.residualTests())
    item.modelFree = context.modelFree.estimates(of: fit.series).map { ModelFree($0) }
    item.backtest = result.backtest.map { BacktestSummary($0) }
    return item
  }

  func document(
    of items: [Fit], replicates: ReplicateAnalysis?
  ) throws(CommandFailure) -> [UInt8] {
    let fitting = context.fitting
    let selection = context.selection
    let isBootstrap = fitting.intervals == .bootstrap
    return try JSONText.encode(
      Document(
        input: Input(path: context.path, sha256: context.sha256),
        time: Time(
          column: selection.time.name, unit: selection.times.unit?.rawValue,
          origin: selection.times.startDate),
        options: Options(
          model: fitting.modelText, phases: fitting.phasesText, intervals: context.intervals.name,
          bootstrap: isBootstrap ? fitting.bootstrap.rawValue : nil,
          resamples: isBootstrap ? fitting.resamples : nil, confidence: fitting.confidence,
          loss: context.errors.loss.rawValue, scale: context.errors.scale.rawValue,
          size: selection.sizeColumns,
          by: selection.groupColumns, weights: context.columns.weights,
          sigma: context.columns.sigma,
          start: fitting.start, fix: fitting.fix, bound: fitting.bound, trim: fitting.trim,
          origin: fitting.origin, plate: JSONReport.Plate(context.plate, selection.blanks),
          seed: fitting.seed, modelFree: context.modelFree.modelFree,
          window: context.modelFree.window),
        fits: items,
        replicates: replicates.map { Replicates($0, names: context.replicates.names ?? []) }))
  }
}

extension JSONReport.Plate {
  fileprivate init(_ options: PlateOptions, _ record: BlankSubtraction.Record) {
    layoutFile = options.layoutFile
    blanks = record.blanks
    blankMode = record.mode?.rawValue ?? options.blankMode?.rawValue
    blankBy = options.blankBy
    exclude = options.exclude
    background = options.background.text
    detectionLimit = options.detectionLimit
  }
}

extension JSONReport.Fit {
  fileprivate init(_ fit: GrowthFit, by: [SeriesSelection.Key], timeUnit: String?) {
    series = fit.series.name
    observations = JSONReport.Observations(
      times: fit.series.times, sizes: fit.series.sizes,
      weights: fit.series.weights.isEmpty ? nil : fit.series.weights, origin: fit.series.origin)
    self.by = Dictionary(uniqueKeysWithValues: by.map { ($0.column, $0.value) })
    model = fit.model.name
    status = fit.status.rawValue
    verdicts = fit.verdicts.map { $0.description }
    explanations = fit.verdicts.filter { $0 != .ok }.map { $0.explanation } + fit.remarks
    parameters = fit.parameters.map { estimate in
      JSONReport.Estimate(estimate, interval: fit.options.intervals.name, timeUnit: timeUnit)
    }
    derived = fit.derivedQuantities().map { quantity in
      JSONReport.Derived(
        name: quantity.kind.rawValue, estimate: finiteOrNil(quantity.estimate),
        standardError: finiteOrNil(quantity.standardError),
        lower: finiteOrNil(quantity.lower), upper: finiteOrNil(quantity.upper),
        lowerUnbounded: quantity.limits.isLowerUnbounded,
        upperUnbounded: quantity.limits.isUpperUnbounded,
        definition: quantity.kind.definition)
    }
    statistics = fit.statistics.map { statistics in
      JSONReport.Statistics(
        observations: statistics.observations, missing: fit.series.missingCount,
        belowDetection: fit.series.belowDetectionCount,
        offsetStandardError: fit.series.offsetStandardError,
        degreesOfFreedom: statistics.degreesOfFreedom,
        residualSumOfSquares: finiteOrNil(statistics.residualSumOfSquares),
        residualStandardError: finiteOrNil(statistics.residualStandardError),
        rSquared: finiteOrNil(statistics.rSquared),
        logLikelihood: finiteOrNil(statistics.logLikelihood),
        aic: finiteOrNil(statistics.aic), aicc: finiteOrNil(statistics.aicc),
        bic: finiteOrNil(statistics.bic), deviance: finiteOrNil(statistics.deviance),
        lossScale: finiteOrNil(fit.lossScale), lossScaleUnbounded: fit.lossScale == .infinity,
        downweighted: statistics.downweighted)
    }
    convergence = fit.convergence.map { JSONReport.Convergence($0) }
    let phases = fit.fisherPry
    fisherPry =
      phases.isEmpty
      ? nil
      : phases.map { JSONReport.FisherPry(phase: $0.phase, times: $0.times, values: $0.values) }
  }
}

extension JSONReport.Estimate {
  init(_ estimate: ParameterEstimate, interval: String, timeUnit: String?) {
    self.init(
      name: estimate.parameter.symbol, estimate: finiteOrNil(estimate.estimate),
      standardError: finiteOrNil(estimate.standardError),
      lower: finiteOrNil(estimate.lower), upper: finiteOrNil(estimate.upper),
      lowerUnbounded: estimate.limits.isLowerUnbounded,
      upperUnbounded: estimate.limits.isUpperUnbounded, interval: interval,
      unit: estimate.parameter.dimension.unit(time: timeUnit), fixed: estimate.isFixed)
  }
}

extension JSONReport.Convergence {
  init(_ convergence: Convergence) {
    self.init(
      reason: convergence.termination.description, iterations: convergence.iterations,
      relativeGradient: finiteOrNil(convergence.relativeOffset),
      conditionNumber: finiteOrNil(convergence.conditionNumber),
      engine: convergence.engine.rawValue, starts: convergence.starts)
  }
}

extension GrowthParameter.Dimension {
  /// The unit, where the unit of time is known.
  fileprivate func unit(time: String?) -> String? {
    switch self {
    case .size, .absoluteRate: nil
    case .time: time
    case .rate: time.map { "1/\($0)" }
    case .shape: "1"
    }
  }
}

extension TimeColumn {
  /// The moment from which the times count, where they are dates.
  var startDate: String? {
    guard case .date(let seconds) = origin else { return nil }
    let text = CalendarDate.text(secondsSince1970: seconds)
    return text.contains("T") ? text + "Z" : text
  }
}
