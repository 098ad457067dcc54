internal import RealModule

extension Objective {
  /// What is known of the start of a streamed training without a pass: F, and about the diagonal of
  /// the Hessian, of ``start``. nil for rows in memory.
  var constantModel: (value: Double, curvatureScale: [Double])? {
    guard let survey = stream?.rows.survey else { return nil }
    let weights = survey.classWeights
    let shares = weights.map { weight in
      conditioning.hasIntercept ? weight / survey.totalWeight : 1 / Double(weights.count)
    }
    var value = 0.0
    for (share, weight) in zip(shares, weights) where weight > 0 {
      value -= weight / survey.totalWeight * .log(share)
    }
    let curvature = shares.reduce(0) { $0 + $1 * (1 - $1) } / Double(shares.count)
    return (
      value + penaltyValue(start), ridge.map { max($0 + curvature, Double.leastNormalMagnitude) }
    )
  }
}

extension StochasticRows {
  /// The mean of ``curvatureBounds(limit:)`` of all rows of a stream, weighted, from the statistics
  /// of the columns.
  var meanCurvatureBound: Double? {
    guard let survey = objective.stream?.rows.survey else { return nil }
    var square = objective.conditioning.hasIntercept ? 1.0 : 0
    for j in active {
      let deviation = survey.statistics.standardDeviations[j]
      let shift = survey.statistics.means[j] - centers[j]
      square += (deviation * deviation + shift * shift) * inverses[j] * inverses[j]
    }
    return (outputs == 1 ? 0.25 : 0.5) * square + (ridge.max() ?? 0)
  }
}
