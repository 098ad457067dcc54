/// What medium without cells reads, measured in blank wells, to be subtracted from wells with cells.
///
/// A blank well is taken to read β + d(t) + a + e: the medium, a drift that all wells share, what
/// this well reads more than others at all times, and noise. Each observed well counts the same.
public struct Blank: Sendable, Hashable {
  /// What is subtracted from an observation.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// The mean of the blanks at the observation's time. Follows a drift (warming, condensation, the
    /// lamp), which would bend the start of every curve. Its price: the noise of the blanks' mean,
    /// of the standard deviation of e over √(number of wells), is added to each observation. That
    /// noise differs from time to time, so the residuals of a fit show it and its standard errors
    /// contain it (standard deviations that are given do not); it is the same in all wells of a
    /// plate, whose residuals become correlated.
    case time
    /// One mean of the blanks over all times. Adds no noise from time to time, and follows no drift.
    case mean
  }

  /// How many wells were read.
  public let wellCount: Int
  /// The mean of the wells' means over their times.
  public let mean: Double
  /// The standard error of `mean`: from the scatter of the wells' means, or with a single well from
  /// the scatter of its readings.
  private let meanStandardError: Double
  private let sizes: [Double: Double]

  /// - Parameter wells: the blanks' readings; wells without any do not count. Weights are not used.
  /// - Throws: `GrowthDataError.blankWithoutReadings` when no well has a reading.
  public init(_ wells: [GrowthSeries]) throws(GrowthDataError) {
    let wells = wells.filter { $0.count > 0 }
    guard !wells.isEmpty else { throw .blankWithoutReadings }
    wellCount = wells.count
    let means = wells.map { Self.mean($0.sizes) }
    mean = Self.mean(means)
    meanStandardError = Self.standardError(ofMeanOf: means.count > 1 ? means : wells[0].sizes)
    var sums: [Double: (sum: Double, count: Int)] = [:]
    for well in wells {
      for (time, size) in zip(well.times, well.sizes) {
        let (sum, count) = sums[time, default: (0, 0)]
        sums[time] = (sum + size, count + 1)
      }
    }
    sizes = sums.mapValues { $0.sum / Double($0.count) }
  }

  /// The mean of the blanks at a time; `nil` when none was read then.
  public func size(at time: Double) -> Double? { sizes[time] }

  /// Whether a blank was read at every time of a series.
  public func covers(_ series: GrowthSeries) -> Bool {
    series.times.allSatisfy { sizes[$0] != nil }
  }

  /// The standard error of what is subtracted in common from all sizes of a series.
  ///
  /// It is s/√w for w wells whose means over time have the standard deviation s. With one well, what
  /// wells read differently is unknown: the mean's own standard error over the times is a lower
  /// bound for `.mean`, and 0 is all that can be said for `.time`, where the noise of the readings
  /// is in the residuals already. What the well with cells itself reads more or less than others
  /// (the a above) is not part of it.
  public func standardError(_ mode: Mode) -> Double {
    wellCount == 1 && mode == .time ? 0 : meanStandardError
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// s/√n; 0 for a single value.
  static func standardError(ofMeanOf values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
  }
}

extension GrowthSeries {
  /// The series with a blank subtracted from its sizes. Sizes that become zero or negative are kept:
  /// they are noise around a blank, and leaving out the low half of it would lift the curve.
  ///
  /// - Throws: `GrowthDataError.noBlank` for `.time` when no blank was read at a time of the series;
  ///   `infiniteSize` when a difference is too large for a number.
  public func subtracting(
    _ blank: Blank, mode: Blank.Mode = .time
  ) throws(GrowthDataError) -> GrowthSeries {
    var series = self
    for i in sizes.indices {
      let size = mode == .mean ? blank.mean : blank.size(at: times[i])
      guard let size else { throw .noBlank(time: times[i]) }
      series.sizes[i] -= size
      guard series.sizes[i].isFinite else { throw .infiniteSize(index: i) }
    }
    let error = blank.standardError(mode)
    series.offsetStandardError = (offsetStandardError * offsetStandardError + error * error)
      .squareRoot()
    return series
  }

  /// The median of the last quarter of the sizes minus that of the first quarter: whether a blank
  /// has grown. 0 without observations.
  public var netChange: Double {
    guard count > 0 else { return 0 }
    let quarter = (count + 3) / 4
    return Self.median(sizes.suffix(quarter)) - Self.median(sizes.prefix(quarter))
  }

  private static func median(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}
