internal import RealModule

/// The greatest specific rate as the slope of the steepest straight stretch of ln N.
///
/// Hall, Acar, Nandipati and Barlow (2014), Mol. Biol. Evol. 31:232–238, as in the R package
/// growthrates: lines through ln N in all windows of h consecutive times; the steepest of them,
/// together with the windows on both sides of it whose slope is at least `quota` of it; and a last
/// line through all observations of these windows, whose slope is µmax.
///
/// Windows with a size that is not positive have no logarithm and are left out, as are those with a
/// size of less than five standard deviations of the noise (`noiseFloor`): of small, noisy sizes the
/// steepest window is otherwise nearly always noise at the start. What is left must stand out from
/// the noise. With the normal deviate z of 0.001 divided by the number of windows, the steepest
/// window's slope must be more than z standard errors, of its own and as the noise leads to expect; and
/// its rise more than z standard deviations of a single observation, for errors of neighbours often
/// agree, and do not average out. A series without such a window has no estimate.
///
/// The weights of the series are taken as those of ln N. The estimate lies below the intrinsic rate
/// where growth slows down within a window, and above it where the steepest window is steep by
/// chance.
public struct EasyLinear: Sendable, Hashable {
  public var status: ModelFreeStatus
  /// `nil` unless the status is `ok`.
  public var estimate: Estimate?
  /// h, the number of different times in a window.
  public var windowLength: Int
  /// How many windows there are.
  public var windowCount: Int
  /// How many of them hold a size that is not positive.
  public var nonPositiveWindowCount: Int
  /// How many others hold a size that may be noise.
  public var lowWindowCount: Int
  /// The size up to which an observation may be noise.
  public var noiseFloor: Double

  public struct Estimate: Sendable, Hashable {
    /// µmax, in one over the unit of time.
    public var maximumSpecificRate: Double
    /// Of the last line; it knows nothing of the choice of the steepest windows.
    public var standardError: Double
    /// Of the last line, in ln N.
    public var rSquared: Double
    /// The first and the last time of the line.
    public var firstTime: Double
    public var lastTime: Double
    /// How many observations the line goes through.
    public var observationCount: Int
    /// The size of the line at the origin of elapsed time.
    public var initialSize: Double
    /// When the line has the size observed at the first time; before that time when there is no lag.
    /// `nil` when that size may be noise.
    public var lagTime: Double?

    /// ln 2/µmax.
    public var doublingTime: Double { Double.log(2) / maximumSpecificRate }
  }

  /// Looks for the steepest stretch of a series.
  ///
  /// - Parameters:
  ///   - windowLength: h, at least 3. By default a quarter of the different times at which, before the
  ///     greatest size, the size lies between 10 % and 90 % of its range, but at least 5 (in series
  ///     of less than 14 times a third of these, at least 3): long enough to average the noise of
  ///     dense readings, short beside the rise.
  ///   - quota: the share of the greatest slope that neighbouring windows must have, above 0 and at
  ///     most 1.
  public init(_ series: GrowthSeries, windowLength: Int? = nil, quota: Double = 0.95) {
    self.init(LogSizes(series), windowLength: windowLength, quota: quota)
  }

  init(_ data: LogSizes, windowLength: Int?, quota: Double) {
    precondition(windowLength ?? 3 >= 3, "a window has at least three times")
    precondition(quota > 0 && quota <= 1, "a quota lies between 0 and 1")
    let h = windowLength ?? Self.windowLength(data)
    self.windowLength = h
    windowCount = max(0, data.groups.count - h + 1)
    noiseFloor = data.noise.floor
    nonPositiveWindowCount = 0
    lowWindowCount = 0
    status = .tooFewObservations
    guard windowCount > 0, data.series.duration.isFinite else { return }

    var windows: [LogLine?] = []
    for first in 0..<windowCount { windows.append(window(data, from: first, to: first + h)) }
    guard windows.contains(where: { $0 != nil }) else {
      status = data.statusWithoutSizes
      return
    }
    guard let steepest = Self.steepest(windows), let greatest = windows[steepest]?.rate else {
      status = data.statusWithoutRate
      return
    }
    let isSteep = windows.map { window in window.map { $0.rate >= quota * greatest } ?? false }
    var first = steepest
    var last = steepest
    while first > 0, isSteep[first - 1] { first -= 1 }
    while last + 1 < windowCount, isSteep[last + 1] { last += 1 }
    let observations = data.groups[first].lowerBound..<data.groups[last + h - 1].upperBound
    let line = LogLine(data, observations)
    guard line.rate > 0, line.rate.isFinite else { return }
    status = .ok
    estimate = Estimate(
      maximumSpecificRate: line.rate, standardError: line.standardError, rSquared: line.rSquared,
      firstTime: data.series.times[observations.lowerBound],
      lastTime: data.series.times[observations.upperBound - 1],
      observationCount: line.observationCount,
      initialSize: Double.exp(line.log(at: data.series.origin)),
      lagTime: data.initialLog.map(line.time))
  }

  /// The line of a window; `nil`, and counted, when a size is not to be taken the logarithm of.
  private mutating func window(_ data: LogSizes, from first: Int, to end: Int) -> LogLine? {
    let observations = data.groups[first].lowerBound..<data.groups[end - 1].upperBound
    var isLow = false
    for i in observations where data.logs[i].isNaN {
      guard data.series.sizes[i] > 0 else {
        nonPositiveWindowCount += 1
        return nil
      }
      isLow = true
    }
    if isLow {
      lowWindowCount += 1
      return nil
    }
    return LogLine(data, observations)
  }

  /// The window with the greatest slope of those whose slope stands out.
  private static func steepest(_ windows: [LogLine?]) -> Int? {
    let threshold = LogSizes.threshold(places: windows.count)
    var best: (index: Int, rate: Double)?
    for (index, window) in windows.enumerated() {
      guard let window, window.rate > best?.rate ?? 0,
        window.rate > threshold * max(window.standardError, window.expectedError),
        window.rise > threshold * window.scatter
      else { continue }
      best = (index, window.rate)
    }
    return best?.index
  }

  private static func windowLength(_ data: LogSizes) -> Int {
    let levels = data.smoothLevels
    let least = min(5, max(3, levels.count / 3))
    guard let low = levels.min(), let high = levels.max(), let top = levels.firstIndex(of: high)
    else { return least }
    let rising = levels[..<top].count {
      $0 - low > 0.1 * (high - low) && $0 - low < 0.9 * (high - low)
    }
    return max(least, (rising + 2) / 4)
  }
}
