internal import Activations
internal import LeastSquares

/// A growth model facing the observations: the residuals of a form, plain ones being model minus
/// size.
struct GrowthProblem<Model: GrowthModel>: LeastSquaresProblem {
  let model: Model
  let form: ResidualForm
  /// As the model takes them.
  let times: [Double]
  let sizes: [Double]
  /// √w, for a form that needs it; else empty.
  private let rootWeights: [Double]
  private let isDifference: Bool
  let parameterCount: Int

  init(model: Model, data: FitData, form: ResidualForm) {
    self.model = model
    self.form = form
    isDifference = form == .difference
    times = data.times
    sizes = data.sizes
    if case .robust = form.transformation {
      rootWeights = data.weights.map { $0.squareRoot() }
    } else {
      rootWeights = []
    }
    parameterCount = model.parameters.count
  }

  var observationCount: Int { sizes.count }

  var computesJointly: Bool { true }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    model.sizes(at: times.span, p, into: &residuals)
    if isDifference {
      Reductions.subtract(sizes.span, from: &residuals)
    } else {
      for i in sizes.indices { residuals[i] = residual(residuals[i], i).value }
    }
    return true
  }

  func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    model.gradient(at: times.span, p, into: &columns)
    if !isDifference {
      var values = [Double](repeating: 0, count: sizes.count)
      var span = values.mutableSpan
      model.sizes(at: times.span, p, into: &span)
      for i in sizes.indices { scale(&columns, row: i, by: residual(span[i], i).slope) }
    }
    return true
  }

  func residualsAndJacobian(
    at p: Span<Double>, into residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    model.sizesAndGradient(at: times.span, p, into: &residuals, columns: &columns)
    if isDifference {
      Reductions.subtract(sizes.span, from: &residuals)
    } else {
      for i in sizes.indices {
        let (value, slope) = residual(residuals[i], i)
        residuals[i] = value
        scale(&columns, row: i, by: slope)
      }
    }
    return true
  }

  @inline(__always)
  private func residual(_ size: Double, _ i: Int) -> (value: Double, slope: Double) {
    form.residual(size, sizes[i], rootWeight: rootWeights.isEmpty ? 1 : rootWeights[i])
  }

  @inline(__always)
  private func scale(_ columns: inout MutableSpan<Double>, row: Int, by slope: Double) {
    var index = row
    for _ in 0..<parameterCount {
      columns[index] *= slope
      index += sizes.count
    }
  }
}
