internal import Activations
internal import RealModule

/// Log loss of one score z and a target y in 0...1:
///
/// ```
/// ℓ(z) = softplus(z) − y·z       ℓ′ = σ(z) − y       ℓ″ = σ(z)·σ(−z)
/// ```
public struct LogisticLoss: Loss {
  public let targets: [Double]
  public let weights: [Double]?
  public let totalWeight: Double
  public var outputCount: Int { 1 }
  /// Σ sᵢyᵢ of rows that are not here.
  private let streamedPositiveWeight: Double?

  public init(targets: [Double], weights: [Double]?) {
    precondition(weights == nil || weights!.count == targets.count, "a weight for each target")
    self.targets = targets
    self.weights = weights
    totalWeight = weights.map { Reductions.sum($0.span) } ?? Double(targets.count)
    streamedPositiveWeight = nil
  }

  /// What a stream of rows adds up to, without rows.
  init(positiveWeight: Double, totalWeight: Double) {
    targets = []
    weights = nil
    self.totalWeight = totalWeight
    streamedPositiveWeight = positiveWeight
  }

  public func selectingRows(_ rows: [Int]) -> any Loss {
    LogisticLoss(
      targets: rows.map { targets[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } })
  }

  public func evaluate(
    scores: Span<Double>, rows: Range<Int>, residuals: inout MutableSpan<Double>
  ) -> Double {
    var none = MutableSpan<Double>()
    return LossKernels.logistic(
      scores: scores, labels: targets.span, weights: weights?.span, row: rows.lowerBound,
      residuals: &residuals, curvatures: &none)
  }

  /// The state is the curvature itself.
  public func formState(_ scores: inout MutableSpan<Double>, rows: Range<Int>) {
    let copy = Array(scores.span)
    var residuals = [Double](repeating: 0, count: copy.count)
    var span = residuals.mutableSpan
    _ = LossKernels.logistic(
      scores: copy.span, labels: targets.span, weights: weights?.span, row: rows.lowerBound,
      residuals: &span, curvatures: &scores)
  }

  public func curvature(
    state: Span<Double>, rows: Range<Int>, outputs: (Int, Int),
    into factors: inout MutableSpan<Double>
  ) {
    for i in state.indices { factors[i] = state[i] }
  }

  public func multiplyByCurvature(
    _ directions: inout MutableSpan<Double>, state: Span<Double>, rows: Range<Int>
  ) {
    for i in state.indices { directions[i] *= state[i] }
  }

  public var constantScores: [Double] {
    let positive =
      streamedPositiveWeight ?? weights.map { Reductions.dot($0.span, targets.span) }
      ?? Reductions.sum(targets.span)
    return [.log(positive / (totalWeight - positive))]
  }

  /// ℓ*(r) = q·log q + (1 − q)·log(1 − q) with q = r + y.
  public func conjugate(residuals: Span<Double>, scale: Double, rows: Range<Int>) -> Double {
    var sum = 0.0
    for (i, row) in rows.enumerated() {
      let s = weights?[row] ?? 1
      guard s > 0 else { continue }
      let r = scale * residuals[i] / s
      let y = targets[row]
      sum += s * (plogp(y + r) + plogp((1 - y) - r))
    }
    return sum
  }

  public func smallestMargin(scores: Span<Double>, rows: Range<Int>) -> Double {
    var least = Double.infinity
    for (i, row) in rows.enumerated() where (weights?[row] ?? 1) > 0 {
      let y = targets[row]
      least = min(least, y > 0 && y < 1 ? -.infinity : y == 1 ? scores[i] : -scores[i])
    }
    return least
  }
}

/// p·log p, 0 at 0.
func plogp(_ p: Double) -> Double { p <= 0 ? 0 : p * .log(p) }

extension Array where Element == Double {
  init(_ span: Span<Double>) {
    self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
  }
}
