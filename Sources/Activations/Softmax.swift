/// Scores to probabilities that sum to 1.
///
/// ```
/// p[i] = exp(x[i] − m)/Σ exp(x[j] − m),   m = max x
/// ```
///
/// The difference is computed exactly. Error at most 4 ulps a probability for up to a thousand
/// scores; adding a constant to all scores changes nothing but what the addition rounds. A score of
/// −∞ has probability 0. NaN or +∞ among the scores, or −∞ alone, has no answer: all probabilities
/// are NaN.
public enum Softmax {
  /// Writes the probabilities to `probabilities`, which has as many elements as `scores`.
  public static func values(
    of scores: Span<Double>, into probabilities: inout MutableSpan<Double>
  ) {
    let shift = ScoreKernels.maximum(scores)
    ScoreKernels.exponentials(
      of: scores, minus: shift.isFinite ? shift : .nan, into: &probabilities)
    ScoreKernels.divideInPlace(&probabilities, by: Reductions.sum(probabilities.span))
  }

  /// The k × k matrix of derivatives ∂p[i]/∂x[j] = p[i](δ[i, j] − p[j]), row by row. It is
  /// symmetric.
  ///
  /// Its rows sum to 0, so it is singular: one score may be held fixed.
  public static func jacobian(
    at probabilities: Span<Double>, into matrix: inout MutableSpan<Double>
  ) {
    let k = probabilities.count
    precondition(matrix.count == k * k, "a square matrix")
    for i in 0..<k {
      // 1 − p[i] as the sum of the others keeps its digits where p[i] is near 1.
      var others = 0.0
      for j in 0..<k where j != i {
        matrix[i * k + j] = -probabilities[i] * probabilities[j]
        others += probabilities[j]
      }
      matrix[i * k + i] = probabilities[i] * others
    }
  }

  /// The matrix of derivatives times a vector, p ⊙ (v − p·v), without forming the matrix.
  public static func jacobianVectorProduct(
    at probabilities: Span<Double>, _ vector: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    precondition(product.count == vector.count, "as many elements as the vector")
    let mean = Reductions.dot(probabilities, vector)
    for i in product.indices { product[i] = probabilities[i] * (vector[i] - mean) }
  }
}
