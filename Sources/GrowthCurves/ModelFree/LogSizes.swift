internal import RealModule
internal import Statistics

/// A series as the estimates without a model look at it: the logarithms of its sizes, with what may
/// not be taken the logarithm of marked, and the observations of one time together.
struct LogSizes {
  let series: GrowthSeries
  let noise: SizeNoise
  /// ln N; NaN where the size is not positive or may be noise.
  let logs: [Double]
  /// The observations of each different time.
  let groups: [Range<Int>]
  /// The weights of the observations, of mean 1.
  let weights: [Double]
  let nonPositiveCount: Int
  /// Positive sizes that may be noise.
  let lowCount: Int

  /// The level of significance of a rate, over all places where it is looked for.
  static let level = 0.001

  init(_ series: GrowthSeries) {
    let series = series.withoutUnweighted()
    let noise = SizeNoise(times: series.times, sizes: series.sizes)
    self.series = series
    self.noise = noise
    logs = series.sizes.map { $0 > 0 && $0 > noise.floor ? Double.log($0) : .nan }
    nonPositiveCount = series.sizes.count { !($0 > 0) }
    lowCount = series.sizes.count { $0 > 0 && $0 <= noise.floor }
    let meanWeight = Self.mean(ofWeights: series.weights)
    weights =
      series.weights.isEmpty
      ? [Double](repeating: 1, count: series.count) : series.weights.map { $0 / meanWeight }
    var groups: [Range<Int>] = []
    for i in series.times.indices {
      if let last = groups.last, series.times[last.lowerBound] == series.times[i] {
        groups[groups.count - 1] = last.lowerBound..<i + 1
      } else {
        groups.append(i..<i + 1)
      }
    }
    self.groups = groups
  }

  /// Exact for equal weights, and without an overflow for any; 1 without weights.
  static func mean(ofWeights weights: [Double]) -> Double {
    guard let greatest = weights.max(), greatest > 0 else { return 1 }
    return greatest * (weights.reduce(0) { $0 + $1 / greatest } / Double(weights.count))
  }

  /// The mean size at each different time.
  var levels: [Double] {
    groups.map { group in
      let total = group.reduce(0) { $0 + weights[$1] }
      return group.reduce(0) { $0 + weights[$1] / total * series.sizes[$1] }
    }
  }

  /// The levels as running medians of three, so that a single reading gone wrong does not count.
  var smoothLevels: [Double] {
    let levels = levels
    guard levels.count >= 3 else { return levels }
    return levels.indices.map { i in
      let first = min(max(i - 1, 0), levels.count - 3)
      return SampleQuantile.median(Array(levels[first..<first + 3]))
    }
  }

  /// Whether a size is followed by one at least twice as large, both counted from the noise up.
  private var doubles: Bool {
    var least = Double.infinity
    for level in smoothLevels {
      if level > noise.floor, level >= 2 * max(least, noise.floor) { return true }
      least = min(least, level)
    }
    return false
  }

  /// What to say when no rate stands out, though there were sizes to look at.
  var statusWithoutRate: ModelFreeStatus { doubles ? .rateUncertain : .noGrowth }

  /// What to say when there was nothing to look at: negative sizes may well grow, while noise
  /// around 0 does not.
  var statusWithoutSizes: ModelFreeStatus {
    let levels = smoothLevels
    guard levels.count >= 3, let least = levels.min(), let greatest = levels.max() else {
      return .tooFewObservations
    }
    return greatest / 2 - least / 2 <= noise.floor ? .noGrowth : .tooFewObservations
  }

  /// The mean size at the first time, if it is more than noise: from there a lag is counted.
  var initialLog: Double? {
    guard let first = levels.first, first > 0, first > noise.floor else { return nil }
    return Double.log(first)
  }

  /// How many standard errors a rate must be, to stand out wherever it is looked for.
  static func threshold(places: Int) -> Double {
    Normal().upperQuantile(level / Double(max(places, 1)))
  }
}
