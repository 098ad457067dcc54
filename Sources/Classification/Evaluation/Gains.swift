/// Cumulative gains: of the rows with the highest scores, what share of all positive rows they hold,
/// and how much more than the same number of any rows (lift).
public struct GainsTable: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    /// The share of all rows that is taken, from the highest scores on.
    public let depth: Double
    /// The share of the positive rows among them. Rows of one score that are partly taken count with
    /// this part, the mean over all orders of ties.
    public let gain: Double
    /// gain/depth.
    public var lift: Double { gain / depth }
  }

  /// For the depths 1/n, 2/n … 1; empty where no row is positive.
  public let rows: [Row]

  /// - Parameter steps: how many depths, at least 1.
  public init(_ predictions: BinaryPredictions, steps: Int = 10) {
    self.init(Ranking(predictions, by: predictions.scores), steps: steps)
  }

  init(_ ranking: Ranking, steps: Int) {
    precondition(steps > 0, "at least one step")
    guard ranking.positives > 0 else {
      rows = []
      return
    }
    let total = ranking.positives + ranking.negatives
    var (taken, positives, next) = (0.0, 0.0, 0)
    var rows: [Row] = []
    for step in 1..<steps {
      let goal = total * Double(step) / Double(steps)
      while next < ranking.groups.count {
        let group = ranking.groups[next]
        let weight = group.positives + group.negatives
        guard taken + weight <= goal else { break }
        taken += weight
        positives += group.positives
        next += 1
      }
      var part = 0.0
      if next < ranking.groups.count {
        let group = ranking.groups[next]
        part = group.positives * (goal - taken) / (group.positives + group.negatives)
      }
      rows.append(
        Row(depth: goal / total, gain: min((positives + part) / ranking.positives, 1)))
    }
    self.rows = rows + [Row(depth: 1, gain: 1)]
  }
}
