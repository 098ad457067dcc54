/// How many logistic phases a series shows: the fits of every number of phases, and which of them
/// Akaike's corrected criterion prefers.
public struct PhaseChoice: Sendable {
  /// By number of phases, one phase first.
  public let fits: [GrowthFit]
  /// Where in `fits` the chosen one stands.
  public let index: Int

  /// The chosen fit.
  public var fit: GrowthFit { fits[index] }

  /// How many phases were chosen.
  public var phases: Int { index + 1 }

  /// AICc of each fit; `nil` where it is not defined.
  public var criteria: [Double?] { fits.map { $0.statistics?.aicc } }
}

extension GrowthFitter {
  /// Fits logistic sums of one phase and more, as many as the data allow: AICc needs more than
  /// 3·phases + 2 observations.
  ///
  /// The lowest AICc among the fits that converged is chosen, the fewer phases where it is the same.
  /// A fit that leaves no residuals has no AICc: then nothing is left for more phases. Where no fit
  /// has converged, one phase is reported. Confidence limits by profile or bootstrap are found for the
  /// chosen fit alone.
  public func choosePhases(
    of series: GrowthSeries, options: GrowthFitOptions = GrowthFitOptions()
  ) -> PhaseChoice {
    var quick = options
    quick.intervals = options.intervals.isQuick ? options.intervals : .wald
    var fits: [GrowthFit] = []
    for phases in LogisticSum.phaseCounts {
      let fit = fit(LogisticSum(phases: phases), to: series, options: quick)
      guard phases == 1 || fit.statistics?.aicc != nil || fit.isExact else { break }
      fits.append(fit)
      if fit.isExact { break }
    }
    let converged = fits.indices.filter { fits[$0].status == .converged }
    let best = converged.min { a, b in
      if fits[a].isExact != fits[b].isExact { return fits[a].isExact }
      return fits[a].statistics?.aicc ?? .infinity < fits[b].statistics?.aicc ?? .infinity
    }
    let index = best ?? 0
    if !options.intervals.isQuick {
      fits[index] = fit(fits[index].model, to: series, options: options)
    }
    return PhaseChoice(fits: fits, index: index)
  }
}

extension GrowthFit {
  /// Whether the curve goes through every point, as far as rounding can tell, with points to spare.
  fileprivate var isExact: Bool {
    guard status == .converged, let statistics, statistics.degreesOfFreedom > 0 else {
      return false
    }
    var squares = 0.0
    for (i, size) in series.sizes.enumerated() {
      squares += (series.weights.isEmpty ? 1 : series.weights[i]) * size * size
    }
    return statistics.residualSumOfSquares <= 1e-26 * squares
  }
}
