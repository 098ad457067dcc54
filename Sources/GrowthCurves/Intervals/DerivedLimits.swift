internal import LeastSquares

extension GrowthFit {
  /// The profile limits of a derived quantity at each index.
  ///
  /// - Parameter gradients: the quantities' slopes, one array a parameter.
  func profileLimits(
    _ derivation: Derivation, _ estimates: [Double], gradients: [[Double]],
    _ solver: LeastSquaresSolver
  ) -> [ConfidenceLimits] {
    profileLimits(model, derivation, estimates, gradients, solver)
  }

  private func profileLimits<Model: GrowthModel>(
    _ model: Model, _ derivation: Derivation, _ estimates: [Double], _ gradients: [[Double]],
    _ solver: LeastSquaresSolver
  ) -> [ConfidenceLimits] {
    let kinds = DerivedQuantity.Kind.allCases
    guard let profile = FitProfile(model, self, solver) else {
      return kinds.map { _ in .unknown }
    }
    var limits: [ConfidenceLimits] = []
    for (index, kind) in kinds.enumerated() {
      guard estimates[index].isFinite, kind != .areaUnderData else {
        limits.append(.unknown)
        continue
      }
      let active = gradients.indices.filter { gradients[$0][index] != 0 }
      if kind == .minimumDoublingTime, let rate = kinds.firstIndex(of: .maximumSpecificRate) {
        limits.append(limits[rate].reciprocal(times: Derivation.doublingConstant))
      } else if active.count == 1 {
        limits.append(
          carried(parameters[active[0]].limits, from: active[0], slope: gradients[active[0]][index])
          { derivation.value(of: kind, at: $0) })
      } else if active.isEmpty {
        limits.append(.exact(estimates[index]))
      } else {
        let scale = FitProfile<Model>.scale(kind.dimension, of: estimates[index], self)
        let outcome = profile.limits(of: { derivation.value(of: kind, at: $0) }, scale: scale)
        if case .limits(let found) = outcome {
          let reach = offsetReach { gradients[$0][index] }
          limits.append(found.widened(around: estimates[index], by: reach))
        } else {
          limits.append(.unknown)
        }
      }
    }
    return limits
  }

  /// The profile limits of the curve at times of the data.
  func profileLimits(at times: [Double]) -> [ConfidenceLimits] {
    curveLimits(model, at: times, LeastSquaresSolver())
  }

  private func curveLimits<Model: GrowthModel>(
    _ model: Model, at times: [Double], _ solver: LeastSquaresSolver
  ) -> [ConfidenceLimits] {
    guard let profile = FitProfile(model, self, solver) else { return times.map { _ in .unknown } }
    let scale = FitProfile<Model>.scale(.size, of: 0, self)
    let columns = model.gradientColumns(at: times.map(modelTime), values)
    return times.indices.map { i in
      let modelTime = modelTime(times[i])
      let outcome = profile.limits(of: { model.size(at: modelTime, $0) }, scale: scale)
      if case .limits(let limits) = outcome {
        return limits.widened(
          around: model.size(at: modelTime, values),
          by: offsetReach { columns[$0 * times.count + i] })
      }
      return .unknown
    }
  }

  /// The limits of a quantity that one parameter determines alone.
  private func carried(
    _ limits: ConfidenceLimits, from index: Int, slope: Double, _ value: ([Double]) -> Double
  ) -> ConfidenceLimits {
    func at(_ limit: Double?) -> Double? {
      guard let limit else { return nil }
      var point = values
      point[index] = limit
      let value = value(point)
      return value.isFinite ? value : nil
    }
    let rising = slope > 0
    return ConfidenceLimits(
      lower: at(rising ? limits.lower : limits.upper),
      upper: at(rising ? limits.upper : limits.lower),
      isLowerUnbounded: rising ? limits.isLowerUnbounded : limits.isUpperUnbounded,
      isUpperUnbounded: rising ? limits.isUpperUnbounded : limits.isLowerUnbounded)
  }
}

extension ConfidenceLimits {
  /// Of c/x, where x has these limits; a rate that may be 0 or less sets no upper limit.
  fileprivate func reciprocal(times constant: Double) -> ConfidenceLimits {
    let hasUpper = lower.map { $0 > 0 } ?? false
    return ConfidenceLimits(
      lower: upper.map { constant / $0 }, upper: hasUpper ? lower.map { constant / $0 } : nil,
      isLowerUnbounded: isUpperUnbounded,
      isUpperUnbounded: isLowerUnbounded || (lower.map { $0 <= 0 } ?? false))
  }
}
