internal import Statistics

/// The order of fits by the data's support.
struct ModelRanking {
  private(set) var criterion = ModelComparison.Criterion.aicc
  private(set) var entries: [ModelComparison.Entry] = []
  /// Whether the best is better than a constant; true where no model is ranked, for then nothing is
  /// said.
  private(set) var beatsConstant = true
  /// Whether the best go through every point.
  private let isExact: Bool

  init(_ fits: [GrowthFit], constant: GrowthFit) {
    precondition(!fits.isEmpty, "there is nothing to compare")
    var exclusions = fits.map { $0.exclusion }
    let total = constant.statistics?.residualSumOfSquares ?? .infinity
    Self.excludeSameCurves(fits, total, &exclusions)
    func included() -> [Int] { fits.indices.filter { exclusions[$0] == nil } }
    // Beside a curve that goes through every point, the likelihood of all others is nothing.
    let exact = included().filter { fits[$0].isExact(total) }
    isExact = !exact.isEmpty
    if let first = exact.first {
      for i in included() where !exact.contains(i) {
        exclusions[i] = .exactFitElsewhere(fits[first].model.name)
      }
    } else {
      for i in included() where fits[i].statistics?.aic == nil { exclusions[i] = .noLikelihood }
    }
    criterion = Self.criterion(for: included().map { fits[$0].statistics! })
    let degrees = included().map { fits[$0].statistics!.degreesOfFreedom }.max() ?? 0
    for i in included() {
      exclusions[i] = fits[i].statistics!.shortage(for: criterion, greatestFreedom: degrees)
    }

    // Curves that are all exact have the same likelihood: what counts is the number of parameters.
    let scores = fits.indices.map { i -> Double in
      guard exclusions[i] == nil, let statistics = fits[i].statistics else { return .infinity }
      return isExact
        ? statistics.penalty(of: criterion) : statistics.value(of: criterion)!
    }
    let ranked = included().sorted { (scores[$0], $0) < (scores[$1], $1) }
    let weights = AkaikeWeights.weights(of: ranked.map { scores[$0] })
    for (index, weight) in zip(ranked, weights) {
      entries.append(
        ModelComparison.Entry(
          fit: fits[index], delta: scores[index] - scores[ranked[0]], weight: weight))
    }
    entries += fits.indices.filter { exclusions[$0] != nil }.map {
      ModelComparison.Entry(fit: fits[$0], exclusion: exclusions[$0])
    }
    if let best = ranked.first {
      let own = constant.statistics?.value(of: criterion) ?? .infinity
      beatsConstant = isExact || scores[best] < own
    }
  }

  /// The best; where none is ranked, the first with parameters.
  var reported: GrowthFit {
    if let first = entries.first, first.exclusion == nil { return first.fit }
    return (entries.first { $0.fit.status != .notFitted } ?? entries[0]).fit
  }

  /// The fits that can be tested against each other: each curve once, none of them exact.
  var testable: [GrowthFit] {
    guard !isExact else { return [] }
    return entries.filter { entry in
      switch entry.exclusion {
      case nil, .tooFewObservations: true
      default: false
      }
    }.map { $0.fit }
  }

  private static func excludeSameCurves(
    _ fits: [GrowthFit], _ total: Double, _ exclusions: inout [ModelExclusion?]
  ) {
    for i in fits.indices where exclusions[i] == nil {
      let twin = fits.indices.first {
        $0 < i && exclusions[$0] == nil
          && fits[$0].isSameCurve(as: fits[i], isExact: fits[i].isExact(total))
      }
      if let twin { exclusions[i] = .sameCurve(as: fits[twin].model.name) }
    }
  }

  /// AICc, unless it leaves fewer than two of several models.
  private static func criterion(
    for statistics: [FitStatistics]
  ) -> ModelComparison.Criterion {
    let defined = statistics.count { $0.isDefined(.aicc) }
    return defined >= 2 || defined == statistics.count ? .aicc : .aic
  }
}

extension FitStatistics {
  /// How many numbers were estimated, those of the errors included.
  private var estimatedCount: Int {
    guard let aic, let logLikelihood else { return observations - degreesOfFreedom + 1 }
    return Int((aic / 2 + logLikelihood).rounded())
  }

  /// What the criterion adds to −2 ln L.
  fileprivate func penalty(of criterion: ModelComparison.Criterion) -> Double {
    let k = Double(estimatedCount)
    let spare = Double(observations) - k - 1
    return criterion == .aic ? 2 * k : 2 * k + 2 * k * (k + 1) / spare
  }

  fileprivate func isDefined(_ criterion: ModelComparison.Criterion) -> Bool {
    criterion == .aic || observations > estimatedCount + 1
  }

  /// - Parameter greatestFreedom: of all models.
  fileprivate func shortage(
    for criterion: ModelComparison.Criterion, greatestFreedom: Int
  ) -> ModelExclusion? {
    switch criterion {
    case .aicc:
      return isDefined(.aicc) ? nil : .tooFewObservations(needed: estimatedCount + 2)
    case .aic:
      let least = min(2, greatestFreedom)
      guard degreesOfFreedom < least else { return nil }
      return .tooFewObservations(needed: observations - degreesOfFreedom + least)
    }
  }
}
