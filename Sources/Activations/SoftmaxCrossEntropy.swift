/// Log loss of one class of several and their scores.
///
/// ```
/// −log p[y] = logSumExp(x) − x[y]
/// gradient: p[i] for i ≠ y, and −Σ p[i] over i ≠ y
/// ```
///
/// The gradient of the true class is p[y] − 1 = −(the probability of all others), which keeps its
/// digits where p[y] is near 1, as the loss does. NaN or +∞ among the scores gives NaN.
public enum SoftmaxCrossEntropy {
  /// Returns the loss, and writes its gradient with respect to the scores to `gradient`.
  public static func lossAndGradient(
    scores: Span<Double>, label: Int, gradient: inout MutableSpan<Double>
  ) -> Double {
    precondition(scores.indices.contains(label), "one of \(scores.count) classes, not \(label)")
    precondition(gradient.count == scores.count, "a gradient for each score")
    let shift = ScoreKernels.maximum(scores)
    guard shift.isFinite else {
      for i in gradient.indices { gradient[i] = .nan }
      return .nan
    }
    let loss =
      LogSoftmax.logOfSum(scores, minus: shift, scratch: &gradient) + (shift - scores[label])
    Softmax.values(of: scores, into: &gradient)
    gradient[label] = 0
    gradient[label] = -Reductions.sum(gradient.span)
    return loss
  }
}
