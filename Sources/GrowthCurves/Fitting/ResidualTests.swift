internal import LeastSquares
public import Statistics

/// Whether the residuals of a fit look like independent normal errors.
///
/// The residuals are √wᵢ(Nᵢ − N(tᵢ)), on the log scale √wᵢ ln(Nᵢ/N(tᵢ)), and of the other losses those
/// whose squares are minimised (`Loss`), in the order of time. Observations at the same time keep the
/// order of the data, so that replicates may hide a serial correlation, or show one that is theirs.
/// A small p says that standard errors and intervals cannot be trusted: the curve misses the shape of
/// the data, or the errors are correlated, or far from normal.
public struct ResidualTests: Sendable, Equatable {
  /// Too few runs of one sign are what a missed shape leaves behind: its `lowerTail` is the p-value.
  /// `nil` when the residuals do not have both signs.
  public var runs: RunsTest?
  /// With the residuals' derivatives by the fitted parameters as its design; its `lowerTail`, against
  /// positive correlation, is the p-value. `nil` with fewer than two degrees of freedom.
  public var durbinWatson: DurbinWatson?
  /// Of a robust loss, the test of the plain residuals. `nil` for counts, whose errors are not taken
  /// to be normal, and for fewer than 3 or more than 5,000 observations.
  public var shapiroWilk: ShapiroWilk?
}

extension GrowthFit {
  /// The tests of the residuals, computed when asked for.
  ///
  /// - Returns: `nil` when nothing was fitted, when a residual is not finite, or when the curve goes
  ///   through the observations to rounding: what is left are then no errors.
  public func residualTests() -> ResidualTests? {
    status == .notFitted || series.count == 0 ? nil : residualTests(of: model)
  }

  private func residualTests<Model: GrowthModel>(of model: Model) -> ResidualTests? {
    let data = FitData(series, model, options)
    let values = zip(values, model.parameters).map { data.scaled($0, of: $1) }
    let fitted = model.sizes(at: data.times, values)
    let largest = data.sizes.reduce(0) { max($0, $1.magnitude) }
    let rounding = 64 * Double.ulpOfOne * largest
    guard fitted.indices.contains(where: { (fitted[$0] - data.sizes[$0]).magnitude > rounding })
    else { return nil }

    let problem = problem(model, data)
    let rootWeights = data.weights.map { $0.squareRoot() }
    func weighted(_ values: ArraySlice<Double>) -> [Double] {
      rootWeights.isEmpty ? Array(values) : zip(values, rootWeights).map { $0 * $1 }
    }
    let n = series.count
    var residuals = [Double](repeating: 0, count: n)
    var columns = [Double](repeating: 0, count: n * values.count)
    var residualSpan = residuals.mutableSpan
    var columnSpan = columns.mutableSpan
    guard
      problem.residualsAndJacobian(at: values.span, into: &residualSpan, columns: &columnSpan)
    else { return nil }
    // Size minus model, where the problem has model minus size.
    residuals = weighted(residuals.map { -$0 }[...])
    guard residuals.allSatisfy({ $0.isFinite }) else { return nil }
    let design = parameters.indices.filter { !parameters[$0].isFixed }.map {
      weighted(columns[$0 * n..<($0 + 1) * n])
    }
    let errors = ErrorModel(options, lossScale: lossScale, in: data)
    let plain = fitted.indices.map { i in
      errors.error(
        of: data.sizes[i], around: fitted[i], rootWeight: rootWeights.isEmpty ? 1 : rootWeights[i])
    }
    return ResidualTests(
      runs: RunsTest(residuals.span), durbinWatson: DurbinWatson(residuals.span, design: design),
      shapiroWilk: options.loss.isOfCounts ? nil : ShapiroWilk(plain.span))
  }
}
