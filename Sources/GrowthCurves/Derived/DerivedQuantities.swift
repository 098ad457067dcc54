internal import LeastSquares
internal import RealModule

extension GrowthFit {
  /// The derived quantities, in the order of `DerivedQuantity.Kind`; empty when not fitted. Where
  /// nothing grows, nothing that describes growth is estimated: noise has no rate.
  ///
  /// - Parameter hasUncertainty: whether standard errors and limits are wanted, which take several
  ///   times as long as the estimates, and by profile likelihood as long as some fits.
  public func derivedQuantities(hasUncertainty: Bool = true) -> [DerivedQuantity] {
    guard status != .notFitted, series.count > 0 else { return [] }
    let derivation = Derivation(model: model, series: series)
    var estimates = derivation.values(at: values)
    if verdicts.contains(.noGrowth) {
      for (index, kind) in DerivedQuantity.Kind.allCases.enumerated() where kind.describesGrowth {
        estimates[index] = .nan
      }
    }
    var quantities = DerivedQuantity.Kind.allCases.enumerated().map { index, kind in
      DerivedQuantity(
        kind: kind, estimate: estimates[index].isFinite ? estimates[index] : nil)
    }
    guard hasUncertainty else { return quantities }
    if let bootstrap {
      for index in quantities.indices {
        let kind = quantities[index].kind
        guard quantities[index].estimate != nil, kind != .areaUnderData,
          let summary = bootstrap.summary(
            confidence: confidence, of: { derivation.value(of: kind, at: $0) })
        else { continue }
        quantities[index].standardError = summary.standardError
        quantities[index].limits = summary.limits
      }
      return quantities
    }
    guard let covariance else { return quantities }
    let gradients = gradients(covariance, derivation, count: estimates.count)
    let errors = standardErrors(covariance, gradients)
    let profiled =
      options.intervals == .profile
      ? profileLimits(derivation, estimates, gradients: gradients, LeastSquaresSolver()) : nil
    for index in quantities.indices {
      guard let estimate = quantities[index].estimate, errors[index].isFinite,
        quantities[index].kind != .areaUnderData
      else { continue }
      quantities[index].standardError = errors[index]
      quantities[index].limits =
        profiled?[index] ?? .symmetric(estimate, reach: tQuantile * errors[index])
    }
    return quantities
  }

  /// The derived quantity of a kind.
  public func derived(_ kind: DerivedQuantity.Kind) -> DerivedQuantity? {
    derivedQuantities().first { $0.kind == kind }
  }

  /// The slopes of the quantities by central differences, one array a parameter; each step is a
  /// small part of the parameter's standard error.
  private func gradients(
    _ covariance: [Double], _ derivation: Derivation, count: Int
  ) -> [[Double]] {
    let p = parameters.count
    return (0..<p).map { j in
      let error = covariance[j * p + j].squareRoot()
      guard !parameters[j].isFixed, error > 0, error.isFinite else {
        return [Double](repeating: 0, count: count)
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
      return zip(above, below).map { ($0 - $1) / (top - bottom) }
    }
  }

  /// √(∇qᵀ·Cov·∇q).
  private func standardErrors(_ covariance: [Double], _ gradients: [[Double]]) -> [Double] {
    let p = parameters.count
    return (gradients.first ?? []).indices.map { q in
      var variance = 0.0
      for i in 0..<p {
        for j in 0..<p { variance += gradients[i][q] * covariance[i * p + j] * gradients[j][q] }
      }
      return max(variance, 0).squareRoot()
    }
  }
}

/// The derived quantities as a function of the parameters.
struct Derivation {
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

  private var first: Double { series.times[0] - offset }
  private var last: Double { series.times[series.count - 1] - offset }

  /// In the order of the kinds; NaN where there is none.
  func values(at p: [Double]) -> [Double] {
    let landmarks = model.landmarks(p)
    let specific = greatestSpecificRate(p)
    return DerivedQuantity.Kind.allCases.map { kind in
      kind == .maximumSpecificRate
        ? specific
        : kind == .minimumDoublingTime
          ? Self.doublingTime(specific) : value(of: kind, at: p, landmarks)
    }
  }

  /// One alone.
  func value(of kind: DerivedQuantity.Kind, at p: [Double]) -> Double {
    value(of: kind, at: p, model.landmarks(p))
  }

  private func value(
    of kind: DerivedQuantity.Kind, at p: [Double], _ landmarks: CurveLandmarks
  ) -> Double {
    switch kind {
    case .carryingCapacity: landmarks.capacity ?? .nan
    case .inflectionTime: landmarks.inflectionTime.map { $0 + offset } ?? .nan
    case .inflectionSize: landmarks.inflectionSize ?? .nan
    case .maximumRate: landmarks.maximumRate ?? .nan
    case .intrinsicRate: landmarks.intrinsicRate ?? .nan
    case .maximumSpecificRate: greatestSpecificRate(p)
    case .minimumDoublingTime: Self.doublingTime(greatestSpecificRate(p))
    case .lagTime:
      (landmarks.lagTime ?? landmarks.tangentTime(to: landmarks.baseline)).map { $0 + offset }
        ?? .nan
    case .lagTimeFromInitialSize:
      landmarks.tangentTime(to: model.size(at: first, p)).map { $0 + offset } ?? .nan
    case .riseTime10to90: landmarks.riseTime ?? .nan
    case .areaUnderCurve: Area.underCurve(model, p, from: first, to: last, landmarks)
    case .areaUnderData: areaUnderData
    case .initialSize: model.size(at: first, p)
    }
  }

  private func greatestSpecificRate(_ p: [Double]) -> Double {
    model.greatestSpecificRate(from: first, to: last, p)
      ?? SpecificRate(model: model, parameters: p).greatest(from: first, to: last)
  }

  /// A doubling time is this over a rate.
  static let doublingConstant = Double.log(2)

  private static func doublingTime(_ rate: Double) -> Double {
    rate > 0 ? doublingConstant / rate : .nan
  }
}

extension CurveLandmarks {
  /// Where the tangent at the inflection meets a size, as the model counts time.
  fileprivate func tangentTime(to size: Double?) -> Double? {
    guard let inflectionTime, let inflectionSize, let maximumRate, let size, maximumRate != 0
    else { return nil }
    return inflectionTime - (inflectionSize - size) / maximumRate
  }
}
