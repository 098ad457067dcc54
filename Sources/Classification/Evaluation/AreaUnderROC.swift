internal import Statistics

/// The area under the ROC curve: the chance that a positive row has a higher score than a negative
/// one, ties counting half (Mann and Whitney 1947); with its standard error by DeLong, DeLong and
/// Clarke-Pearson (1988), in O(n log n) as by Sun and Xu (2014).
///
/// ```
/// A = Σᵢⱼ [zᵢ > zⱼ] + ½[zᵢ = zⱼ] / (P·N),     Vᵢ = mean over j,     Wⱼ = mean over i
/// var A = Σᵢ (Vᵢ − A)²/((P − 1)·P) + Σⱼ (Wⱼ − A)²/((N − 1)·N)
/// ```
///
/// over positive rows i and negative rows j. The interval is A ± z·SE cut to 0...1. Where the scores
/// separate the classes the variance is 0 and says nothing: there is then an area, but no interval.
public struct AreaUnderROC: Sendable, Equatable {
  public let area: Metric
  public let standardError: Metric
  public let lower: Metric
  public let upper: Metric

  init(_ ranking: Ranking, confidence: Double) {
    let (positives, negatives) = (ranking.positives, ranking.negatives)
    guard positives > 0 && negatives > 0 else {
      area = .undefined(.oneClass)
      standardError = .undefined(.oneClass)
      lower = .undefined(.oneClass)
      upper = .undefined(.oneClass)
      return
    }
    // Pairs, halves doubled: exact for whole weights.
    var (above, pairs) = ((positives: 0.0, negatives: 0.0), 0.0)
    for group in ranking.groups {
      pairs += group.positives * (2 * (negatives - above.negatives) - group.negatives)
      above.negatives += group.negatives
    }
    let area = pairs / 2 / (positives * negatives)
    self.area = .value(area)
    var (positiveSquares, negativeSquares) = (0.0, 0.0)
    above = (0, 0)
    for group in ranking.groups {
      let v = (negatives - above.negatives - group.negatives / 2) / negatives - area
      let w = (above.positives + group.positives / 2) / positives - area
      positiveSquares += group.positives * v * v
      negativeSquares += group.negatives * w * w
      above.positives += group.positives
      above.negatives += group.negatives
    }
    guard positives > 1 && negatives > 1 else {
      standardError = .undefined(.tooFewRows)
      lower = .undefined(.tooFewRows)
      upper = .undefined(.tooFewRows)
      return
    }
    // The areas 0 and 1 are reached by exact sums, but for weights that are no whole numbers.
    guard min(area, 1 - area) > 1e-14 else {
      standardError = .undefined(.separated)
      lower = .undefined(.separated)
      upper = .undefined(.separated)
      return
    }
    let variance =
      positiveSquares / (positives - 1) / positives + negativeSquares / (negatives - 1) / negatives
    let error = variance.squareRoot()
    let half = Normal().upperQuantile((1 - confidence) / 2) * error
    standardError = .value(error)
    lower = .value(max(area - half, 0))
    upper = .value(min(area + half, 1))
  }

  /// Of some predictions, by their scores.
  public init(_ predictions: BinaryPredictions, confidence: Double = 0.95) {
    self.init(Ranking(predictions, by: predictions.scores), confidence: confidence)
  }
}
