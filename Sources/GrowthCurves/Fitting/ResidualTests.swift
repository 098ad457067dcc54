internal import RealModule
public import Statistics

/// Whether the residuals of a fit look like independent normal errors.
///
/// The residuals are √wᵢ(Nᵢ − N(tᵢ)) in the order of time; observations at the same time keep the
/// order of the data, so that replicates may hide a serial correlation, or show one that is theirs.
/// A small p says that standard errors and intervals cannot be trusted: the curve misses the shape of
/// the data, or the errors are correlated, or far from normal.
public struct ResidualTests: Sendable, Equatable {
  /// Too few runs of one sign are what a missed shape leaves behind: its `lowerTail` is the p-value.
  /// `nil` when the residuals do not have both signs.
  public var runs: RunsTest?
  /// With the curve's derivatives by the fitted parameters as its design; its `lowerTail`, against
  /// positive correlation, is the p-value. `nil` with fewer than two degrees of freedom.
  public var durbinWatson: DurbinWatson?
  /// `nil` for fewer than 3 or more than 5,000 observations.
  public var shapiroWilk: ShapiroWilk?
}

extension GrowthFit {
  /// The tests of the residuals, computed when asked for.
  ///
  /// - Returns: `nil` when nothing was fitted, when a residual is not finite, or when the curve goes
  ///   through the observations to rounding: what is left are then no errors.
  public func residualTests() -> ResidualTests? {
    guard status != .notFitted, series.count > 0 else { return nil }
    let residuals = weightedResiduals()
    let largest = series.sizes.reduce(0) { max($0, $1.magnitude) }
    let weight = series.weights.max() ?? 1
    let rounding = 64 * Double.ulpOfOne * largest * weight.squareRoot()
    guard residuals.allSatisfy({ $0.isFinite }),
      residuals.contains(where: { $0.magnitude > rounding })
    else { return nil }
    return ResidualTests(
      runs: RunsTest(residuals.span),
      durbinWatson: DurbinWatson(residuals.span, design: weightedDesign()),
      shapiroWilk: ShapiroWilk(residuals.span))
  }

  /// Residuals that have equal variances where the loss is right: √wᵢ(Nᵢ − N(tᵢ)), of logarithms on
  /// the log scale, of counts in units of their standard deviation.
  private func weightedResiduals() -> [Double] {
    let fitted = model.sizes(at: series.times.map(modelTime), values)
    return series.sizes.indices.map { i in
      let residual =
        options.scale == .log
        ? fitted[i] * Double.log(series.sizes[i] / fitted[i]) : series.sizes[i] - fitted[i]
      return unit(i, fitted[i]) * residual
    }
  }

  /// ∂N(tᵢ)/∂pⱼ in the units of the residuals, a column a fitted parameter.
  private func weightedDesign() -> [[Double]] {
    let n = series.count
    let times = series.times.map(modelTime)
    let values = self.values
    let fitted = model.sizes(at: times, values)
    var columns = [Double](repeating: 0, count: n * values.count)
    var span = columns.mutableSpan
    model.gradient(at: times.span, values.span, into: &span)
    return parameters.indices.filter { !parameters[$0].isFixed }.map { j in
      (0..<n).map { i in unit(i, fitted[i]) * columns[j * n + i] }
    }
  }

  /// What turns a difference of sizes at an observation into a residual.
  private func unit(_ i: Int, _ size: Double) -> Double {
    let root = series.weights.isEmpty ? 1 : series.weights[i].squareRoot()
    if options.scale == .log { return root / size }
    switch options.loss {
    case .poisson: return 1 / size.squareRoot()
    case .negativeBinomial:
      return 1 / (size * (1 + size / (lossScale ?? .infinity))).squareRoot()
    case .squared, .huber, .tukey, .cauchy: return root
    }
  }
}
