/// What a series reads before anything has grown, taken from the series itself where there is no
/// blank.
///
/// Both kinds bias a fit, and a blank is better: what had grown already by the first readings is
/// subtracted with the background, so the initial size comes out too low and the lag too long, and
/// the minimum of noisy readings lies below their mean.
public enum Background: Sendable, Hashable {
  /// The least size.
  case minimum
  /// The mean of the first sizes, as many as there are up to a number from 1.
  case first(Int)
}

extension GrowthSeries {
  /// The series with its own background subtracted from its sizes.
  ///
  /// `offsetStandardError` becomes that of the mean of the first sizes, and 0 for the minimum, about
  /// whose error nothing is known. What had been subtracted before in common is undone by the
  /// difference, and its error with it.
  ///
  /// - Throws: `infiniteSize` when a difference is too large for a number.
  public func subtracting(_ background: Background) throws(GrowthDataError) -> GrowthSeries {
    guard count > 0 else { return self }
    var series = self
    let size: Double
    switch background {
    case .minimum:
      size = sizes.min() ?? 0
      series.offsetStandardError = 0
    case .first(let number):
      precondition(number > 0, "a mean needs at least one size")
      let first = Array(sizes.prefix(number))
      size = first.reduce(0, +) / Double(first.count)
      series.offsetStandardError = Blank.standardError(ofMeanOf: first)
    }
    for i in sizes.indices {
      series.sizes[i] -= size
      guard series.sizes[i].isFinite else { throw .infiniteSize(index: i) }
    }
    return series
  }
}
