internal import Activations
internal import RealModule

/// Predictions of several classes beside what happened. Kept as logarithms of probabilities, so that
/// no log loss is lost to rounding where there are scores.
struct MulticlassPredictions: Sendable {
  let classCount: Int
  let rowCount: Int
  /// Those of class k from k·n.
  let logProbabilities: [Double]
  let labels: [Int]
  let weights: [Double]?

  init(logProbabilities: [Double], classCount: Int, labels: [Int], weights: [Double]?) {
    self.logProbabilities = logProbabilities
    self.classCount = classCount
    rowCount = labels.count
    self.labels = labels
    self.weights = weights
  }

  private func logProbability(_ row: Int, _ k: Int) -> Double {
    logProbabilities[k * rowCount + row]
  }

  private func weight(_ row: Int) -> Double { weights?[row] ?? 1 }

  private var totalWeight: Double { weights.map { Reductions.sum($0.span) } ?? Double(rowCount) }

  private func mean(_ term: (_ row: Int) -> Double) -> Double {
    let terms = (0..<rowCount).map { row in
      let s = weight(row)
      return s > 0 ? s * term(row) : 0
    }
    return Reductions.sum(terms.span) / totalWeight
  }

  /// The mean of −log p of the class that happened; infinite where that had probability 0.
  var logLoss: Double { mean { row in -logProbability(row, labels[row]) } }

  var impossibleRows: Int {
    (0..<rowCount).count { weight($0) > 0 && logProbability($0, labels[$0]) == -.infinity }
  }

  /// The mean of Σₖ (pₖ − yₖ)², between 0 and 2 (Brier 1950).
  var brierScore: Double {
    mean { row in
      var sum = 0.0
      for k in 0..<classCount {
        let value = logProbability(row, k)
        let distance = labels[row] == k ? Double.expMinusOne(value) : .exp(value)
        sum += distance * distance
      }
      return sum
    }
  }

  /// The class of the largest probability; of equals the first.
  var predictedClasses: [Int] {
    (0..<rowCount).map { row in
      (1..<classCount).reduce(0) {
        logProbability(row, $1) > logProbability(row, $0) ? $1 : $0
      }
    }
  }

  /// One class against all others: its log odds log p − log(1 − p), where for p near 1 the second term
  /// is the logarithm of the sum of the other probabilities.
  func against(_ positive: Int) -> BinaryPredictions {
    let scores = (0..<rowCount).map { row -> Double in
      let own = logProbability(row, positive)
      guard own > -0.7 else { return own - .log(onePlus: -.exp(own)) }
      var largest = -Double.infinity
      for k in 0..<classCount where k != positive {
        largest = max(largest, logProbability(row, k))
      }
      guard largest > -.infinity else { return .infinity }
      var sum = 0.0
      for k in 0..<classCount where k != positive {
        sum += .exp(logProbability(row, k) - largest)
      }
      return own - (largest + .log(sum))
    }
    guard
      let predictions = try? BinaryPredictions(
        scores: scores, labels: labels.map { $0 == positive }, weights: weights)
    else { preconditionFailure("the predictions were checked") }
    return predictions
  }
}

extension MulticlassPredictions {
  /// log softmax, of scores those of class k from k·n.
  static func logSoftmax(_ scores: [Double], classCount: Int) -> [Double] {
    let n = scores.count / classCount
    var result = scores
    for row in 0..<n {
      var largest = -Double.infinity
      for k in 0..<classCount { largest = max(largest, scores[k * n + row]) }
      // All impossible: nothing is known.
      guard largest > -.infinity else {
        for k in 0..<classCount { result[k * n + row] = -.log(Double(classCount)) }
        continue
      }
      var others = 0.0
      var largestSeen = false
      for k in 0..<classCount {
        let distance = scores[k * n + row] - largest
        if distance == 0 && !largestSeen { largestSeen = true } else { others += .exp(distance) }
      }
      let logSum = Double.log(onePlus: others)
      for k in 0..<classCount { result[k * n + row] = (scores[k * n + row] - largest) - logSum }
    }
    return result
  }

  /// log(σ(zₖ)/Σ σ(z)): the probabilities of one-vs-rest.
  static func logNormalizedSigmoids(_ scores: [Double], classCount: Int) -> [Double] {
    logSoftmax(
      scores.map { -SigmoidCrossEntropy.lossAndGradient(score: $0, label: 1).loss },
      classCount: classCount)
  }
}
