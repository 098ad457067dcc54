internal import CKernels
public import RealModule

/// Log loss of a label y in 0...1 and its score z, the log odds; any number of independent labels,
/// so multi-label too.
///
/// ```
/// −y·log σ(z) − (1 − y)·log σ(−z) = max(z, 0) − y·z + log(1 + exp(−|z|))
/// gradient: σ(z) − y, and for y ≥ ½ as (1 − y) − σ(−z)
/// ```
///
/// Working with the score instead of the probability keeps the digits where the probability is near
/// 0 or 1: there the loss of a right answer is exp(−|z|), and the gradient for y = 1 is exactly
/// −σ(−z). Error for labels 0 and 1 at most 2 ulps, for others that of the two terms. At z = ±∞ the
/// loss of the right label is 0. NaN gives NaN.
public enum SigmoidCrossEntropy {
  /// Loss and gradient of one label.
  public static func lossAndGradient<T: Real>(score: T, label: T) -> (loss: T, gradient: T) {
    let distance = score > 0 ? 1 - label : label
    let linear = distance == 0 ? 0 : distance * abs(score)
    let loss = linear + .log(onePlus: .exp(-abs(score)))
    let gradient =
      label < 1 / 2
      ? Sigmoid().value(score) - label : (1 - label) - Sigmoid().value(-score)
    return (loss, gradient)
  }

  /// Writes the loss of each label to `losses` and its derivative with respect to the score to
  /// `gradients`.
  public static func lossesAndGradients(
    scores: Span<Double>, labels: Span<Double>, losses: inout MutableSpan<Double>,
    gradients: inout MutableSpan<Double>
  ) {
    lossesAndGradients(
      scores: scores, labels: labels, losses: &losses, gradients: &gradients, on: .best)
  }

  package static func lossesAndGradients(
    scores: Span<Double>, labels: Span<Double>, losses: inout MutableSpan<Double>,
    gradients: inout MutableSpan<Double>, on set: InstructionSet
  ) {
    precondition(scores.count == labels.count, "a label for each score")
    precondition(losses.count == scores.count, "a loss for each score")
    precondition(gradients.count == scores.count, "a gradient for each score")
    unsafe scores.withUnsafeBufferPointer { scores in
      unsafe labels.withUnsafeBufferPointer { labels in
        unsafe losses.withUnsafeMutableBufferPointer { losses in
          unsafe gradients.withUnsafeMutableBufferPointer { gradients in
            unsafe ck_cross_entropy(
              set.identifier, scores.baseAddress, labels.baseAddress, scores.count,
              losses.baseAddress, gradients.baseAddress)
          }
        }
      }
    }
  }
}
