internal import LeastSquares

/// What the error of a common offset (a blank that was subtracted) does to a fit.
///
/// All sizes share the error, so no residual shows it: were the blank larger by its standard error
/// s, all sizes would be smaller by s, and the estimates others. The fit is repeated with all sizes
/// moved by +s and by −s; half the difference is the response d of the parameters to one standard
/// error. To a quantity q it adds the variance (∇q·d)², independent of the scatter: d·dᵀ joins the
/// covariance, and the limits of a profile move away from the estimate in quadrature by the
/// quantile times |∇q·d|. A bootstrap draws the error with each resample.
struct OffsetError<Model: GrowthModel> {
  let model: Model
  let fit: GrowthFit
  let data: FitData
  let domains: [ParameterDomain]

  /// d in the units of the data; `nil` where a repeated fit does not converge: then the limits stay
  /// those of the scatter alone, and a remark says so.
  func response(_ solver: LeastSquaresSolver) -> [Double]? {
    let parameters = model.parameters
    let start = zip(fit.values, parameters).map { data.scaled($0, of: $1) }
    let shift = fit.series.offsetStandardError / data.sizeScale
    let moved = [shift, -shift].compactMap { shift in
      let sizes = data.sizes.map { $0 + shift }
      return fit.options.scale == .log && sizes.contains { $0 <= 0 }
        ? nil
        : solver.refit(
          fit.problem(
            model, data.replacing(times: data.times, sizes: sizes, weights: data.weights)),
          of: model, from: start, domains: domains, weights: data.weights)
    }
    guard moved.count == 2 else { return nil }
    return parameters.indices.map { j in
      data.unscaled((moved[0][j] - moved[1][j]) / 2, of: parameters[j])
    }
  }
}

extension GrowthFit {
  /// Adds the response to a common offset's error to the covariance, the standard errors and the
  /// limits of the parameters.
  mutating func take(offsetResponse response: [Double]) {
    offsetResponse = response
    let p = parameters.count
    for j in 0..<p where !parameters[j].isFixed {
      let own = parameters[j].standardError
      parameters[j].standardError = own.map { ($0 * $0 + response[j] * response[j]).squareRoot() }
      parameters[j].limits = parameters[j].limits.widened(
        around: parameters[j].estimate, by: tQuantile * response[j].magnitude)
    }
    guard var matrix = covariance else { return }
    for i in 0..<p {
      for j in 0..<p { matrix[i * p + j] += response[i] * response[j] }
    }
    covariance = matrix
  }

  /// How far the limits of a quantity reach for the offset alone; 0 without one.
  ///
  /// - Parameter slope: of the quantity along each parameter.
  func offsetReach(slope: (_ parameter: Int) -> Double) -> Double {
    guard let response = offsetResponse else { return 0 }
    return tQuantile
      * response.indices.reduce(0) { sum, j in
        response[j] == 0 ? sum : sum + slope(j) * response[j]
      }.magnitude
  }
}
