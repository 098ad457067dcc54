internal import Activations
internal import CGSL

/// What GSL's C callbacks reach through their context pointer: the evaluator, with the residuals and
/// the columns at the last point that was asked for.
final class EngineCallback {
  /// Set for the time of a minimisation.
  private var evaluator: Evaluator?
  private var residuals: [Double]
  private(set) var columns: [Double]
  /// Where the residuals stand.
  private var point: [Double]
  private var hasColumns = false
  /// Whether the last residuals were refused: matters only at the start, because a refused trial
  /// is too large to be accepted.
  private(set) var wasRefused = false
  /// Whether a Jacobian could not be computed at an accepted point.
  private(set) var hasFailed = false

  init(observationCount: Int, coordinateCount: Int) {
    residuals = [Double](repeating: 0, count: observationCount)
    columns = [Double](repeating: 0, count: observationCount * coordinateCount)
    point = [Double](repeating: .nan, count: coordinateCount)
  }

  func begin(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    point[0] = .nan
    wasRefused = false
    hasFailed = false
  }

  func end() { evaluator = nil }

  @unsafe static func from(_ context: UnsafeMutableRawPointer?) -> EngineCallback {
    unsafe Unmanaged<EngineCallback>.fromOpaque(context!).takeUnretainedValue()
  }

  /// For the normal equations, which use nothing of the residuals but their length: the length.
  @unsafe func length(
    _ x: UnsafePointer<gsl_vector>, _ f: UnsafeMutablePointer<gsl_vector>
  ) -> Int32 {
    unsafe move(to: x)
    let residuals = residuals
    unsafe f.pointee.data[0] =
      wasRefused
      ? Evaluator.refusal : Reductions.sumOfSquares(residuals.span).squareRoot()
    for i in 1..<max(1, unsafe f.pointee.size) { unsafe f.pointee.data[i] = 0 }
    return 0
  }

  /// For the normal equations: v = Jᵀr and JᵀJ.
  @unsafe func normalEquations(
    _ x: UnsafePointer<gsl_vector>, _ v: UnsafeMutablePointer<gsl_vector>,
    _ jtj: UnsafeMutablePointer<gsl_matrix>?
  ) -> Int32 {
    guard unsafe updateColumns(x) else { return 0 }
    // GSL allocates JᵀJ as one p × p block, so that its rows are p apart.
    let p = unsafe x.pointee.size
    let gram = unsafe UnsafeMutableBufferPointer(start: jtj!.pointee.data, count: p * p)
    let gradient = unsafe UnsafeMutableBufferPointer(start: v.pointee.data, count: p)
    var gramSpan = unsafe gram.mutableSpan
    var gradientSpan = unsafe gradient.mutableSpan
    let columns = columns
    let residuals = residuals
    Reductions.normalEquations(
      columns: columns.span, residuals: residuals.span, gram: &gramSpan,
      gradient: &gradientSpan)
    return 0
  }

  /// For the orthogonal engine: the residuals themselves.
  @unsafe func residuals(
    _ x: UnsafePointer<gsl_vector>, _ f: UnsafeMutablePointer<gsl_vector>
  ) -> Int32 {
    unsafe move(to: x)
    for i in residuals.indices {
      unsafe f.pointee.data[i] = wasRefused ? Evaluator.refusal : residuals[i]
    }
    return 0
  }

  /// For the orthogonal engine: J itself, in GSL's row-major layout.
  @unsafe func jacobian(
    _ x: UnsafePointer<gsl_vector>, _ j: UnsafeMutablePointer<gsl_matrix>
  ) -> Int32 {
    let n = residuals.count
    guard unsafe updateColumns(x) else { return 0 }
    let stride = unsafe j.pointee.tda
    for k in point.indices {
      for i in 0..<n { unsafe j.pointee.data[i * stride + k] = columns[k * n + i] }
    }
    return 0
  }

  @unsafe private func move(to x: UnsafePointer<gsl_vector>) {
    for j in point.indices { point[j] = unsafe x.pointee.data[j] }
    hasColumns = evaluator!.computesJointly
    wasRefused =
      !(hasColumns
      ? evaluator!.evaluate(at: point, residuals: &residuals, columns: &columns)
      : evaluator!.residuals(at: point, into: &residuals))
  }

  /// GSL asks for the Jacobian where it has just accepted residuals; elsewhere they are computed
  /// first.
  @unsafe private func updateColumns(_ x: UnsafePointer<gsl_vector>) -> Bool {
    if !(point.indices.allSatisfy { unsafe point[$0] == x.pointee.data[$0] }) {
      unsafe move(to: x)
    }
    if !hasColumns { hasColumns = evaluator!.jacobian(at: point, into: &columns) }
    hasFailed = hasFailed || wasRefused || !hasColumns
    return !hasFailed
  }
}
