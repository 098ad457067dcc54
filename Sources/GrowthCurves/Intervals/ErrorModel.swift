internal import RealModule
internal import Statistics

/// How sizes scatter about a curve under a loss, in the fit's units: what a bootstrap takes from a
/// fit and adds to its curve.
struct ErrorModel {
  private let form: ResidualForm
  private let sizeScale: Double

  init(_ options: GrowthFitOptions, lossScale: Double?, in data: FitData) {
    form = ResidualForm(options, lossScale: lossScale, in: data)
    sizeScale = data.sizeScale
  }

  private var counts: CountErrors? {
    if case .counts(let counts) = form.transformation { counts } else { nil }
  }

  /// √(N + N²/θ), where single counts may be no unit of the fit.
  private func deviation(_ counts: CountErrors, _ mean: Double) -> Double {
    (counts.variance(mean: mean) / sizeScale).squareRoot()
  }

  /// A residual that is comparable between observations: √w(y − N), √w·ln(y/N), of counts in
  /// units of the standard deviation.
  func error(of size: Double, around mean: Double, rootWeight: Double) -> Double {
    if let counts { return (size - mean) / deviation(counts, mean) }
    return -rootWeight * form.plain.residual(mean, size, rootWeight: rootWeight).value
  }

  /// The size with such a residual; a count is not below 0.
  func size(around mean: Double, error: Double, rootWeight: Double) -> Double {
    if let counts { return max(0, mean + error * deviation(counts, mean)) }
    return form.scale == .linear
      ? mean + error / rootWeight : mean * Double.exp(error / rootWeight)
  }

  /// A random size.
  ///
  /// - Parameter deviation: of the errors of an observation of weight 1, where they are not of counts.
  func draw(
    around mean: Double, deviation: Double, rootWeight: Double, _ stream: inout RandomStream
  ) -> Double {
    guard let counts else {
      return size(
        around: mean, error: deviation * stream.normal(), rootWeight: rootWeight)
    }
    let expected = mean * sizeScale
    // Beyond, single counts do not show.
    guard expected < 1e8 else {
      return size(around: mean, error: stream.normal(), rootWeight: rootWeight)
    }
    let theta = counts.theta * sizeScale
    let factor = theta.isFinite ? stream.gamma(shape: theta) / theta : 1
    return Double(stream.poisson(mean: min(expected * factor, 1e9))) / sizeScale
  }
}
