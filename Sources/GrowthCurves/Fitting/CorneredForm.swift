public import LeastSquares

/// A curve with corners, described by when they are.
///
/// Where a corner lies on an observation, the sum of squares has a corner of its own, which may be
/// its minimum; solvers that follow slopes do not end there. With the times of the corners among the
/// parameters such a minimum is found by holding a corner where the observation is.
public struct CorneredForm: Sendable {
  /// The domains of the parameters of this form, in its order.
  public var domains: [ParameterDomain]
  /// Which of them are times of corners.
  public var corners: [Int]
  /// From the model's parameters to those of this form; `nil` where there are no corners.
  public var parameters: @Sendable (_ model: [Double]) -> [Double]?
  /// The model's parameters, and the matrix of their slopes by those of this form, row-major; `nil`
  /// where there is no such curve.
  public var model: @Sendable (_ parameters: [Double]) -> (values: [Double], slopes: [Double])?

  public init(
    domains: [ParameterDomain], corners: [Int],
    parameters: @escaping @Sendable ([Double]) -> [Double]?,
    model: @escaping @Sendable ([Double]) -> (values: [Double], slopes: [Double])?
  ) {
    self.domains = domains
    self.corners = corners
    self.parameters = parameters
    self.model = model
  }
}

/// A problem in the parameters of a cornered form.
struct CorneredProblem<Base: LeastSquaresProblem>: LeastSquaresProblem {
  let base: Base
  let form: CorneredForm

  var observationCount: Int { base.observationCount }
  var parameterCount: Int { form.domains.count }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    guard let model = form.model(p.indices.map { p[$0] }) else { return false }
    return base.residuals(at: model.values.span, into: &residuals)
  }

  func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    guard let model = form.model(p.indices.map { p[$0] }) else { return false }
    let (n, count, own) = (observationCount, parameterCount, base.parameterCount)
    var slopes = [Double](repeating: 0, count: n * own)
    var span = slopes.mutableSpan
    guard base.jacobian(at: model.values.span, into: &span) else { return false }
    for k in 0..<count {
      for i in 0..<n {
        columns[k * n + i] = (0..<own).reduce(0.0) { sum, j in
          sum + slopes[j * n + i] * model.slopes[j * count + k]
        }
      }
    }
    return true
  }
}
