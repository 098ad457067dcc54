import Foundation
import GrowthCurves
import Statistics
import Testing

struct EasyLinearTests {
  @Test("A lag, an exponential phase and a plateau: all numbers are known")
  func threePhases() throws {
    // ln N = ln 0.02 until t = 4, then a rate of 0.5 until t = 12, then a plateau.
    let times = (0...40).map { Double($0) / 2 }
    let sizes = times.map { 0.02 * exp(0.5 * min(max($0 - 4, 0), 8)) }
    let found = EasyLinear(try GrowthSeries(times: times, sizes: sizes, origin: 2))
    #expect(found.status == .ok)
    let estimate = try #require(found.estimate)
    #expect(abs(estimate.maximumSpecificRate / 0.5 - 1) < 1e-12)
    #expect(estimate.standardError < 1e-13)
    #expect(abs(estimate.rSquared - 1) < 1e-12)
    #expect(abs(estimate.doublingTime / (2 * log(2)) - 1) < 1e-12)
    #expect(estimate.firstTime == 4)
    #expect(estimate.lastTime == 12)
    #expect(estimate.observationCount == 17)
    // The line at the origin, 2: 0.02·e^{0.5·(2 − 4)}.
    #expect(abs(estimate.initialSize / (0.02 * exp(-1)) - 1) < 1e-12)
    #expect(abs(try #require(estimate.lagTime) - 4) < 1e-11)
  }

  /// The algorithm of fit_easylinear (R package growthrates, h = 5, quota = 0.95) with R 4.2.2's lm:
  /// µmax, its standard error, R², first and last time, size at time 0, lag.
  static let bacteria: [(String, [Double])] = [
    (
      "T_c0_r2",
      [
        0.26169926706347, 0.011401075004439, 0.9943383627113, 1, 5, 0.010386601204278,
        0.85759784582506,
      ]
    ),
    (
      "T_c62.5_r2",
      [
        0.083999855790559, 0.0024130317678549, 0.99753045799376, 0, 4, 0.010073206015,
        -0.086832719980672,
      ]
    ),
    (
      "T_c31.25_r1",
      [
        0.24751211557007, 0.0047140280553907, 0.99818960039376, 11, 17, 0.0012717566323049,
        8.3316566885469,
      ]
    ),
    (
      "D_c0.49_r2",
      [
        0.29777802181078, 0.038650290324227, 0.93686676219418, 2, 7, 0.0056695558695753,
        1.5518734046768,
      ]
    ),
    (
      "D_c62.5_r1",
      [
        0.11415188968409, 0.0029662398245027, 0.99730638882699, 19, 24, 0.004412019509849,
        8.0030453455348,
      ]
    ),
    (
      "R_c0_r2",
      [
        0.24070074264062, 0.017730968466897, 0.97875560786322, 1, 6, 0.010416111981879,
        0.92062666144556,
      ]
    ),
    (
      "R_c7.81_r1",
      [
        0.090025481531385, 0.0019296981050915, 0.99725081803423, 7, 14, 0.0074181867938749,
        2.1470578566628,
      ]
    ),
  ]

