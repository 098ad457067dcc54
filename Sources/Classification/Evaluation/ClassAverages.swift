/// Means over several classes or labels, one against the rest each.
public struct ClassAverages: Sendable, Equatable {
  public struct Scores: Sendable, Equatable {
    public let precision: Metric
    public let recall: Metric
    public let f1: Metric
    public let auc: Metric
  }

  /// Each class counts the same. Undefined where it is for one of the classes that counts.
  public let macro: Scores
  /// Each class counts by its weight.
  public let weighted: Scores
  /// Of all decisions together; of several classes that is the accuracy. Its AUC is undefined.
  public let micro: Scores

  init(_ classes: [BinaryEvaluation]) {
    func scores(_ weight: (BinaryEvaluation) -> Double) -> Scores {
      func mean(_ metric: (BinaryEvaluation) -> Metric) -> Metric {
        let counting = classes.filter { weight($0) > 0 }
        let total = counting.reduce(0) { $0 + weight($1) }
        var sum = 0.0
        for entry in counting {
          guard let value = metric(entry).value else { return .undefined(.undefinedForAClass) }
          sum += weight(entry) * value
        }
        return .ratio(sum, total, orElse: .noPositives)
      }
      func ofCounts(_ metric: (BinaryCounts) -> Metric) -> Metric {
        mean { $0.counts.map(metric) ?? .undefined(.undefinedForAClass) }
      }
      return Scores(
        precision: ofCounts { $0.precision }, recall: ofCounts { $0.recall },
        f1: ofCounts { $0.f1 }, auc: mean { $0.auc.area })
    }
    macro = scores { _ in 1 }
    weighted = scores { $0.positives }
    func sum(_ cell: (BinaryCounts) -> Double) -> Double {
      classes.reduce(0) { $0 + ($1.counts.map(cell) ?? 0) }
    }
    let counts = BinaryCounts(
      truePositives: sum { $0.truePositives }, falsePositives: sum { $0.falsePositives },
      falseNegatives: sum { $0.falseNegatives }, trueNegatives: sum { $0.trueNegatives })
    micro = Scores(
      precision: counts.precision, recall: counts.recall, f1: counts.f1,
      auc: .undefined(.undefinedForAClass))
  }
}
