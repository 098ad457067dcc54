/// What a reader must know before using the numbers of a fit. A fit without any other verdict is
/// `ok`. The rules are stated with each case; none depends on the unit of times or sizes.
public enum Verdict: Sendable, Hashable {
  case ok
  /// The sizes neither rise nor fall by more than noise and drift do: they are all equal, the curve
  /// spans less than 5 % of its greatest size or less than three steps of the reading's resolution,
  /// or neither the curve nor steps of any shape explain more than noise would let them, correlated
  /// noise and outliers included. Nothing is then said about the curve's shape. The article
  /// <doc:Verdicts> has the tests, and how often they err.
  case noGrowth
  /// The last observation lies below 90 % of the fitted rise: the capacity is an extrapolation.
  case plateauNotObserved
  /// The inflection lies outside the observed times.
  case inflectionNotObserved
  /// The sizes fall and do not rise, or the fitted curve ends lower than it begins.
  case declining
  /// The data do not determine this parameter. By profile likelihood: a side has no limit, other than
  /// the end of what the model allows. By other methods: its standard error is unknown, or larger
  /// than the whole observed range of sizes (for a size), the whole observed span (for a time), the
  /// estimate itself (for a rate or a shape), or the larger of the estimate and of range over span
  /// (for a size a unit of time).
  case unidentified(parameter: String, open: OpenSide? = nil)
  /// Each residual is like the one before, because the curve misses the form of the data or because
  /// the noise is slow: their correlation r at lag 1 differs from 0 (r√n > 3.09, a level of 0.001),
  /// and limits, which assume independent residuals, are too narrow by a factor of about
  /// √((1 + r)/(1 − r)), which is at least 2.
  case autocorrelatedResiduals(limitFactor: Double)
  /// Fewer observations, or different times, than the model needs.
  case tooFewObservations(found: Int, needed: Int)
  /// This many sizes are not positive, have no place on a log scale and were left out: what is
  /// small is missing from the fit.
  case nonPositiveSizesLeftOut(count: Int)
  /// This many sizes are negative, and so no counts; nothing was fitted.
  case negativeCounts(count: Int)
  /// The counts scatter more than Poisson counts do (Dean's test or the deviance's, at 0.001): the
  /// standard errors are too small. The negative binomial loss estimates the scatter.
  case overdispersed
  /// So many observations were below the detection limit that fewer are left than the model needs.
  case belowDetection(count: Int)
  /// The search did not end at a minimum. The reason is `unbounded` when there is none: the sum of
  /// squares falls on while a size or a time leaves the data behind by ten times their extent, as the
  /// capacity does when growth has not begun to slow down. Else it is how the search ended.
  case notConverged(reason: String)
  /// A parameter or the sum of squares is too large for a number.
  case outOfRange

  /// Where a profile has no limit.
  public enum OpenSide: Sendable, Hashable {
    case lower
    case upper
    case both
  }

  /// The reason of a fit without a minimum.
  static let unbounded = "unbounded"
  private static let edgeOfDomain = "edge-of-domain"

  /// As the commands print it.
  public var description: String {
    switch self {
    case .ok: "ok"
    case .noGrowth: "no-growth"
    case .plateauNotObserved: "plateau-not-observed"
    case .inflectionNotObserved: "inflection-not-observed"
    case .declining: "declining"
    case .unidentified(let parameter, _): "unidentified(\(parameter))"
    case .autocorrelatedResiduals: "autocorrelated-residuals"
    case .tooFewObservations: "too-few-observations"
    case .nonPositiveSizesLeftOut(let count): "nonpositive-sizes-left-out(\(count))"
    case .negativeCounts(let count): "negative-counts(\(count))"
    case .overdispersed: "overdispersed"
    case .belowDetection: "below-detection"
    case .notConverged(let reason): "not-converged(\(reason))"
    case .outOfRange: "out-of-range"
    }
  }
}

extension Verdict: CustomStringConvertible {}

extension Verdict {
  /// `tooFewObservations`, or why they are so few.
  static func tooFew(_ series: GrowthSeries, found: Int, needed: Int) -> Verdict {
    series.belowDetectionCount > 0
      ? .belowDetection(count: series.belowDetectionCount)
      : .tooFewObservations(found: found, needed: needed)
  }
}

extension Verdict {
  /// A sentence for the reader.
  public var explanation: String {
    switch self {
    case .ok: "nothing stands against using the fit"
    case .noGrowth: "the sizes change by no more than noise and slow drift would explain"
    case .plateauNotObserved:
      "the data end before the plateau: the capacity is an extrapolation"
    case .inflectionNotObserved: "the inflection lies outside the observed times"
    case .declining: "the sizes fall rather than grow"
    case .unidentified(let parameter, let open):
      switch open {
      case .lower: "the data set no lower limit to \(parameter)"
      case .upper: "the data set no upper limit to \(parameter)"
      case .both: "the data set no limits to \(parameter)"
      case nil: "the data do not determine \(parameter)"
      }
    case .autocorrelatedResiduals(let factor):
      "neighbouring points stray from the curve together, because it misses part of their form or "
        + "the noise is slow: confidence limits are too narrow by a factor of about \(factor)"
    case .tooFewObservations(let found, let needed):
      "\(found) usable observation\(found == 1 ? "" : "s"), but the model needs more than "
        + "\(needed - 1)"
    case .nonPositiveSizesLeftOut(let count):
      "\(count) size\(count == 1 ? " is" : "s are") not positive and left out of the log scale"
    case .negativeCounts(let count):
      "\(count) size\(count == 1 ? " is" : "s are") negative, and so no count"
    case .overdispersed:
      "the counts scatter more than Poisson counts, so that the standard errors are too small; "
        + "see the negative binomial loss"
    case .belowDetection(let count):
      "\(count) observation\(count == 1 ? " is" : "s are") below the detection limit, and too few are "
        + "left"
    case .notConverged(reason: Self.unbounded):
      "no curve fits best: the fit keeps improving as a size or a time runs far beyond the data, as "
        + "when growth has not begun to slow down; the parameters mean nothing by themselves"
    case .notConverged(reason: Self.edgeOfDomain):
      "the fit keeps improving towards the edge of what the model allows: there a parameter means "
        + "nothing, and a simpler model does as well"
    case .notConverged(let reason):
      "the search for the best curve got stuck (\(reason)): do not rely on its parameters"
    case .outOfRange: "a parameter or the sum of squares is too large for a number"
    }
  }
}
