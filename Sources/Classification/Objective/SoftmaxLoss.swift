internal import Activations
internal import RealModule

/// Log loss of one class y of several with scores z:
///
/// ```
/// ℓ(z) = log Σ exp(z_k) − z_y       ∂ℓ/∂z_k = p_k − [k = y]       ∂²ℓ/∂z_k∂z_l = p_k([k = l] − p_l)
/// ```
public struct SoftmaxLoss: Loss {
  public let labels: [Int32]
  public let weights: [Double]?
  public let totalWeight: Double
  public let outputCount: Int
  /// The weights of the classes of rows that are not here.
  private let streamedClassWeights: [Double]?

  public init(labels: [Int32], classCount: Int, weights: [Double]?) {
    precondition(weights == nil || weights!.count == labels.count, "a weight for each label")
    precondition(labels.allSatisfy { $0 >= 0 && Int($0) < classCount }, "labels of the classes")
    self.labels = labels
    self.weights = weights
    outputCount = classCount
    totalWeight = weights.map { Reductions.sum($0.span) } ?? Double(labels.count)
    streamedClassWeights = nil
  }

  /// What a stream of rows adds up to, without rows.
  init(classWeights: [Double], totalWeight: Double) {
    labels = []
    weights = nil
    outputCount = classWeights.count
    self.totalWeight = totalWeight
    streamedClassWeights = classWeights
  }

  public func selectingRows(_ rows: [Int]) -> any Loss {
    SoftmaxLoss(
      labels: rows.map { labels[$0] }, classCount: outputCount,
      weights: weights.map { weights in rows.map { weights[$0] } })
  }

  public func evaluate(
    scores: Span<Double>, rows: Range<Int>, residuals: inout MutableSpan<Double>
  ) -> Double {
    LossKernels.softmax(
      scores: scores, classes: outputCount, labels: labels.span, weights: weights?.span,
      row: rows.lowerBound, residuals: &residuals)
  }

  /// The state is the probabilities.
  public func formState(_ scores: inout MutableSpan<Double>, rows: Range<Int>) {
    LossKernels.softmaxProbabilities(&scores, classes: outputCount)
  }

  public func curvature(
    state: Span<Double>, rows: Range<Int>, outputs: (Int, Int),
    into factors: inout MutableSpan<Double>
  ) {
    let m = rows.count
    let (k, l) = outputs
    for i in 0..<m {
      let p = state[k * m + i]
      let slope = k == l ? p * (1 - p) : -p * state[l * m + i]
      factors[i] = weights == nil ? slope : slope * weights![rows.lowerBound + i]
    }
  }

  public func multiplyByCurvature(
    _ directions: inout MutableSpan<Double>, state: Span<Double>, rows: Range<Int>
  ) {
    let m = rows.count
    for i in 0..<m {
      var mean = 0.0
      for k in 0..<outputCount { mean += state[k * m + i] * directions[k * m + i] }
      let s = weights == nil ? 1 : weights![rows.lowerBound + i]
      for k in 0..<outputCount {
        directions[k * m + i] = s * state[k * m + i] * (directions[k * m + i] - mean)
      }
    }
  }

  /// Log shares, with half an observation where a class has none.
  public var constantScores: [Double] {
    var sums = streamedClassWeights ?? [Double](repeating: 0, count: outputCount)
    for (row, label) in labels.enumerated() { sums[Int(label)] += weights?[row] ?? 1 }
    let logs = sums.map { Double.log(max($0, 0.5) / totalWeight) }
    let mean = logs.reduce(0, +) / Double(outputCount)
    return logs.map { $0 - mean }
  }

  /// ℓ*(r) = Σ q_k·log q_k with q = r + the indicator of y.
  public func conjugate(residuals: Span<Double>, scale: Double, rows: Range<Int>) -> Double {
    let m = rows.count
    var sum = 0.0
    for (i, row) in rows.enumerated() {
      let s = weights?[row] ?? 1
      guard s > 0 else { continue }
      var entropy = 0.0
      for k in 0..<outputCount {
        let r = scale * residuals[k * m + i] / s
        entropy += plogp(r + (Int(labels[row]) == k ? 1 : 0))
      }
      sum += s * entropy
    }
    return sum
  }

  public func smallestMargin(scores: Span<Double>, rows: Range<Int>) -> Double {
    let m = rows.count
    var least = Double.infinity
    for (i, row) in rows.enumerated() where (weights?[row] ?? 1) > 0 {
      let own = Int(labels[row])
      for k in 0..<outputCount where k != own {
        least = min(least, scores[own * m + i] - scores[k * m + i])
      }
    }
    return least
  }
}
