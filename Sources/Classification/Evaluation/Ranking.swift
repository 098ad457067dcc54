/// The rows in the order of their scores, the highest first; rows of one score are one group, so that
/// nothing depends on the order of ties. All curves over thresholds are read off it.
struct Ranking: Sendable {
  struct Group: Sendable {
    let score: Double
    /// Weights of the positive and the negative rows.
    var positives: Double
    var negatives: Double
  }

  let groups: [Group]
  let positives: Double
  let negatives: Double

  /// - Parameter values: by which to order, the scores or the probabilities.
  init(_ predictions: BinaryPredictions, by values: [Double]) {
    // The row breaks ties: sums of weights do not depend on how the sort treats equals.
    var groups: [Group] = []
    for index in RowSort.order(values, descending: true) {
      let row = Int(index)
      let s = predictions.weight(row)
      guard s > 0 else { continue }
      if groups.last?.score != values[row] {
        groups.append(Group(score: values[row], positives: 0, negatives: 0))
      }
      if predictions.labels[row] {
        groups[groups.count - 1].positives += s
      } else {
        groups[groups.count - 1].negatives += s
      }
    }
    self.groups = groups
    positives = predictions.positiveWeight
    negatives = predictions.negativeWeight
  }

  /// What is positive with a score of at least that of each group: true and false positives.
  var cumulative: [(truePositives: Double, falsePositives: Double)] {
    var sums = (truePositives: 0.0, falsePositives: 0.0)
    return groups.map {
      sums.truePositives += $0.positives
      sums.falsePositives += $0.negatives
      return sums
    }
  }
}
