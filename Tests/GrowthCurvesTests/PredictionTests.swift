import GrowthCurves
import Statistics
import TestSupport
import Testing

struct PredictionTests {
  private func yeast(_ method: IntervalMethod) throws -> GrowthFit {
    let rows = try Repository.rows("growth/carlson_yeast_1913.csv").dropFirst()
    let series = try GrowthSeries(
      times: rows.map { Double($0[0])! }, sizes: rows.map { Double($0[1])! })
    return GrowthFitter().fit(
      Verhulst(), to: series, options: GrowthFitOptions(intervals: method))
  }

  /// The curve at the origin is the parameter N0: its band there is the parameter's interval.
  @Test(arguments: [IntervalMethod.wald, .profile, .bootstrap(.residual, replicates: 200)])
  func bandAtTheOriginIsTheInitialSize(method: IntervalMethod) throws {
    let fit = try yeast(method)
    let prediction = try #require(fit.predictions(at: [0]).first)
    let initial = fit.parameters[1]
    #expect((prediction.size / initial.estimate - 1).magnitude < 1e-14)
    #expect((try #require(prediction.limits.lower) / initial.lower! - 1).magnitude < 1e-8)
    #expect((try #require(prediction.limits.upper) / initial.upper! - 1).magnitude < 1e-8)
  }

  /// Far in the future the curve is the capacity.
  @Test(arguments: [IntervalMethod.wald, .profile])
  func bandFarOutIsTheCapacity(method: IntervalMethod) throws {
    let fit = try yeast(method)
    let prediction = try #require(fit.predictions(at: [1000]).first)
    let capacity = fit.parameters[0]
    #expect((try #require(prediction.limits.lower) / capacity.lower! - 1).magnitude < 1e-8)
    #expect((try #require(prediction.limits.upper) / capacity.upper! - 1).magnitude < 1e-8)
  }

  /// Wald limits by hand: t(0.975, 16) = 2.1199052992212, s = 3.48501594519198.
  @Test func predictionBandAddsTheScatter() throws {
    let fit = try yeast(.wald)
    let curve = try #require(fit.predictions(at: [1000]).first)
    let observation = try #require(fit.predictions(at: [1000], band: .prediction).first)
    let reach = curve.limits.upper! - curve.size
    let scatter = 2.1199052992212 * 3.48501594519198
    let expected = curve.size + (reach * reach + scatter * scatter).squareRoot()
    #expect((try #require(observation.limits.upper) - expected).magnitude < 1e-9)
  }

  @Test func anotherConfidence() throws {
    let fit = try yeast(.wald)
    let narrow = try #require(fit.predictions(at: [8], confidence: 0.5).first)
    let wide = try #require(fit.predictions(at: [8]).first)
    // t(0.75, 16)/t(0.975, 16), R 4.2: qt(0.75, 16) = 0.690132253
    let ratio = (narrow.limits.upper! - narrow.size) / (wide.limits.upper! - wide.size)
    #expect((ratio - 0.690132253 / 2.119905299).magnitude < 1e-8)
  }

  /// Growth without a plateau: nothing bounds the forecast far beyond the data.
  @Test func unboundedForecast() throws {
    let series = try GrowthSeries(
      times: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21],
      sizes: [42, 51, 59, 64, 76, 93, 106, 125, 149, 171, 199, 205])
    let fit = GrowthFitter().fit(
      Logistic(), to: series, options: GrowthFitOptions(intervals: .profile))
    let far = try #require(fit.predictions(at: [1000]).first)
    #expect(far.limits.isUpperUnbounded)
    let near = try #require(fit.predictions(at: [21]).first)
    #expect(near.limits.upper != nil && near.limits.lower != nil)
  }

  /// An observation outside [lower, upper] costs 2/α for each unit; by hand.
  @Test func weightedIntervalScore() {
    let intervals = [(coverage: 0.5, lower: 9.0, upper: 11.0), (0.9, 6.0, 14.0)]
    // Inside both: (½·0.5 + 0.25·2 + 0.05·8)/2.5.
    #expect(
      (WeightedIntervalScore.score(observed: 10.5, median: 10, intervals: intervals) - 1.15 / 2.5)
        .magnitude < 1e-15)
    // Outside the narrow one by 1: (½·2 + 0.25·(2 + 4·1) + 0.05·8)/2.5.
    #expect(
      (WeightedIntervalScore.score(observed: 12, median: 10, intervals: intervals) - 2.9 / 2.5)
        .magnitude < 1e-15)
  }

  @Test func backtestOfALogistic() throws {
    var stream = RandomStream(seed: 31)
    let times = (0..<40).map { Double($0) / 2 }
    let curve = Logistic().sizes(at: times, [10, 0.8, 9])
    let series = try GrowthSeries(
      times: times, sizes: curve.map { $0 + stream.normal(standardDeviation: 0.1) })
    let backtest = GrowthFitter().backtest(
      Logistic(), on: series, origins: 15, options: GrowthFitOptions(intervals: .profile))
    #expect(backtest.failedOrigins == 0)
    #expect(backtest.forecasts.count == 15 * 16 / 2)
    #expect(Set(backtest.forecasts.map { $0.horizon }) == Set(1...15))
    let coverages = try #require(backtest.observedCoverages)
    // Forecasts of the same times from neighbouring origins are not independent.
    #expect((0.3...0.75).contains(coverages[0]))
    #expect((0.85...1).contains(coverages[2]))
    #expect(try #require(backtest.relativeScore) < 0.5)
    // A forecast knows nothing of what comes after its origin.
    let first = try #require(backtest.forecasts.first)
    let known = series.times.filter { $0 <= first.origin }.count
    let fit = GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(
        times: Array(series.times.prefix(known)), sizes: Array(series.sizes.prefix(known))),
      options: GrowthFitOptions(intervals: .profile))
    #expect(first.size == fit.size(at: first.time))
  }
}
