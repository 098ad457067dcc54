internal import Activations

/// The receiver operating characteristic: for each threshold the share of the negative rows, and of
/// the positive rows, whose probability reaches it.
public struct ROCCurve: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    /// Rows of at least this probability are predicted positive; infinite at (0, 0), where none is.
    public let threshold: Double
    public let falsePositiveRate: Double
    public let truePositiveRate: Double
  }

  /// From (0, 0) to (1, 1), without the points that lie on a straight line between others; empty
  /// where only one class occurs.
  public let points: [Point]

  /// Sorts the rows by their scores: O(n log n).
  public init(_ predictions: BinaryPredictions) {
    self.init(Ranking(predictions, by: predictions.scores))
  }

  /// - Parameter ranking: by scores.
  init(_ ranking: Ranking) {
    guard ranking.positives > 0 && ranking.negatives > 0 else {
      points = []
      return
    }
    var points = [Point(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)]
    let cumulative = ranking.cumulative
    for (k, group) in ranking.groups.enumerated() {
      // A group goes on in the direction of the one before it: no corner between them.
      if k + 1 < ranking.groups.count {
        let next = ranking.groups[k + 1]
        if group.positives * next.negatives == group.negatives * next.positives { continue }
      }
      points.append(
        Point(
          threshold: Sigmoid().value(group.score),
          falsePositiveRate: cumulative[k].falsePositives / ranking.negatives,
          truePositiveRate: cumulative[k].truePositives / ranking.positives))
    }
    self.points = points
  }
}

/// Precision over recall, and the average precision:
///
/// ```
/// AP = Σₖ (Rₖ − Rₖ₋₁)·Pₖ
/// ```
///
/// over the distinct scores, falling: not interpolated, as in scikit-learn. Its value for scores that
/// say nothing is the share of positive rows.
public struct PrecisionRecallCurve: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    /// Rows of at least this probability are predicted positive.
    public let threshold: Double
    public let recall: Double
    public let precision: Double
  }

  /// One for each distinct score that a positive row has, recall rising; empty where no row is
  /// positive.
  public let points: [Point]
  public let averagePrecision: Metric

  /// Sorts the rows by their scores: O(n log n).
  public init(_ predictions: BinaryPredictions) {
    self.init(Ranking(predictions, by: predictions.scores))
  }

  init(_ ranking: Ranking) {
    guard ranking.positives > 0 else {
      points = []
      averagePrecision = .undefined(.noPositives)
      return
    }
    var points: [Point] = []
    var terms: [Double] = []
    for (group, sums) in zip(ranking.groups, ranking.cumulative) where group.positives > 0 {
      let precision = sums.truePositives / (sums.truePositives + sums.falsePositives)
      terms.append(group.positives * precision)
      points.append(
        Point(
          threshold: Sigmoid().value(group.score),
          recall: sums.truePositives / ranking.positives, precision: precision))
    }
    self.points = points
    averagePrecision = .value(Reductions.sum(terms.span) / ranking.positives)
  }
}
