internal import Activations
internal import CGSL

/// What GSL's C callbacks reach through their context pointer: the evaluator, and the columns of
/// the last Jacobian.
final class EngineCallback {
  /// Set for the time of a minimisation.
  private var evaluator: Evaluator?
  private(set) var columns: [Double]
  /// Where the columns were last computed together with residuals; empty when not so.
  private var jointPoint: [Double] = []
  /// Whether the last residuals were refused: matters only at the start, because a refused trial
  /// is too large to be accepted.
  private(set) var wasRefused = false
  /// Whether a Jacobian could not be computed at an accepted point.
  private(set) var hasFailed = false

  init(observationCount: Int, coordinateCount: Int) {
    columns = [Double](repeating: 0, count: observationCount * coordinateCount)
  }

  func begin(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    jointPoint.removeAll(keepingCapacity: true)
    wasRefused = false
    hasFailed = false
  }

  func end() { evaluator = nil }

  @unsafe static func from(_ context: UnsafeMutableRawPointer?) -> EngineCallback {
    unsafe Unmanaged<EngineCallback>.fromOpaque(context!).takeUnretainedValue()
  }

  @unsafe func residuals(
    _ x: UnsafePointer<gsl_vector>, _ f: UnsafeMutablePointer<gsl_vector>
  ) -> Int32 {
    let evaluator = evaluator!
    let point = unsafe UnsafeBufferPointer(start: x.pointee.data, count: x.pointee.size)
    let output = unsafe UnsafeMutableBufferPointer(start: f.pointee.data, count: f.pointee.size)
    var span = unsafe output.mutableSpan
    jointPoint.removeAll(keepingCapacity: true)
    if evaluator.computesJointly {
      wasRefused = unsafe !Self.evaluate(evaluator, point.span, &span, &columns)
      if !wasRefused { unsafe jointPoint.append(contentsOf: point) }
    } else {
      wasRefused = unsafe !evaluator.residuals(at: point.span, into: &span)
    }
    if wasRefused {
      for i in 0..<span.count { span[i] = Evaluator.refusal }
    }
    return 0
  }

  private static func evaluate(
    _ evaluator: Evaluator, _ point: Span<Double>, _ residuals: inout MutableSpan<Double>,
    _ columns: inout [Double]
  ) -> Bool {
    var columnSpan = columns.mutableSpan
    return evaluator.evaluate(at: point, residuals: &residuals, columns: &columnSpan)
  }

  /// For the normal equations: v = Jᵀr and JᵀJ.
  @unsafe func normalEquations(
    _ x: UnsafePointer<gsl_vector>, _ r: UnsafePointer<gsl_vector>,
    _ v: UnsafeMutablePointer<gsl_vector>, _ jtj: UnsafeMutablePointer<gsl_matrix>?
  ) -> Int32 {
    let n = unsafe r.pointee.size
    let p = unsafe x.pointee.size
    guard unsafe updateColumns(x) else { return 0 }
    // GSL allocates JᵀJ as one p × p block, so that its rows are p apart.
    let residuals = unsafe UnsafeBufferPointer(start: r.pointee.data, count: n)
    let gram = unsafe UnsafeMutableBufferPointer(start: jtj!.pointee.data, count: p * p)
    let gradient = unsafe UnsafeMutableBufferPointer(start: v.pointee.data, count: p)
    var gramSpan = unsafe gram.mutableSpan
    var gradientSpan = unsafe gradient.mutableSpan
    let columns = columns
    unsafe Reductions.normalEquations(
      columns: columns.span, residuals: residuals.span, gram: &gramSpan,
      gradient: &gradientSpan)
    return 0
  }

  /// For the orthogonal engine: J itself, in GSL's row-major layout.
  @unsafe func jacobian(
    _ x: UnsafePointer<gsl_vector>, _ j: UnsafeMutablePointer<gsl_matrix>
  ) -> Int32 {
    let n = unsafe j.pointee.size1
    guard unsafe updateColumns(x) else { return 0 }
    let stride = unsafe j.pointee.tda
    for k in 0..<(unsafe j.pointee.size2) {
      for i in 0..<n { unsafe j.pointee.data[i * stride + k] = columns[k * n + i] }
    }
    return 0
  }

  @unsafe private func updateColumns(_ x: UnsafePointer<gsl_vector>) -> Bool {
    let point = unsafe UnsafeBufferPointer(start: x.pointee.data, count: x.pointee.size)
    // GSL asks for the Jacobian where it has just accepted residuals.
    if unsafe jointPoint.elementsEqual(point) { return true }
    var span = columns.mutableSpan
    let isValid = unsafe evaluator!.jacobian(at: point.span, into: &span)
    hasFailed = hasFailed || !isValid
    return isValid
  }
}
