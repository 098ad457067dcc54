/// The four cells of a decision between positive and negative, sums of weights, and what is read off
/// them.
public struct BinaryCounts: Sendable, Equatable {
  public let truePositives: Double
  public let falsePositives: Double
  public let falseNegatives: Double
  public let trueNegatives: Double

  /// All are at least 0.
  public init(
    truePositives: Double, falsePositives: Double, falseNegatives: Double, trueNegatives: Double
  ) {
    precondition(
      min(truePositives, falsePositives, falseNegatives, trueNegatives) >= 0, "sums of weights")
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  public var positives: Double { truePositives + falseNegatives }
  public var negatives: Double { trueNegatives + falsePositives }
  public var predictedPositives: Double { truePositives + falsePositives }
  public var predictedNegatives: Double { trueNegatives + falseNegatives }
  public var total: Double { positives + negatives }

  /// (TP + TN)/all, with Wilson's interval.
  public func accuracy(confidence: Double = 0.95) -> Proportion {
    Proportion(count: truePositives + trueNegatives, total: total, confidence: confidence)
  }

  /// TP/(TP + FP), the positive predictive value.
  public var precision: Metric {
    .ratio(truePositives, predictedPositives, orElse: .noPredictedPositives)
  }

  /// TP/(TP + FN), the sensitivity.
  public var recall: Metric { .ratio(truePositives, positives, orElse: .noPositives) }

  /// TN/(TN + FP).
  public var specificity: Metric { .ratio(trueNegatives, negatives, orElse: .noNegatives) }

  /// TN/(TN + FN).
  public var negativePredictiveValue: Metric {
    .ratio(trueNegatives, predictedNegatives, orElse: .noPredictedNegatives)
  }

  /// 2TP/(2TP + FP + FN), the harmonic mean of precision and recall.
  public var f1: Metric {
    .ratio(
      2 * truePositives, 2 * truePositives + falsePositives + falseNegatives,
      orElse: .noPositivesAtAll)
  }

  /// (recall + specificity)/2.
  public var balancedAccuracy: Metric {
    guard let recall = recall.value, let specificity = specificity.value else {
      return .undefined(.oneClass)
    }
    return .value((recall + specificity) / 2)
  }

  /// Youden's J (1950): recall + specificity − 1.
  public var youden: Metric { balancedAccuracy.map { 2 * $0 - 1 } }

  /// Matthews' correlation coefficient (1975):
  /// (TP·TN − FP·FN)/√((TP + FP)(TP + FN)(TN + FP)(TN + FN)).
  public var matthewsCorrelation: Metric { confusion.matthewsCorrelation }

  /// Cohen's κ (1960): (agreement − chance)/(1 − chance).
  public var kappa: Metric { confusion.kappa }

  private var confusion: ConfusionMatrix {
    ConfusionMatrix(
      classNames: ["negative", "positive"],
      cells: [trueNegatives, falsePositives, falseNegatives, truePositives])
  }
}
