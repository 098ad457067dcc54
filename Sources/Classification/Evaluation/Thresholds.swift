/// Which probabilities count as positive: those that reach a threshold.
public enum ThresholdRule: Sendable, Equatable {
  /// Between 0 and 1.
  case fixed(Double)
  /// The greatest F1.
  case maximumF1
  /// The greatest recall + specificity − 1 (Youden 1950).
  case youden
  /// The least FP·falsePositive + FN·falseNegative. Of well calibrated probabilities that is the
  /// threshold falsePositive/(falsePositive + falseNegative). Both costs are at least 0.
  case cost(falsePositive: Double, falseNegative: Double)
}

/// What each threshold gives: the four cells for rows whose probability reaches it.
public struct ThresholdTable: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public let threshold: Double
    public let counts: BinaryCounts
  }
  public let rows: [Row]
}

/// All thresholds of some predictions, by probability.
struct ThresholdSweep: Sendable {
  private let ranking: Ranking
  /// After 0, 1, 2 … groups from the highest probability on.
  private let sums: [(truePositives: Double, falsePositives: Double)]

  /// - Parameter ranking: by probabilities.
  init(_ ranking: Ranking) {
    self.ranking = ranking
    sums = [(0, 0)] + ranking.cumulative
  }

  private func counts(ofFirst groups: Int) -> BinaryCounts {
    let (hits, wrong) = sums[groups]
    return BinaryCounts(
      truePositives: hits, falsePositives: wrong,
      falseNegatives: max(ranking.positives - hits, 0),
      trueNegatives: max(ranking.negatives - wrong, 0))
  }

  func counts(at threshold: Double) -> BinaryCounts {
    // The first group below the threshold; groups fall.
    var (low, high) = (0, ranking.groups.count)
    while low < high {
      let middle = (low + high) / 2
      if ranking.groups[middle].score >= threshold { low = middle + 1 } else { high = middle }
    }
    return counts(ofFirst: low)
  }

  func table(_ thresholds: [Double]) -> ThresholdTable {
    ThresholdTable(rows: thresholds.map { .init(threshold: $0, counts: counts(at: $0)) })
  }

  /// The best of all thresholds; of equals the highest. It is a probability that occurs, or just above
  /// the highest where it is best to predict no positives.
  func best(_ rule: ThresholdRule) -> Metric {
    func highest(_ merit: (BinaryCounts) -> Double?) -> Double {
      var best = (merit: -Double.infinity, groups: 0)
      for k in sums.indices {
        if let value = merit(counts(ofFirst: k)), value > best.merit { best = (value, k) }
      }
      return best.groups == 0
        ? ranking.groups[0].score.nextUp : ranking.groups[best.groups - 1].score
    }
    switch rule {
    case .fixed(let threshold): return .value(threshold)
    case .maximumF1:
      guard ranking.positives > 0 else { return .undefined(.noPositives) }
      return .value(highest { $0.f1.value })
    case .youden:
      guard ranking.positives > 0 && ranking.negatives > 0 else { return .undefined(.oneClass) }
      return .value(highest { $0.youden.value })
    case .cost(let falsePositive, let falseNegative):
      precondition(falsePositive >= 0 && falseNegative >= 0, "costs are not negative")
      return .value(
        highest { -($0.falsePositives * falsePositive + $0.falseNegatives * falseNegative) })
    }
  }
}

extension BinaryPredictions {
  /// The cells at some thresholds.
  public func thresholdTable(_ thresholds: [Double]) -> ThresholdTable {
    ThresholdSweep(Ranking(self, by: probabilities)).table(thresholds)
  }

  /// The threshold that a rule chooses on these rows. Its merit on other rows is less: the choice is
  /// itself a fit.
  public func threshold(_ rule: ThresholdRule) -> Metric {
    ThresholdSweep(Ranking(self, by: probabilities)).best(rule)
  }
}
