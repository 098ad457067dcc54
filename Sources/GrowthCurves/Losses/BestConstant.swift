internal import RealModule
internal import Statistics

/// The constant size that fits best under a form, and its criterion Σ wr², against which a curve is
/// measured.
struct BestConstant {
  let criterion: Double

  init(_ data: FitData, _ form: ResidualForm) {
    guard form != .difference else {
      criterion = data.totalSquares
      return
    }
    func weight(_ i: Int) -> Double { data.weights.isEmpty ? 1 : data.weights[i] }
    func sum(_ term: (Int) -> Double) -> Double { data.sizes.indices.reduce(0) { $0 + term($1) } }

    switch form.transformation {
    case .counts(let errors):
      let mean = sum { weight($0) * data.sizes[$0] } / sum { weight($0) }
      criterion =
        mean > 0 ? sum { weight($0) * errors.deviance(of: data.sizes[$0], mean: mean) } : 0
    case .none, .robust:
      // On its scale a constant is a location.
      let values = form.scale == .log ? data.sizes.map { Double.log($0) } : data.sizes
      let mean = sum { weight($0) * values[$0] } / sum { weight($0) }
      guard case .robust(let loss, let scale) = form.transformation else {
        criterion = sum { weight($0) * (values[$0] - mean) * (values[$0] - mean) }
        return
      }
      let roots = data.sizes.indices.map { data.rootWeight($0) / scale }
      let location = RobustLocation(loss: loss, values: values, inverseScales: roots)
      criterion = location.criterion(at: location.best()) * scale * scale
    }
  }
}

/// The location that minimises Σρ of values with known scales.
private struct RobustLocation {
  let loss: RobustLoss
  let values: [Double]
  let inverseScales: [Double]

  /// 2Σρ.
  func criterion(at location: Double) -> Double {
    values.indices.reduce(0) { sum, i in
      let residual = loss.pseudoResidual((values[i] - location) * inverseScales[i]).value
      return sum + residual * residual
    }
  }

  /// The best of some of the values, made better by reweighting, which never makes it worse. A
  /// loss with several minima has one near a value that many others are near.
  func best() -> Double {
    let sorted = values.sorted()
    let steps = min(sorted.count - 1, 32)
    var location = sorted[sorted.count / 2]
    var least = criterion(at: location)
    for step in 0...steps {
      let candidate = sorted[step * (sorted.count - 1) / max(1, steps)]
      let criterion = criterion(at: candidate)
      if criterion < least { (location, least) = (candidate, criterion) }
    }
    for _ in 0..<200 {
      var sum = 0.0
      var total = 0.0
      for i in values.indices {
        let root = inverseScales[i]
        let weight = root * root * loss.weight((values[i] - location) * root)
        sum += weight * (values[i] - location)
        total += weight
      }
      guard total > 0 else { break }
      location += sum / total
      if (sum / total).magnitude <= 1e-12 * location.magnitude { break }
    }
    return location
  }
}
