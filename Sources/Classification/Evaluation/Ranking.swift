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
    var order: [(value: Double, row: Int)] = []
    order.reserveCapacity(values.count)
    for row in values.indices where predictions.weight(row) > 0 {
      order.append((values[row], row))
    }
    order.sort { $0.value > $1.value || $0.value == $1.value && $0.row < $1.row }
    var groups: [Group] = []
    for (value, row) in order {
      if groups.last?.score != value {
        groups.append(Group(score: value, positives: 0, negatives: 0))
      }
      let s = predictions.weight(row)
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