  @Test("Bacteria: the numbers of growthrates", arguments: bacteria)
  func growthrates(_ name: String, _ expected: [Double]) throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", name)
    let series = try GrowthSeries(times: times, sizes: sizes)
    let estimate = try #require(EasyLinear(series, windowLength: 5).estimate)
    let found = [
      estimate.maximumSpecificRate, estimate.standardError, estimate.rSquared,
      estimate.firstTime, estimate.lastTime, estimate.initialSize, try #require(estimate.lagTime),
    ]
    for (value, wanted) in zip(found, expected) {
      #expect(abs(value - wanted) <= 1e-10 * max(abs(wanted), 1e-3), "\(found)")
    }
  }

  @Test("Units of times and sizes scale the estimate, and nothing else")
  func units() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "R_c0_r2")
    let found = EasyLinear(try GrowthSeries(times: times, sizes: sizes))
    let estimate = try #require(found.estimate)
    for (timeUnit, sizeUnit) in [(3600.0, 1e6), (1e-200, 1e-200), (1e200, 1e250)] {
      let other = EasyLinear(
        try GrowthSeries(times: times.map { timeUnit * $0 }, sizes: sizes.map { sizeUnit * $0 }))
      let scaled = try #require(other.estimate)
      #expect(abs(scaled.maximumSpecificRate * timeUnit / estimate.maximumSpecificRate - 1) < 1e-9)
      #expect(abs(scaled.standardError * timeUnit / estimate.standardError - 1) < 1e-8)
      #expect(abs(scaled.initialSize / sizeUnit / estimate.initialSize - 1) < 1e-9)
      #expect(abs(scaled.lagTime! / timeUnit - estimate.lagTime!) < 1e-8)
      #expect(other.windowLength == found.windowLength)
    }
  }

  @Test("Replicates at the same times: each observation counts, windows span times")
  func replicates() throws {
    let times = (0...12).map { Double($0) }
    let low = times.map { 0.1 * exp(0.4 * $0) * (1 + 0.02 * sin(9 * $0)) }
    let high = times.map { 0.1 * exp(0.4 * $0) * (1 + 0.02 * cos(7 * $0)) }
    let found = EasyLinear(
      try GrowthSeries(times: times + times, sizes: low + high), windowLength: 13)
    let estimate = try #require(found.estimate)
    #expect(found.windowCount == 1)
    #expect(estimate.observationCount == 26)
    // The regression line through all 26 logarithms.
    let logs = zip(times + times, (low + high).map { log($0) })
    let meanTime = 6.0
    let meanLog = logs.reduce(0) { $0 + $1.1 } / 26
    let slope =
      logs.reduce(0) { $0 + ($1.0 - meanTime) * ($1.1 - meanLog) } / (2 * 182)
    #expect(abs(estimate.maximumSpecificRate - slope) < 1e-12)
    let rest = logs.reduce(0) { sum, point in
      let r = point.1 - meanLog - slope * (point.0 - meanTime)
      return sum + r * r
    }
    #expect(abs(estimate.standardError - (rest / 24 / 364).squareRoot()) < 1e-12)
  }

  @Test("An observation of weight 0 is as if it had not been made; weights are those of ln N")
  func weights() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "T_c31.25_r1")
    let plain = EasyLinear(try GrowthSeries(times: times, sizes: sizes))
    var spoiled = sizes
    spoiled[14] = -3
    let masked = times.indices.map { $0 == 14 ? 0.0 : 2 }
    let kept = times.indices.filter { $0 != 14 }
    let shorter = EasyLinear(
      try GrowthSeries(times: kept.map { times[$0] }, sizes: kept.map { sizes[$0] }))
    let without = EasyLinear(try GrowthSeries(times: times, sizes: spoiled, weights: masked))
    #expect(without.status == shorter.status && without.windowCount == shorter.windowCount)
    #expect(without.nonPositiveWindowCount == 0)
    #expect(
      abs(without.estimate!.maximumSpecificRate - shorter.estimate!.maximumSpecificRate) < 1e-14)
    #expect(abs(without.estimate!.standardError - shorter.estimate!.standardError) < 1e-14)
    #expect(without.estimate!.firstTime == shorter.estimate!.firstTime)
    let equal = EasyLinear(
      try GrowthSeries(times: times, sizes: sizes, weights: times.map { _ in 2 }))
    #expect(
      abs(equal.estimate!.maximumSpecificRate - plain.estimate!.maximumSpecificRate) < 1e-14)
    #expect(abs(equal.estimate!.standardError - plain.estimate!.standardError) < 1e-14)
  }

  @Test("Too few times, no size, equal times")
  func tooFew() throws {
    for (times, sizes) in [
      ([], []), ([1], [2]), ([0, 1], [1, 2]), ([3, 3, 3, 3], [1, 2, 3, 4]),
    ] as [([Double], [Double])] {
      let found = EasyLinear(try GrowthSeries(times: times, sizes: sizes))
      #expect(found.status == .tooFewObservations)
      #expect(found.estimate == nil)
    }
    let four = try GrowthSeries(times: [0, 1, 2, 3], sizes: [1, 2, 4, 8])
    #expect(EasyLinear(four, windowLength: 5).status == .tooFewObservations)
    #expect(abs(try #require(EasyLinear(four).estimate).maximumSpecificRate - log(2)) < 1e-12)
  }

  @Test("Growth too short for a straight line is said to be growth")
  func sparse() throws {
    // Two readings in the rise of a logistic curve.
    let times = (0..<12).map { 24 * Double($0) / 11 }
    let sizes = Logistic().sizes(at: times, [1, 0.9, 12]).enumerated().map {
      $1 + 0.003 * sin(5.0 * Double($0))
    }
    let found = EasyLinear(try GrowthSeries(times: times, sizes: sizes))
    #expect(found.status == .rateUncertain)
    #expect(found.estimate == nil)
  }

  @Test func impossibleArgumentsTrap() async {
    await #expect(processExitsWith: .failure) {
      let series = try! GrowthSeries(times: [0, 1, 2], sizes: [1, 2, 3])
      _ = EasyLinear(series, windowLength: 2)
    }
  }
}
