internal import Activations
internal import LeastSquares

/// A series as the fit computes with it: times as the model takes them, sizes and times scaled by a
/// power of two where their squares would not fit a double. No weight is 0.
///
/// These are the fit's units: parameters, weights and the scale of a loss are in them as well.
struct FitData {
  private(set) var times: [Double]
  private(set) var sizes: [Double]
  /// One over the variances in the fit's units where they are known.
  private(set) var weights: [Double]
  /// What the sizes were divided by: a power of two, so that no digit is lost.
  let sizeScale: Double
  /// The same for the times.
  let timeScale: Double
  /// The greatest size minus the least, in the unit of the data.
  let sizeRange: Double
  /// Σ wᵢ(Nᵢ − N̄)², in the fit's units.
  private(set) var totalSquares: Double

  init(_ series: GrowthSeries, _ model: some GrowthModel, _ options: GrowthFitOptions) {
    let times = series.times
    let origin = model.usesElapsedTime ? series.origin : 0
    let outermost = max(
      times.first?.magnitude ?? 0, times.last?.magnitude ?? 0, origin.magnitude)
    timeScale = Self.scale(outermost)
    if timeScale != 1 {
      self.times = times.map { [timeScale] in $0 / timeScale - origin / timeScale }
    } else {
      self.times = origin == 0 ? times : times.map { $0 - origin }
    }
    let sizes = series.sizes
    var least = Double.infinity
    var greatest = -Double.infinity
    for size in sizes {
      least = min(least, size)
      greatest = max(greatest, size)
    }
    sizeRange = greatest - least
    let largest = sizes.isEmpty ? 0 : max(least.magnitude, greatest.magnitude)
    sizeScale = Self.scale(largest)
    self.sizes = sizeScale == 1 ? sizes : sizes.map { [sizeScale] in $0 / sizeScale }
    if sizeScale != 1, options.hasKnownVariance, options.scale == .linear {
      let own = series.weights.isEmpty ? sizes.map { _ in 1 } : series.weights
      weights = own.map { [sizeScale] in $0 * sizeScale * sizeScale }
    } else {
      weights = series.weights
    }
    totalSquares = Self.totalSquares(self.sizes, weights)
  }

  var hasVariation: Bool { sizeRange > 0 }

  /// √w of an observation.
  func rootWeight(_ i: Int) -> Double { weights.isEmpty ? 1 : weights[i].squareRoot() }

  /// Other observations in the same units.
  func replacing(times: [Double], sizes: [Double], weights: [Double]) -> FitData {
    var data = self
    data.times = times
    data.sizes = sizes
    data.weights = weights
    data.totalSquares = Self.totalSquares(sizes, weights)
    return data
  }

  /// The same observations with running medians of five for sizes, at the ends of what there is of
  /// the five: what is left of a curve when single observations are far off.
  func smoothed() -> FitData {
    let medians = sizes.indices.map { i in
      LossScale.median(Array(sizes[max(0, i - 2)...min(sizes.count - 1, i + 2)]))
    }
    return replacing(times: times, sizes: medians, weights: weights)
  }

  /// 1, but a power of two for numbers so large or so small that their squares are not ordinary.
  private static func scale(_ largest: Double) -> Double {
    largest == 0 || (largest < 1e60 && largest > 1e-100) ? 1 : largest.binade
  }

  /// A parameter of the model in the fit's units.
  func scaled(_ value: Double, of parameter: GrowthParameter) -> Double {
    switch parameter.dimension {
    case .size: value / sizeScale
    case .time: value / timeScale
    case .rate: value * timeScale
    case .absoluteRate: value / sizeScale * timeScale
    case .shape: value
    }
  }

  /// A parameter of the fit in the units of the data.
  func unscaled(_ value: Double, of parameter: GrowthParameter) -> Double {
    switch parameter.dimension {
    case .size: value * sizeScale
    case .time: value * timeScale
    case .rate: value / timeScale
    case .absoluteRate: value * sizeScale / timeScale
    case .shape: value
    }
  }

  func scaled(_ domain: ParameterDomain, of parameter: GrowthParameter) -> ParameterDomain {
    switch domain {
    case .free: .free
    case .above(let bound): .above(scaled(bound, of: parameter))
    case .below(let bound): .below(scaled(bound, of: parameter))
    case .interval(let lower, let upper):
      .interval(lower: scaled(lower, of: parameter), upper: scaled(upper, of: parameter))
    case .fixed(let value): .fixed(scaled(value, of: parameter))
    }
  }

  /// Whether a size or a time among the parameters, in the fit's units, lies farther from the data
  /// than ten times their extent: it runs away when the sum of squares still falls there.
  func isFarOutside(_ values: [Double], _ parameters: [GrowthParameter]) -> Bool {
    let largest = sizes.reduce(0) { max($0, $1.magnitude) }
    let first = times.first ?? 0
    let last = times.last ?? 0
    return zip(values, parameters).contains { value, parameter in
      switch parameter.dimension {
      case .size: value.magnitude > 10 * largest
      case .time: value < first - 10 * (last - first) || value > last + 10 * (last - first)
      case .rate, .absoluteRate, .shape: false
      }
    }
  }

  /// Σ wᵢ(Nᵢ − N̄)².
  private static func totalSquares(_ sizes: [Double], _ weights: [Double]) -> Double {
    guard weights.isEmpty else {
      var sum = 0.0
      var weightSum = 0.0
      for i in sizes.indices {
        sum += weights[i] * sizes[i]
        weightSum += weights[i]
      }
      let mean = sum / weightSum
      var squares = 0.0
      for i in sizes.indices { squares += weights[i] * (sizes[i] - mean) * (sizes[i] - mean) }
      return squares
    }
    guard !sizes.isEmpty else { return 0 }
    let mean = Reductions.sum(sizes.span) / Double(sizes.count)
    var squares = 0.0
    for size in sizes { squares += (size - mean) * (size - mean) }
    return squares
  }
}
