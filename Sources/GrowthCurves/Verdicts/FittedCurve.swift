internal import Activations
internal import RealModule

/// A fitted curve at the observations, in the fit's units: what the verdicts judge.
struct FittedCurve {
  /// N(t) at each observation.
  let sizes: [Double]
  /// In order of time; of equal variances where the loss is right.
  let residuals: [Double]
  /// The least and the greatest of `sizes`.
  let lowest: Double
  let highest: Double

  init(_ fit: GrowthFit, _ data: FitData) {
    let parameters = fit.parameters.map { data.scaled($0.estimate, of: $0.parameter) }
    let sizes = fit.model.sizes(at: data.times, parameters)
    self.sizes = sizes
    var residuals = data.sizes
    if fit.options.loss == .squared, fit.options.scale == .linear {
      var span = residuals.mutableSpan
      Reductions.subtract(sizes.span, from: &span)
      for i in data.weights.indices { residuals[i] *= data.rootWeight(i) }
    } else {
      let errors = ErrorModel(fit.options, lossScale: fit.lossScale, in: data)
      for i in sizes.indices {
        residuals[i] = errors.error(
          of: data.sizes[i], around: sizes[i],
          rootWeight: data.weights.isEmpty ? 1 : data.rootWeight(i))
      }
    }
    self.residuals = residuals
    var lowest = Double.infinity
    var highest = -Double.infinity
    for size in sizes {
      lowest = min(lowest, size)
      highest = max(highest, size)
    }
    self.lowest = lowest
    self.highest = highest
  }

  /// The greatest fitted size minus the least.
  var range: Double { highest - lowest }

  /// The range as a share of the fitted size farthest from 0.
  var relativeRange: Double { range / max(lowest.magnitude, highest.magnitude) }

  /// Whether it ends higher than it begins.
  var isRising: Bool { sizes[sizes.count - 1] > sizes[0] }

  /// Σ rᵢrᵢ₊₁/Σ rᵢ²: the correlation of each residual with the next.
  var lagCorrelation: Double {
    let squares = Reductions.sumOfSquares(residuals.span)
    return squares > 0 ? Reductions.lagProducts(residuals) / squares : 0
  }
}

extension Reductions {
  /// Σ xᵢxᵢ₊₁.
  static func lagProducts(_ values: [Double]) -> Double {
    var sum = 0.0
    for i in values.indices.dropFirst() { sum += values[i - 1] * values[i] }
    return sum
  }
}
