internal import Statistics

/// The fits of several models to one series, ranked by how well the data support them.
///
/// The criterion is AICc (Hurvich and Tsai 1989) with Akaike weights (`AkaikeWeights`). A model that
/// did not reach a minimum, or that has too many parameters for its AICc to be defined, is listed
/// with the reason and gets no weight. All fits share one loss, for only then do their likelihoods
/// compare.
///
/// A constant size stands beside them: when the best model is no better than that, its fit says
/// `Verdict.noGrowth`, whatever the ranking.
///
/// Source: K. P. Burnham and D. R. Anderson (2002), Model Selection and Multimodel Inference, 2nd
/// edition.
public struct ModelComparison: Sendable {
  /// By what the models are ranked.
  public enum Criterion: String, Sendable {
    case aicc
    /// Where fewer than two models have an AICc: then of the models that leave at least two degrees
    /// of freedom. It favours parameters when observations are few.
    case aic
  }

  /// A model with its place in the ranking.
  public struct Entry: Sendable {
    public var fit: GrowthFit
    /// The criterion minus that of the best; `nil` when not ranked.
    public var delta: Double?
    /// The Akaike weight; `nil` when not ranked.
    public var weight: Double?
    /// Why it is not ranked; `nil` when it is.
    public var exclusion: ModelExclusion?
  }

  public let criterion: Criterion
  /// The ranked, best first, then the others in the order in which they were given.
  public let entries: [Entry]
  /// The fit of a size that does not change. It has no weight: it is no answer to how something
  /// grows.
  public let constant: GrowthFit
  /// F-tests of the nested pairs among the fits.
  public let nestedTests: [NestedTest]
  /// The fit to report: that of the best model; where none could be ranked, of the first that
  /// could be fitted.
  public let fit: GrowthFit

  /// Ranks fits of different models to the same series, made with the same loss.
  ///
  /// - Parameters:
  ///   - fits: at least one; in case of a tie, and of models that are the same curve, the first wins.
  ///   - constant: the fit of `ConstantSize`.
  init(_ fits: [GrowthFit], constant: GrowthFit) {
    let ranking = ModelRanking(fits, constant: constant)
    criterion = ranking.criterion
    entries = ranking.entries
    self.constant = constant
    nestedTests = NestedTest.all(of: ranking.testable)
    var fit = ranking.reported
    if !ranking.beatsConstant { fit.verdicts = fit.verdicts.asNoGrowth }
    self.fit = fit
  }

  /// The models with a weight, best first.
  public var ranked: [Entry] { entries.filter { $0.exclusion == nil } }

  /// Those without.
  public var excluded: [Entry] { entries.filter { $0.exclusion != nil } }

  /// Whether the sizes grow at all, by the verdicts of the best fit and by the constant's criterion.
  public var hasGrowth: Bool { !fit.verdicts.contains(.noGrowth) }

  /// How many times as well the best is supported as the second: exp(Δ₂/2), possibly infinite; `nil`
  /// with fewer than two ranked.
  public var evidenceRatio: Double? {
    let ranked = ranked
    return ranked.count < 2 ? nil : AkaikeWeights.evidenceRatio(delta: ranked[1].delta!)
  }

  /// The fewest models, from the best on, that together hold a share of the weight.
  ///
  /// - Precondition: 0 < `share` < 1.
  public func confidenceSet(_ share: Double = 0.95) -> [Entry] {
    precondition(share > 0 && share < 1, "a share lies between 0 and 1")
    var sum = 0.0
    var set: [Entry] = []
    for entry in ranked where sum < share {
      sum += entry.weight!
      set.append(entry)
    }
    return set
  }

  /// The criterion of the constant minus that of the best; `nil` when one of them is not known.
  public var constantDelta: Double? {
    guard let best = ranked.first?.fit.statistics?.value(of: criterion),
      let own = constant.statistics?.value(of: criterion)
    else { return nil }
    return own - best
  }
}

extension FitStatistics {
  func value(of criterion: ModelComparison.Criterion) -> Double? {
    switch criterion {
    case .aicc: aicc
    case .aic: aic
    }
  }
}

extension [Verdict] {
  /// What is left to say of a fit to sizes that do not grow.
  fileprivate var asNoGrowth: [Verdict] {
    [.noGrowth]
      + filter { verdict in
        switch verdict {
        case .notConverged, .outOfRange, .tooFewObservations, .nonPositiveSizesLeftOut,
          .negativeCounts, .overdispersed:
          true
        default: false
        }
      }
  }
}
