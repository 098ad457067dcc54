import Charts
import CommandSupport
import GrowthCurves

/// What stands below the pictures of fits.
enum FitNotes {
  /// All that a caption needs of one fit.
  static func full(_ result: SeriesResult, _ style: PictureStyle) -> [String] {
    let fit = result.fit
    var notes: [String] = []
    if fit.curveState.hasCurve {
      notes.append("N(t) = \(fit.model.formula)")
      // Without a minimum, the parameters mean nothing.
      if fit.curveState == .notConverged {
        notes.append(count(fit))
      } else {
        notes.append("\(parameters(fit, style)).")
        notes.append([limits(fit), statistics(fit)].compactMap { $0 }.joined(separator: " "))
      }
    } else {
      notes.append(count(fit))
    }
    if let comparison = result.comparison, fit.curveState.hasCurve {
      notes.append(
        "Weights by \(comparison.criterion == .aicc ? "AICc" : "AIC"): "
          + comparison.choice.sentence + ".")
    }
    if let test = result.backtest, let observed = test.observedCoverages?.last {
      notes.append(
        "Back-test: \(test.forecasts.count) forecasts, \(percent((observed * 1e3).rounded() / 1e3)) of the "
          + "observations inside the \(percent(Backtest.coverages.last ?? 0.95)) limits.")
    }
    for verdict in fit.verdicts {
      notes.append(
        verdict == .ok ? "Verdict: ok." : "Verdict: \(verdict) – \(verdict.explanation).")
    }
    let hidden = style.isLogarithmic ? fit.series.sizes.count { $0 <= 0 } : 0
    if hidden > 0 { notes.append("Not positive, and not on a logarithmic axis: \(hidden) sizes.") }
    notes += fit.remarks.map { "Remark: \($0)." }
    return notes
  }

  /// A line for one of a few.
  static func line(_ result: SeriesResult, _ style: PictureStyle) -> String {
    let fit = result.fit
    let verdicts = fit.verdicts.map { $0.description }.joined(separator: ", ")
    let model = result.comparison == nil ? "" : "\(fit.model.name), "
    // Without a minimum, the parameters mean nothing.
    guard fit.curveState.hasCurve, fit.curveState != .notConverged else {
      return "\(fit.series.name): \(model)\(verdicts)"
    }
    return "\(fit.series.name): \(model)\(parameters(fit, style)); \(verdicts)"
  }

  /// How many fits have which verdict.
  static func counts(_ results: [SeriesResult]) -> String {
    var counts: [(verdict: String, count: Int)] = []
    for verdict in results.flatMap({ $0.fit.verdicts.map { $0.description } }) {
      if let index = counts.firstIndex(where: { $0.verdict == verdict }) {
        counts[index].count += 1
      } else {
        counts.append((verdict, 1))
      }
    }
    counts.sort { ($1.count, $0.verdict) < ($0.count, $1.verdict) }
    return "Verdicts of \(results.count) fits: "
      + counts.map { "\($0.verdict) \($0.count)" }.joined(separator: ", ") + "."
  }

  /// `K = 663.0 (659.4 … 666.7), …`, in the unit of the data.
  private static func parameters(_ fit: GrowthFit, _ style: PictureStyle) -> String {
    fit.parameters.map { estimate in
      let error = estimate.isFixed ? nil : estimate.standardError
      let symbol = estimate.parameter.symbol
      // A moment; a lag or the length of a phase stays a number.
      if estimate.parameter.dimension == .time, style.times.axis.scale == .date,
        !fit.model.usesElapsedTime, !symbol.hasPrefix("dt")
      {
        return "\(symbol) = \(style.times.text(estimate.estimate, error: error))"
          + (error.map {
            " ± \(SignificantDigits.text($0, 2))\(style.times.unitText.map { " \($0)" } ?? "")"
          } ?? "")
      }
      let text = "\(symbol) = \(SignificantDigits.text(estimate.estimate, error: error))"
      let unit = unit(estimate.parameter.dimension, style).map { " \($0)" } ?? ""
      if estimate.isFixed { return "\(text)\(unit) (fixed)" }
      let limits = estimate.limits
      let hasLimits =
        limits.lower != nil || limits.upper != nil || limits.isLowerUnbounded
        || limits.isUpperUnbounded
      let isWanted = fit.options.intervals != IntervalMethod.none
      return text
        + (isWanted && hasLimits
          ? " (\(limits.text(around: estimate.estimate, error: error)))" : "")
        + unit
    }.joined(separator: ", ")
  }

  private static func unit(
    _ dimension: GrowthParameter.Dimension, _ style: PictureStyle
  ) -> String? {
    let time = style.times.unitText
    switch dimension {
    case .size: return style.size.unit
    case .time: return time
    case .rate: return time.map { "1/\($0)" }
    case .absoluteRate:
      guard let size = style.size.unit, let time else { return nil }
      return "\(size)/\(time)"
    case .shape: return nil
    }
  }

  private static func limits(_ fit: GrowthFit) -> String? {
    let method: String
    switch fit.options.intervals {
    case .none: return nil
    case .profile: method = "profile likelihood"
    case .wald: method = "t quantiles"
    case .bootstrap: method = "bootstrap"
    }
    return "In brackets: \(percent(fit.confidence)) limits by \(method)."
  }

  private static func statistics(_ fit: GrowthFit) -> String? {
    guard let statistics = fit.statistics else { return nil }
    var parts = [count(fit, isSentence: false)]
    if let r = statistics.rSquared { parts.append("R² \(SignificantDigits.text(r, 5))") }
    if fit.options.loss == .squared, !fit.options.hasKnownVariance,
      let s = statistics.residualStandardError
    {
      parts.append("residual standard error \(SignificantDigits.text(s, 3))")
    }
    if fit.options.loss != .squared { parts.append("loss \(fit.options.loss.rawValue)") }
    if fit.options.scale == .log { parts.append("residuals of ln N") }
    return parts.joined(separator: ", ") + "."
  }

  private static func count(_ fit: GrowthFit, isSentence: Bool = true) -> String {
    let count = fit.series.count
    return "\(count) observation\(count == 1 ? "" : "s")" + (isSentence ? "." : "")
  }
}
