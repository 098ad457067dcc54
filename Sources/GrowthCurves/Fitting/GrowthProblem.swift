internal import Activations
internal import LeastSquares

/// A growth model facing the observations: residuals are model minus size.
struct GrowthProblem<Model: GrowthModel>: LeastSquaresProblem {
  let model: Model
  /// As the model takes them.
  let times: [Double]
  let sizes: [Double]
  let parameterCount: Int

  init(_ model: Model, times: [Double], sizes: [Double]) {
    self.model = model
    self.times = times
    self.sizes = sizes
    parameterCount = model.parameters.count
  }

  var observationCount: Int { sizes.count }

  var computesJointly: Bool { true }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    model.sizes(at: times.span, p, into: &residuals)
    Reductions.subtract(sizes.span, from: &residuals)
    return true
  }

  func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    model.gradient(at: times.span, p, into: &columns)
    return true
  }

  func residualsAndJacobian(
    at p: Span<Double>, into residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    model.sizesAndGradient(at: times.span, p, into: &residuals, columns: &columns)
    Reductions.subtract(sizes.span, from: &residuals)
    return true
  }
}
