/// Sizes of one growing thing at times: a well, a population, a plant.
///
/// Missing sizes (NaN) are dropped on the way in and counted; the observations are kept in order of
/// time. Times need not be equally spaced, and may repeat (replicates).
public struct GrowthSeries: Sendable, Hashable {
  /// What the series is called in a report.
  public let name: String
  /// The observed times, ascending, in the unit of the data.
  public private(set) var times: [Double]
  /// The size at each time, in the unit of the data.
  public internal(set) var sizes: [Double]
  /// A weight for each observation, proportional to 1/variance; empty when all are equal.
  public private(set) var weights: [Double]
  /// Where elapsed time begins: the N0 of a model is the size at this time.
  public let origin: Double
  /// How many observations were dropped because the time, the size or the weight was missing.
  public let missingCount: Int
  /// How many observations were left out because the size was below the detection limit.
  public private(set) var belowDetectionCount = 0
  /// The standard error of what was subtracted from all sizes in common, in their unit: the error
  /// that all of them share, and that no residual shows. 0 when nothing was subtracted, or when
  /// nothing is known about it. `subtracting(_:mode:)` and `subtracting(_:)` set it.
  public internal(set) var offsetStandardError = 0.0

  /// - Parameters:
  ///   - times: one an observation, in any order; NaN is missing.
  ///   - sizes: one an observation; NaN is missing.
  ///   - weights: one an observation, ≥ 0, or empty for equal weights; NaN is missing.
  ///   - origin: where elapsed time begins; by default at the first observed time.
  /// - Throws: `GrowthDataError` when the lengths differ, a value is infinite, a weight negative or
  ///   the origin no number.
  public init(
    name: String = "", times: [Double], sizes: [Double], weights: [Double] = [],
    origin: Double? = nil
  ) throws(GrowthDataError) {
    guard times.count == sizes.count else {
      throw .lengthsDiffer(times: times.count, sizes: sizes.count)
    }
    if let origin, !origin.isFinite { throw .badOrigin(origin) }
    guard weights.isEmpty || weights.count == sizes.count else {
      throw .weightsDiffer(weights: weights.count, sizes: sizes.count)
    }
    var isComplete = true
    var isSorted = true
    for i in times.indices {
      if times[i].isNaN || sizes[i].isNaN || (!weights.isEmpty && weights[i].isNaN) {
        isComplete = false
        continue
      }
      guard times[i].isFinite else { throw .infiniteTime(index: i) }
      guard sizes[i].isFinite else { throw .infiniteSize(index: i) }
      if i > 0, !(times[i - 1] <= times[i]) { isSorted = false }
    }
    for i in weights.indices where weights[i] < 0 || weights[i].isInfinite {
      throw .badWeight(index: i, weight: weights[i])
    }

    self.name = name
    if isComplete && isSorted {
      self.times = times
      self.sizes = sizes
      self.weights = weights
      missingCount = 0
    } else {
      var kept = times.indices.filter {
        !times[$0].isNaN && !sizes[$0].isNaN && (weights.isEmpty || !weights[$0].isNaN)
      }
      // Ties keep the order of the data, so that the result does not depend on the sort.
      kept.sort { (times[$0], $0) < (times[$1], $1) }
      self.times = kept.map { times[$0] }
      self.sizes = kept.map { sizes[$0] }
      self.weights = weights.isEmpty ? [] : kept.map { weights[$0] }
      missingCount = times.count - kept.count
    }
    self.origin = origin ?? self.times.first ?? 0
  }

  /// The series with another standard error of what was subtracted from all its sizes, for sizes that
  /// were corrected elsewhere.
  ///
  /// - Parameter error: in the unit of the sizes, ≥ 0.
  public func with(offsetStandardError error: Double) -> GrowthSeries {
    precondition(error >= 0 && error.isFinite, "a standard error is a finite number from 0 up")
    var series = self
    series.offsetStandardError = error
    return series
  }

  /// The series without its observations of weight 0, as if they had not been made.
  func withoutUnweighted() -> GrowthSeries {
    guard weights.contains(0) else { return self }
    return keeping(weights.indices.filter { weights[$0] > 0 })
  }

  /// The first observations.
  func prefix(_ count: Int) -> GrowthSeries { keeping(Array(0..<count)) }

  /// The series without its sizes that have no logarithm.
  func withPositiveSizes() -> GrowthSeries { keeping(sizes.indices.filter { sizes[$0] > 0 }) }

  /// The series without the sizes below a detection limit, which are counted.
  ///
  /// Leaving them out, rather than fitting the limit in their place, makes no claim about them; but
  /// of sizes near the limit those with an error upwards remain, so a limit far above the noise bends
  /// the start of a curve up. The elapsed time still begins where it did. Subtract blanks first: the
  /// limit is compared with the sizes as they are.
  ///
  /// - Parameter limit: in the unit of the sizes; a size equal to it is kept.
  public func withoutSizes(below limit: Double) -> GrowthSeries {
    var detected = keeping(sizes.indices.filter { sizes[$0] >= limit })
    detected.belowDetectionCount += count - detected.count
    return detected
  }

  private func keeping(_ kept: [Int]) -> GrowthSeries {
    guard kept.count < count else { return self }
    var series = self
    series.times = kept.map { times[$0] }
    series.sizes = kept.map { sizes[$0] }
    if !weights.isEmpty { series.weights = kept.map { weights[$0] } }
    return series
  }

  /// How many observations there are.
  public var count: Int { times.count }

  /// The number of different times.
  public var distinctTimeCount: Int {
    times.indices.count { $0 == 0 || times[$0] != times[$0 - 1] }
  }

  /// The last time minus the first; 0 without observations.
  public var duration: Double { count > 0 ? times[count - 1] - times[0] : 0 }
}
