/// How good a forecast was that came as a median and central intervals: small is good, in the unit
/// of the sizes. It rewards narrow intervals and punishes observations outside.
///
/// ```
/// WIS = (½|y − m| + Σₖ αₖ/2·ISₖ)/(K + ½),
/// ISₖ = (uₖ − lₖ) + 2/αₖ·max(0, lₖ − y) + 2/αₖ·max(0, y − uₖ)
/// ```
///
/// with the k-th interval [lₖ, uₖ] of coverage 1 − αₖ.
///
/// Source: J. Bracher, E. L. Ray, T. Gneiting and N. G. Reich (2021), PLoS Computational Biology
/// 17:e1008618.
public enum WeightedIntervalScore {
  /// - Parameters:
  ///   - intervals: each with its coverage.
  public static func score(
    observed: Double, median: Double,
    intervals: [(coverage: Double, lower: Double, upper: Double)]
  ) -> Double {
    var sum = 0.5 * (observed - median).magnitude
    for (coverage, lower, upper) in intervals {
      let alpha = 1 - coverage
      let outside = max(0, lower - observed) + max(0, observed - upper)
      sum += alpha / 2 * (upper - lower) + outside
    }
    return sum / (Double(intervals.count) + 0.5)
  }
}
