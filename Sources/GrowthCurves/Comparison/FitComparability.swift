internal import LeastSquares

extension GrowthFit {
  /// Why a fit cannot be ranked, by itself.
  var exclusion: ModelExclusion? {
    guard status != .notFitted, let statistics, let convergence else {
      return .notFitted(verdicts.first ?? .noGrowth)
    }
    guard statistics.residualSumOfSquares.isFinite, values.allSatisfy({ $0.isFinite }) else {
      return .outOfRange
    }
    switch convergence.termination {
    // At the edge of a domain the sum of squares is as low as the model allows.
    case .gradient, .step, .exactFit, .corner, .edgeOfDomain(_): break
    default: return .notConverged(reason: convergence.termination.description)
    }
    guard statistics.degreesOfFreedom > 0 else {
      return .tooFewObservations(needed: statistics.observations + 1)
    }
    return nil
  }

  /// How many parameters were fitted.
  var fittedCount: Int { parameters.count { !$0.isFixed } }

  /// Whether the curve goes through every point, as far as rounding can tell.
  ///
  /// - Parameter totalSquares: the sum of squares of a constant.
  func isExact(_ totalSquares: Double) -> Bool {
    guard let statistics else { return false }
    return statistics.residualSumOfSquares <= 1e-22 * totalSquares
  }

  /// Whether two fits to one series are the same curve in different parameters, by their sizes at the
  /// observed times. Curves that are exact agree because the data are; then the models must be the
  /// same by name.
  func isSameCurve(as other: GrowthFit, isExact: Bool) -> Bool {
    guard !isExact || NestedModels.curve(of: model) == NestedModels.curve(of: other.model)
    else { return false }
    guard fittedCount == other.fittedCount, let first = series.sizes.min(),
      let last = series.sizes.max()
    else { return false }
    let tolerance = 1e-6 * (last - first)
    return zip(fittedSizes, other.fittedSizes).allSatisfy { ($0 - $1).magnitude <= tolerance }
  }

  private var fittedSizes: [Double] {
    model.sizes(at: series.times.map { modelTime($0) }, values)
  }
}
