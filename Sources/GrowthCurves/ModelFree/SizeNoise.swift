internal import RealModule
internal import Statistics

/// The noise of the sizes of a series, found without a model.
///
/// Each size is compared with the one that its two neighbours in time suggest, on a straight line or,
/// if that is closer, on an exponential: a smooth curve leaves little (Gasser, Sroka and
/// Jennen-Steinmetz 1986, Biometrika 73:625–633), in contrast to first differences, which contain the
/// growth. A size may scatter by
///
///     √(σ² + (s·N)²)    in ln N:  √(s² + (σ/N)²)
///
/// σ, the noise that stays when the size goes to 0, is read off where the sizes are small; s, the
/// relative noise, off the logarithms. Of both, 68.27 % of the normal deviations lie within ± one.
struct SizeNoise {
  /// σ, in the unit of the sizes.
  let absolute: Double
  /// s.
  let relative: Double

  /// Below this many σ, a size may be noise: its logarithm then scatters by more than a fifth, and
  /// not symmetrically.
  private static let floorFactor = 5.0
  /// The share of normal deviations within one standard deviation.
  private static let withinOne = 0.6826894921370859

  /// - Parameters: times ascending; repeated times are neighbours.
  init(times: [Double], sizes: [Double]) {
    let residuals = Self.residuals(times, sizes, areLogarithms: false)
    let resolution = Self.resolution(of: sizes) / 12.0.squareRoot()
    let scatter = Self.least(residuals)
    absolute = Double.hypot(scatter, resolution)
    let floor = Self.floorFactor * absolute
    let usable = sizes.indices.filter { sizes[$0] > 0 && sizes[$0] > floor }
    let logs = Self.residuals(
      usable.map { times[$0] }, usable.map { Double.log(sizes[$0]) }, areLogarithms: true)
    relative =
      logs.isEmpty ? 0 : SampleQuantile.value(Self.withinOne, of: logs.map { $0.deviation })
  }

  /// Sizes up to this may be nothing but noise.
  var floor: Double { Self.floorFactor * absolute }

  /// The variance of ln N at a size.
  func logVariance(at size: Double) -> Double {
    let share = absolute / size
    return relative * relative + share * share
  }

  private struct Residual {
    /// Its magnitude, brought to the standard deviation of one observation.
    var deviation: Double
    /// The mean of the three sizes, on which the noise may depend.
    var level: Double
  }

  private static func residuals(
    _ times: [Double], _ values: [Double], areLogarithms: Bool
  ) -> [Residual] {
    guard values.count >= 3 else { return [] }
    return (1..<values.count - 1).map { i in
      let span = times[i + 1] - times[i - 1]
      let before = span > 0 ? (times[i + 1] - times[i]) / span : 0.5
      let after = 1 - before
      let (low, middle, high) = (values[i - 1], values[i], values[i + 1])
      var deviation = (middle - (before * low + after * high)).magnitude
      if !areLogarithms, low > 0, middle > 0, high > 0 {
        let exponential = Double.exp(before * Double.log(low) + after * Double.log(high))
        deviation = min(deviation, (middle - exponential).magnitude)
      }
      return Residual(
        deviation: deviation / (1 + before * before + after * after).squareRoot(),
        level: low / 3 + middle / 3 + high / 3)
    }
  }

  /// The scatter at the smallest sizes: of the residuals with the smallest means an eighth (at least
  /// 5), twice as many, and so on up to all, and the least of what they give. For noise does not fall
  /// as sizes grow, and the rise itself enters late. The mean of three sizes says nothing about how
  /// the middle one deviates: to choose by it is no bias.
  private static func least(_ residuals: [Residual]) -> Double {
    guard !residuals.isEmpty else { return 0 }
    let order = residuals.indices.sorted {
      (residuals[$0].level, $0) < (residuals[$1].level, $1)
    }
    let deviations = order.map { residuals[$0].deviation }
    var least = Double.infinity
    var count = max(5, deviations.count / 8)
    while true {
      let taken = min(count, deviations.count)
      least = min(least, SampleQuantile.value(withinOne, of: Array(deviations[..<taken])))
      guard taken < deviations.count else { return least }
      count *= 2
    }
  }

  /// The step of rounded sizes: the least difference of two, where a quarter of them repeat others;
  /// else 0. Most deviations of a flat series of rounded sizes are 0, and say nothing of its noise.
  static func resolution(of sizes: [Double]) -> Double {
    let sorted = sizes.sorted()
    guard let largest = sorted.last.map({ max($0.magnitude, sorted[0].magnitude) }) else {
      return 0
    }
    // Sizes that differ by rounding only, as after a subtraction, are equal.
    let differences = zip(sorted.dropFirst(), sorted).map { $0 - $1 }
      .filter { $0 > 1e-9 * largest }
    guard 4 * (differences.count + 1) <= 3 * sizes.count else { return 0 }
    return differences.min() ?? 0
  }
}
