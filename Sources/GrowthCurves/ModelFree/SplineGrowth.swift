internal import RealModule

/// The greatest specific rate and the lag from a smoothing spline through ln N.
///
/// The spline's smoothness is chosen by generalised cross-validation with an inflation of 1.4, for
/// without it the curve goes through every reading of some wells (`SmoothingSpline`). µmax is its
/// greatest slope d ln N/dt, and the lag ends where the tangent there reaches the spline's value at
/// the first time (Kahm, Hasenbrink, Lichtenberg-Fraté, Ludwig and Kschischo 2010, J. Stat. Softw.
/// 33(7)).
///
/// Sizes that are not positive, or smaller than five standard deviations of the noise, are left out
/// and counted. The steepest place must stand out: with the normal deviate z of 0.001 divided by the
/// number of times, its slope must be more than z standard errors, of the spline's own residuals and
/// as the noise leads to expect; and the rise to which it belongs more than z standard deviations of
/// a single observation. Otherwise the next steepest place is looked at; when none stands out, there
/// is no estimate.
///
/// The weights of the series, brought to a mean of 1, are taken as those of ln N.
public struct SplineGrowth: Sendable, Hashable {
  public var status: ModelFreeStatus
  /// `nil` unless the status is `ok`.
  public var estimate: Estimate?
  /// The curve through ln N; `nil` when there are too few sizes for one.
  public var curve: SmoothingSpline?
  /// How many sizes were left out because they are not positive.
  public var nonPositiveCount: Int
  /// How many others were left out because they may be noise.
  public var lowCount: Int
  /// The size up to which an observation may be noise.
  public var noiseFloor: Double

  public struct Estimate: Sendable, Hashable {
    /// µmax, in one over the unit of time.
    public var maximumSpecificRate: Double
    /// For the smoothness as it was chosen, without its bias.
    public var standardError: Double
    /// When the slope is the greatest.
    public var time: Double
    /// The size of the curve then.
    public var size: Double
    /// When the tangent has the curve's size at the first time; before that time when there is no
    /// lag. `nil` when the sizes at the first time were left out.
    public var lagTime: Double?

    /// ln 2/µmax.
    public var doublingTime: Double { Double.log(2) / maximumSpecificRate }
  }

  private static let inflation = 1.4
  /// The fewest different times with a size that is more than noise.
  private static let fewestTimes = 5

  public init(_ series: GrowthSeries) {
    self.init(LogSizes(series))
  }

  init(_ data: LogSizes) {
    nonPositiveCount = data.nonPositiveCount
    lowCount = data.lowCount
    noiseFloor = data.noise.floor
    status = .tooFewObservations
    let series = data.series
    guard data.groups.count >= Self.fewestTimes else { return }
    let used = series.times.indices.filter { !data.logs[$0].isNaN }
    let usedTimes = Set(used.map { series.times[$0] }).count
    guard usedTimes >= Self.fewestTimes,
      let curve = SmoothingSpline(
        times: used.map { series.times[$0] }, values: used.map { data.logs[$0] },
        weights: used.map { data.weights[$0] },
        penalty: .crossValidation(inflation: Self.inflation))
    else {
      status = data.statusWithoutSizes
      return
    }
    self.curve = curve

    let variances = Self.variances(data, used, knots: curve.times)
    let threshold = LogSizes.threshold(places: usedTimes)
    for (slope, time, interval) in Self.steepPlaces(curve) {
      guard slope > 0, slope.isFinite else { break }
      let weights = curve.slopeWeights(at: time, in: interval)
      var own = 0.0
      var expected = 0.0
      for i in weights.indices {
        own += weights[i] * weights[i] * variances[i].ofUnit
        expected += weights[i] * weights[i] * variances[i].ofNoise
      }
      let error = (own * (curve.residualVariance ?? 0)).squareRoot()
      let value = curve.value(at: time)
      let (bottom, top) = Self.rise(curve, around: interval)
      let scatter = data.noise.logVariance(at: Double.exp(bottom)).squareRoot()
      guard slope > threshold * max(error, expected.squareRoot()),
        top - bottom > threshold * scatter
      else { continue }
      let hasStart = curve.times[0] == series.times[0]
      status = .ok
      estimate = Estimate(
        maximumSpecificRate: slope, standardError: error, time: time, size: Double.exp(value),
        lagTime: hasStart ? time - (value - curve.values[0]) / slope : nil)
      return
    }
    status = data.statusWithoutRate
  }

  /// The variance of the average at each knot: for a variance of 1 of an observation of weight 1, and
  /// of what the noise leads to expect.
  private static func variances(
    _ data: LogSizes, _ used: [Int], knots: [Double]
  ) -> [(ofUnit: Double, ofNoise: Double)] {
    var totals = [Double](repeating: 0, count: knots.count)
    var noise = totals
    var knot = 0
    for i in used {
      while knots[knot] < data.series.times[i] { knot += 1 }
      let weight = data.weights[i]
      totals[knot] += weight
      noise[knot] += weight * weight * data.noise.logVariance(at: data.series.sizes[i])
    }
    return zip(totals, noise).map { (1 / $0, $1 / $0 / $0) }
  }

  /// Where the slope of a curve is greater than on both sides, or at an end; the steepest first.
  private static func steepPlaces(
    _ curve: SmoothingSpline
  ) -> [(slope: Double, time: Double, interval: Int)] {
    let times = curve.times
    let bends = curve.secondDerivatives
    let last = times.count - 1
    var places = [
      (curve.slope(at: times[0]), times[0], 0),
      (curve.slope(at: times[last]), times[last], last - 1),
    ]
    for i in 0..<last where bends[i] > 0 && bends[i + 1] <= 0 {
      // The second derivative is straight between knots.
      let share = bends[i] / (bends[i] - bends[i + 1])
      let time = times[i] + share * (times[i + 1] - times[i])
      places.append((curve.slope(at: time), time, i))
    }
    return places.sorted { ($1.0, $0.1) < ($0.0, $1.1) }
  }
}

extension SplineGrowth {
  /// The knots' least and greatest value on the rise that an interval belongs to.
  private static func rise(
    _ curve: SmoothingSpline, around interval: Int
  ) -> (bottom: Double, top: Double) {
    var first = interval
    var last = interval + 1
    while first > 0, curve.values[first - 1] < curve.values[first] { first -= 1 }
    while last + 1 < curve.values.count, curve.values[last + 1] > curve.values[last] { last += 1 }
    return (curve.values[first], curve.values[last])
  }
}

extension SmoothingSpline {
  /// How much the average at each knot counts in the slope at a time of an interval.
  func slopeWeights(at time: Double, in interval: Int) -> [Double] {
    equations.slopeWeights(at: time, in: interval, penalty: penalty / equations.penaltyUnit)
  }
}
