internal import RealModule

/// The size that a fit gives for a time, with limits.
public struct GrowthPrediction: Sendable, Hashable {
  /// In the times of the data; it may lie outside them.
  public var time: Double
  /// The size of the fitted curve.
  public var size: Double
  public var limits: ConfidenceLimits

  /// What the limits are limits of.
  public enum Band: String, Sendable, CaseIterable {
    /// The curve: where the true mean size lies.
    case confidence
    /// A new observation: the curve's uncertainty and the scatter of an observation of weight 1.
    case prediction
  }
}

extension GrowthFit {
  /// Sizes at times, also beyond the data, with limits by the fit's interval method: by profile
  /// likelihood a forecast knows that it may be unbounded.
  ///
  /// The limits of an observation add its scatter to each side of the curve's in quadrature; `nil`
  /// where the curve's are.
  ///
  /// - Parameters:
  ///   - times: as in the data.
  ///   - confidence: the coverage; by default that of the fit.
  /// - Returns: one a time; empty when nothing was fitted.
  public func predictions(
    at times: [Double], band: GrowthPrediction.Band = .confidence, confidence: Double? = nil
  ) -> [GrowthPrediction] {
    guard status != .notFitted else { return [] }
    let fit = confidence.map { at(confidence: $0) } ?? self
    let sizes = model.sizes(at: times.map(modelTime), values)
    let limits = fit.curveLimits(at: times, sizes)
    return times.indices.map { i in
      GrowthPrediction(
        time: times[i], size: sizes[i],
        limits: band == .confidence
          ? limits[i] : fit.observationLimits(limits[i], around: sizes[i]))
    }
  }

  /// The curve's limits widened by the scatter of an observation of weight 1: on the scale on which
  /// the sizes scatter evenly, for counts by the standard deviation of a count.
  private func observationLimits(
    _ curve: ConfidenceLimits, around size: Double
  ) -> ConfidenceLimits {
    guard let deviation = scatter(around: size) else { return .unknown }
    let reach = tQuantile * deviation
    guard options.scale == .log else {
      var limits = curve.widened(around: size, by: reach)
      if options.loss.isOfCounts { limits.lower = limits.lower.map { max(0, $0) } }
      return limits
    }
    guard size > 0 else { return .unknown }
    return curve.mapped { Double.log($0) }.widened(around: Double.log(size), by: reach)
      .mapped { Double.exp($0) }
  }

  /// The standard deviation of an observation of weight 1, on the scale of the fit.
  private func scatter(around size: Double) -> Double? {
    switch options.loss {
    case .poisson: max(0, size).squareRoot()
    case .negativeBinomial:
      lossScale.map { (max(0, size) * (1 + max(0, size) / $0)).squareRoot() }
    case .huber, .tukey, .cauchy: lossScale
    case .squared: options.hasKnownVariance ? 1 : statistics?.residualStandardError
    }
  }

  private func curveLimits(at times: [Double], _ sizes: [Double]) -> [ConfidenceLimits] {
    if let bootstrap {
      return times.map { time in
        bootstrap.summary(confidence: confidence) { model.size(at: modelTime(time), $0) }?.limits
          ?? .unknown
      }
    }
    switch options.intervals {
    case .none, .bootstrap: return times.map { _ in .unknown }
    case .wald: return waldLimits(at: times, sizes)
    case .profile: return profileLimits(at: times)
    }
  }

  /// N ± t·√(∇NᵀCov∇N).
  private func waldLimits(at times: [Double], _ sizes: [Double]) -> [ConfidenceLimits] {
    guard let covariance else { return times.map { _ in .unknown } }
    let (n, p) = (times.count, parameters.count)
    let columns = model.gradientColumns(at: times.map(modelTime), values)
    return times.indices.map { i in
      var variance = 0.0
      for j in 0..<p {
        for k in 0..<p {
          variance += columns[j * n + i] * covariance[j * p + k] * columns[k * n + i]
        }
      }
      return .symmetric(sizes[i], reach: tQuantile * max(0, variance).squareRoot())
    }
  }
}

extension GrowthModel {
  /// One column a parameter, one after the other.
  func gradientColumns(at times: [Double], _ p: [Double]) -> [Double] {
    var columns = [Double](repeating: 0, count: times.count * p.count)
    var span = columns.mutableSpan
    gradient(at: times.span, p.span, into: &span)
    return columns
  }
}
