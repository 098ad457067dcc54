import Foundation
import GrowthCurves
import Statistics
import Testing

struct SplineGrowthTests {
  @Test("A smooth curve: rate, place, size and lag are those of the curve")
  func smooth() throws {
    // ln N rises as a logistic curve: steepest at 10, where the tangent meets ln 0.05 2/k before.
    let times = (0...200).map { Double($0) / 10 }
    let sizes = times.map { 0.05 * exp(3 / (1 + exp(-0.8 * ($0 - 10)))) }
    let found = SplineGrowth(try GrowthSeries(times: times, sizes: sizes))
    #expect(found.status == .ok)
    let estimate = try #require(found.estimate)
    #expect(abs(estimate.maximumSpecificRate / 0.6 - 1) < 1e-5)
    #expect(abs(estimate.time - 10) < 1e-3)
    #expect(abs(estimate.size / (0.05 * exp(1.5)) - 1) < 1e-3)
    #expect(abs(try #require(estimate.lagTime) - 7.5) < 5e-3)
    #expect(abs(estimate.doublingTime / (log(2) / 0.6) - 1) < 1e-5)
  }

  /// R 4.2.2: s <- smooth.spline(time, log(y), cv = FALSE, all.knots = TRUE, penalty = 1.4,
  /// control.spar = list(low = 0.1)); the greatest predict(s, seq(0, 30, 1e-4), deriv = 1)$y, where,
  /// and its tangent's time at predict(s, 0)$y.
  @Test("The slope and the tangent are R's")
  func agreesWithR() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "R_c0.98_r1")
    let found = SplineGrowth(try GrowthSeries(times: times, sizes: sizes))
    let estimate = try #require(found.estimate)
    #expect(abs(estimate.maximumSpecificRate - 0.09220371168) < 1e-6)
    #expect(abs(estimate.time - 10.0513) < 1e-3)
    #expect(abs(try #require(estimate.lagTime) - 1.917591769) < 1e-4)
  }

  @Test("The standard error follows from how the slope depends on each size")
  func standardError() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "D_c31.25_r1")
    // Of mean 1: from 4/7 to 10/7.
    let weights = times.map { (1 + $0 / 20) * 4 / 7 }
    let found = SplineGrowth(try GrowthSeries(times: times, sizes: sizes, weights: weights))
    let estimate = try #require(found.estimate)
    let curve = try #require(found.curve)
    var variance = 0.0
    for i in times.indices {
      var unit = [Double](repeating: 0, count: times.count)
      unit[i] = 1
      let response = try #require(
        SmoothingSpline(
          times: times, values: unit, weights: weights, penalty: .fixed(curve.penalty)))
      let slope = response.slope(at: estimate.time)
      variance += slope * slope / weights[i]
    }
    let expected = (try #require(curve.residualVariance) * variance).squareRoot()
    #expect(abs(estimate.standardError / expected - 1) < 1e-8)
  }

  @Test("The standard error is the scatter of the estimate, where the curve bends little")
  func scatter() throws {
    var stream = RandomStream(seed: 100)
    let times = (0..<80).map { Double($0) / 4 }
    var rates: [Double] = []
    var errors: [Double] = []
    for _ in 0..<300 {
      let sizes = times.map {
        0.05 * exp(3 / (1 + exp(-0.5 * ($0 - 10)))) * exp(stream.normal(standardDeviation: 0.03))
      }
      let estimate = try #require(
        SplineGrowth(try GrowthSeries(times: times, sizes: sizes)).estimate)
      rates.append(estimate.maximumSpecificRate)
      errors.append(estimate.standardError)
    }
    let mean = rates.reduce(0, +) / 300
    let deviation = (rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
    let error = SampleQuantile.median(errors)
    // The greatest of slopes varies less than one slope, and the smoothness varies as well.
    #expect((0.6...1.4).contains(error / deviation), "\(error) \(deviation)")
    #expect(abs(mean - 0.375) < 0.03)
  }

  @Test("An exponential from the first time on: no lag")
  func noLag() throws {
    let times = (0...20).map { Double($0) }
    let sizes = times.map { 0.1 * exp(min(0.3 * $0, 3)) * (1 + 0.01 * sin(11 * $0)) }
    let estimate = try #require(
      SplineGrowth(try GrowthSeries(times: times, sizes: sizes)).estimate)
    #expect(abs(estimate.maximumSpecificRate - 0.3) < 0.03)
    #expect(abs(try #require(estimate.lagTime)) < 0.7)
  }

  @Test("Fewer than five usable times")
  func tooFew() throws {
    let four = try GrowthSeries(times: [0, 1, 2, 3], sizes: [1, 2, 4, 8])
    #expect(SplineGrowth(four).status == .tooFewObservations)
    let five = try GrowthSeries(times: [0, 1, 2, 3, 4], sizes: [1, 2, 4, 8, 16])
    #expect(abs(try #require(SplineGrowth(five).estimate).maximumSpecificRate - log(2)) < 1e-9)
    #expect(SplineGrowth(try GrowthSeries(times: [], sizes: [])).status == .tooFewObservations)
  }
}
