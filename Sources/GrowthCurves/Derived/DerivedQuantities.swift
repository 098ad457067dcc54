internal import RealModule

extension GrowthFit {
  /// The derived quantities, in the order of `DerivedQuantity.Kind`; empty when not fitted.
  ///
  /// - Parameter hasUncertainty: whether standard errors and limits are wanted, which take several
  ///   times as long as the estimates.
  public func derivedQuantities(hasUncertainty: Bool = true) -> [DerivedQuantity] {
    guard status != .notFitted, series.count > 0 else { return [] }
    let derivation = Derivation(model: model, series: series)
    let estimates = derivation.values(at: values)
    let errors =
      hasUncertainty ? covariance.map { standardErrors($0, derivation, estimates) } : nil
    return DerivedQuantity.Kind.allCases.enumerated().map { index, kind in
      let estimate = estimates[index]
      var quantity = DerivedQuantity(kind: kind, estimate: estimate.isFinite ? estimate : nil)
      guard estimate.isFinite, kind != .areaUnderData, let error = errors?[index], error.isFinite
      else { return quantity }
      quantity.standardError = error
      quantity.lower = estimate - tQuantile * error
      quantity.upper = estimate + tQuantile * error
      return quantity
    }
  }

  /// The derived quantity of a kind.
  public func derived(_ kind: DerivedQuantity.Kind) -> DerivedQuantity? {
    derivedQuantities().first { $0.kind == kind }
  }

  /// √(∇qᵀ·Cov·∇q) with the gradient by central differences, each step a small part of the
  /// parameter's standard error.
  private func standardErrors(
    _ covariance: [Double], _ derivation: Derivation, _ estimates: [Double]
  ) -> [Double] {
    let p = parameters.count
    var gradients: [[Double]] = []
    for j in 0..<p {
      let error = covariance[j * p + j].squareRoot()
      guard !parameters[j].isFixed, error > 0, error.isFinite else {
        gradients.append(estimates.map { _ in 0 })
        continue
      }
      let step = max(
        min(1e-3 * error, 1e-4 * values[j].magnitude), 1e-7 * values[j].magnitude, 1e-9 * error)
      var point = values
      point[j] = values[j] + step
      let top = point[j]
      let above = derivation.values(at: point)
      point[j] = values[j] - step
      let bottom = point[j]
      let below = derivation.values(at: point)
      gradients.append(zip(above, below).map { ($0 - $1) / (top - bottom) })
    }
    return estimates.indices.map { q in
      var variance = 0.0
      for i in 0..<p {
        for j in 0..<p { variance += gradients[i][q] * covariance[i * p + j] * gradients[j][q] }
      }
      return max(variance, 0).squareRoot()
    }
  }
}

/// The derived quantities as a function of the parameters.
private struct Derivation {
  let model: any GrowthModel
  let series: GrowthSeries
  private let offset: Double
  private let areaUnderData: Double

  init(model: any GrowthModel, series: GrowthSeries) {
    self.model = model
    self.series = series
    offset = model.usesElapsedTime ? series.origin : 0
    areaUnderData = Area.underData(series)
  }

  /// In the order of the kinds; NaN where there is none.
  func values(at p: [Double]) -> [Double] {
    let first = series.times[0] - offset
    let last = series.times[series.count - 1] - offset
    let landmarks = model.landmarks(p)
    let specific = SpecificRate(model: model, parameters: p).greatest(from: first, to: last)
    return DerivedQuantity.Kind.allCases.map { kind in
      switch kind {
      case .carryingCapacity: landmarks.capacity ?? .nan
      case .inflectionTime: landmarks.inflectionTime.map { $0 + offset } ?? .nan
      case .inflectionSize: landmarks.inflectionSize ?? .nan
      case .maximumRate: landmarks.maximumRate ?? .nan
      case .intrinsicRate: landmarks.intrinsicRate ?? .nan
      case .maximumSpecificRate: specific
      case .minimumDoublingTime: specific > 0 ? Double.log(2) / specific : .nan
      case .lagTime: landmarks.lagTime.map { $0 + offset } ?? .nan
      case .riseTime10to90: landmarks.riseTime ?? .nan
      case .areaUnderCurve: Area.underCurve(model, p, from: first, to: last, landmarks)
      case .areaUnderData: areaUnderData
      case .initialSize: model.size(at: first, p)
      }
    }
  }
}

extension CurveLandmarks {
  /// Where the tangent at the inflection meets the baseline, as the model counts time.
  fileprivate var lagTime: Double? {
    guard let inflectionTime, let inflectionSize, let maximumRate, let baseline,
      maximumRate != 0
    else { return nil }
    return inflectionTime - (inflectionSize - baseline) / maximumRate
  }
}
