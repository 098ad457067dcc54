/// A loss of the linear scores of a row, convex and smooth; a new loss is one more conforming type.
///
/// A conforming value knows the labels and weights of all rows, and is asked about blocks of rows.
/// The scores of a block of m rows come output by output, those of output k at k·m ..< (k + 1)·m;
/// residuals and states are laid out in the same way.
public protocol Loss: Sendable {
  /// How many scores each row has.
  var outputCount: Int { get }

  /// sᵢ; nil for 1 each.
  var weights: [Double]? { get }

  /// Σ sᵢ over all rows.
  var totalWeight: Double { get }

  /// The same of some rows.
  func selectingRows(_ rows: [Int]) -> any Loss

  /// Σ sᵢℓᵢ over the block, and sᵢ·∂ℓᵢ/∂z to `residuals`.
  func evaluate(scores: Span<Double>, rows: Range<Int>, residuals: inout MutableSpan<Double>)
    -> Double

  /// Replaces the scores by what ``curvature(state:rows:outputs:into:)`` and
  /// ``multiplyByCurvature(_:state:rows:)`` need to know of them.
  func formState(_ scores: inout MutableSpan<Double>, rows: Range<Int>)

  /// sᵢ·∂²ℓᵢ/∂z_k∂z_l of each row.
  func curvature(
    state: Span<Double>, rows: Range<Int>, outputs: (Int, Int),
    into factors: inout MutableSpan<Double>)

  /// Replaces the score directions v of each row by sᵢ·(∂²ℓᵢ/∂z²)·v.
  func multiplyByCurvature(
    _ directions: inout MutableSpan<Double>, state: Span<Double>, rows: Range<Int>)

  /// The intercepts that are best without any column.
  var constantScores: [Double] { get }

  /// Σ sᵢℓᵢ*(t·rᵢ/sᵢ) over the block, where ℓ* is the convex conjugate of ℓ and r are residuals,
  /// 0 ≤ t ≤ 1: what the dual objective needs.
  func conjugate(residuals: Span<Double>, scale: Double, rows: Range<Int>) -> Double

  /// The least of all margins of the block: positive where the score is on the side of the label, and
  /// for several outputs the own score less the largest other. Rows of weight 0 do not count.
  func smallestMargin(scores: Span<Double>, rows: Range<Int>) -> Double
}
