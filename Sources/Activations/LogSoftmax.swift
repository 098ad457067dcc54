internal import RealModule

/// The logarithms of the softmax probabilities.
///
/// ```
/// x[i] − logSumExp(x)
/// ```
///
/// Error at most 4 ulps of the larger of 1 and the result, and relatively so for the largest score,
/// however near to 0 its log probability is. A score of −∞ has log probability −∞. NaN or +∞ among
/// the scores, or −∞ alone, gives NaN.
public enum LogSoftmax {
  /// Writes the log probabilities to `logs`, which has as many elements as `scores`.
  public static func values(of scores: Span<Double>, into logs: inout MutableSpan<Double>) {
    precondition(logs.count == scores.count, "as many log probabilities as scores")
    let shift = ScoreKernels.maximum(scores)
    guard shift.isFinite else {
      for i in logs.indices { logs[i] = .nan }
      return
    }
    let log = logOfSum(scores, minus: shift, scratch: &logs)
    for i in logs.indices { logs[i] = (scores[i] - shift) - log }
  }

  /// log Σ exp(x[i]), without overflow: −∞ for no scores, or if all of them are −∞.
  public static func logSumExp(_ scores: Span<Double>) -> Double {
    let shift = ScoreKernels.maximum(scores)
    guard shift.isFinite else { return shift }
    var scratch = [Double](repeating: 0, count: scores.count)
    var span = scratch.mutableSpan
    return shift + logOfSum(scores, minus: shift, scratch: &span)
  }

  /// The matrix of derivatives δ[i, j] − p[j] times a vector, v − p·v.
  public static func jacobianVectorProduct(
    at probabilities: Span<Double>, _ vector: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    precondition(product.count == vector.count, "as many elements as the vector")
    let mean = Reductions.dot(probabilities, vector)
    for i in product.indices { product[i] = vector[i] - mean }
  }

  /// A vector times the matrix of derivatives, v − p·Σv, as a gradient is handed back.
  public static func vectorJacobianProduct(
    at probabilities: Span<Double>, _ vector: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    precondition(probabilities.count == vector.count, "as many elements as probabilities")
    precondition(product.count == vector.count, "as many elements as the vector")
    let sum = Reductions.sum(vector)
    for i in product.indices { product[i] = vector[i] - probabilities[i] * sum }
  }

  /// log Σ exp(x[i] − max x), to its last digits also where one score stands out: the largest is
  /// left out of the sum.
  static func logOfSum(
    _ scores: Span<Double>, minus shift: Double, scratch: inout MutableSpan<Double>
  ) -> Double {
    ScoreKernels.exponentials(of: scores, minus: shift, into: &scratch)
    if let largest = scores.indices.first(where: { scores[$0] == shift }) { scratch[largest] = 0 }
    return .log(onePlus: Reductions.sum(scratch.span))
  }
}
