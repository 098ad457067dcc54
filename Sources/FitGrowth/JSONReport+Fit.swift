import Foundation
import GrowthCurves
import LeastSquares
import Tables

extension JSONReport {
  init(_ report: FitReport) {
    let fitting = report.fitting
    let selection = report.selection
    input = Input(path: report.path, sha256: report.sha256)
    time = Time(
      column: selection.time.name, unit: selection.times.unit?.rawValue,
      origin: selection.times.startDate)
    options = Options(
      model: fitting.model, intervals: fitting.intervals.rawValue, confidence: fitting.confidence,
      size: selection.sizeColumns.map(\.name), by: selection.groupColumns.map(\.name),
      weights: report.selectionOptions.weights, start: fitting.start, fix: fitting.fix,
      bound: fitting.bound, trim: fitting.trim, origin: fitting.origin, seed: fitting.seed)
    let unit = selection.times.unit?.rawValue
    fits = zip(selection.members, report.fits).map { member, row in
      Fit(row, by: member.by, timeUnit: unit, intervals: fitting.intervals)
    }
  }
}

extension JSONReport.Fit {
  fileprivate init(
    _ row: FittedSeries, by: [(column: String, value: String)], timeUnit: String?,
    intervals: FittingOptions.IntervalKind
  ) {
    let fit = row.fit
    series = fit.series.name
    self.by = Dictionary(uniqueKeysWithValues: by.map { ($0.column, $0.value) })
    model = fit.model.name
    status = fit.status.rawValue
    verdicts = fit.verdicts.map { $0.description }
    explanations = fit.verdicts.filter { $0 != .ok }.map { $0.explanation }
    let hasIntervals = intervals != .none
    parameters = fit.parameters.map { estimate in
      JSONReport.Estimate(
        name: estimate.parameter.symbol, estimate: finite(estimate.estimate),
        standardError: finite(estimate.standardError),
        lower: hasIntervals ? finite(estimate.lower) : nil,
        upper: hasIntervals ? finite(estimate.upper) : nil, interval: intervals.rawValue,
        unit: estimate.parameter.dimension.unit(time: timeUnit), fixed: estimate.isFixed)
    }
    derived = row.derived.map { quantity in
      JSONReport.Derived(
        name: quantity.kind.rawValue, estimate: finite(quantity.estimate),
        standardError: finite(quantity.standardError),
        lower: hasIntervals ? finite(quantity.lower) : nil,
        upper: hasIntervals ? finite(quantity.upper) : nil, definition: quantity.kind.definition)
    }
    statistics = fit.statistics.map { statistics in
      JSONReport.Statistics(
        observations: statistics.observations, missing: fit.series.missingCount,
        degreesOfFreedom: statistics.degreesOfFreedom,
        residualSumOfSquares: finite(statistics.residualSumOfSquares),
        residualStandardError: finite(statistics.residualStandardError),
        rSquared: finite(statistics.rSquared), logLikelihood: finite(statistics.logLikelihood),
        aic: finite(statistics.aic), aicc: finite(statistics.aicc), bic: finite(statistics.bic))
    }
    convergence = fit.convergence.map { convergence in
      JSONReport.Convergence(
        reason: convergence.termination.description, iterations: convergence.iterations,
        relativeGradient: finite(convergence.relativeOffset),
        conditionNumber: finite(convergence.conditionNumber),
        engine: convergence.engine.rawValue, starts: convergence.starts)
    }
  }
}

/// JSON has no infinity and no NaN: they are left out, and a verdict says why.
private func finite(_ value: Double?) -> Double? {
  value.flatMap { $0.isFinite ? $0 : nil }
}

extension GrowthParameter.Dimension {
  /// The unit, where the unit of time is known.
  fileprivate func unit(time: String?) -> String? {
    switch self {
    case .size: nil
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
    let date = Date(timeIntervalSince1970: seconds)
    let style = Date.ISO8601FormatStyle()
    return date.formatted(
      seconds.truncatingRemainder(dividingBy: 86_400) == 0 ? style.year().month().day() : style)
  }
}
