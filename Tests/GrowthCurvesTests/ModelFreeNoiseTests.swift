import Foundation
import GrowthCurves
import Statistics
import Testing

/// Estimates without a model from series that hold noise, all of them or in part.
struct ModelFreeNoiseTests {
  static let times = (0..<145).map { Double($0) / 6 }

  static func estimates(_ times: [Double], _ sizes: [Double]) throws -> ModelFreeEstimates {
    ModelFreeEstimates(try GrowthSeries(times: times, sizes: sizes))
  }

  @Test("Blank wells of plate readers do not grow")
  func blanks() throws {
    for (plate, names) in [
      ("kinbiont_plate_wide", ["A8", "B8", "C8", "D8", "E8", "F8"]),
      ("kinbiont_gut_coculture_wide", ["C2", "E3"]),
    ] {
      for name in names {
        let (times, sizes) = try PlateSeries.read(plate, name)
        let found = try Self.estimates(times, sizes)
        #expect(found.easyLinear.status == .noGrowth, "\(plate) \(name)")
        #expect(found.spline.status == .noGrowth, "\(plate) \(name)")
        #expect(found.easyLinear.estimate == nil)
        #expect(found.spline.estimate == nil)
      }
    }
  }

  @Test(
    "Of 200 blanks with independent noise, at most one grows",
    arguments: [0.0, 0.01, 0.09], [(0.003, 0.0), (0.001, 0.001), (0.0004, 0.001)])
  func simulatedBlanks(_ level: Double, _ noise: (deviation: Double, step: Double)) throws {
    for count in [12, 31, 145] {
      var stream = RandomStream(seed: 97)
      var grown = 0
      for _ in 0..<200 {
        let sizes = (0..<count).map { _ in
          let size = level + stream.normal(standardDeviation: noise.deviation)
          return noise.step > 0 ? (size / noise.step).rounded() * noise.step : size
        }
        let found = try Self.estimates(Array(Self.times[..<count]), sizes)
        if found.easyLinear.status == .ok || found.spline.status == .ok { grown += 1 }
        #expect(found.easyLinear.status != .rateUncertain || level < 0.02)
      }
      #expect(grown <= 1, "\(count)")
    }
  }

  /// QurvE takes the greatest slope from the noise of low densities at the start: of a blanked
  /// series, the steepest window of five logarithms is that of a few readings near 0.
  @Test("Noise at low density is not growth", arguments: 1...20)
  func lowDensityNoise(_ seed: UInt32) throws {
    var stream = RandomStream(seed: 1000 + seed)
    let curve = Logistic().sizes(at: Self.times, [1, 0.9, 12])
    let sizes = curve.map { $0 + stream.normal(standardDeviation: 0.004) }
    // What a look at all windows with positive sizes finds.
    var naive = 0.0
    for i in 0..<sizes.count - 4 where sizes[i...i + 4].allSatisfy({ $0 > 0 }) {
      let logs = sizes[i...i + 4].map { log($0) }
      naive = max(naive, 6 * (2 * (logs[4] - logs[0]) + logs[3] - logs[1]) / 10)
    }
    #expect(naive > 1.3)

    let found = try Self.estimates(Self.times, sizes)
    for rate in [
      try #require(found.easyLinear.estimate).maximumSpecificRate,
      try #require(found.spline.estimate).maximumSpecificRate,
    ] {
      // The true rate at 2 % of the capacity, five standard deviations of the noise, is 0.88.
      #expect((0.7...1.2).contains(rate), "\(rate)")
    }
    #expect(try #require(found.easyLinear.estimate).firstTime > 6)
    // Five times 0.004, from some twenty readings: within a factor of two.
    #expect((0.01...0.04).contains(found.easyLinear.noiseFloor))
    #expect(found.easyLinear.nonPositiveWindowCount + found.easyLinear.lowWindowCount > 20)
    // The first size is noise: nothing is said about the lag.
    #expect(try #require(found.easyLinear.estimate).lagTime == nil)
    #expect(try #require(found.spline.estimate).lagTime == nil)
  }

  /// gcplyr: specific rates from negative blanked densities are meaningless numbers.
  @Test("Negative blanked densities have no specific rate")
  func negativeDensities() throws {
    // A blank subtracted that was too large: growth from −0.06 to −0.01.
    let curve = Logistic().sizes(at: Self.times, [0.05, 0.9, 12])
    let below = try Self.estimates(Self.times, curve.map { $0 - 0.06 })
    #expect(below.easyLinear.status == .tooFewObservations)
    #expect(below.spline.status == .tooFewObservations)
    #expect(below.easyLinear.nonPositiveWindowCount == below.easyLinear.windowCount)
    #expect(below.spline.nonPositiveCount == 145)
    // Noise around 0 is no growth.
    var stream = RandomStream(seed: 98)
    let around = try Self.estimates(
      Self.times, Self.times.map { _ in stream.normal(standardDeviation: 0.002) })
    #expect(around.easyLinear.status == .noGrowth)
    #expect(around.spline.status == .noGrowth)
    // Growth through 0: no logarithm of a negative size is taken, and each is counted.
    let through = try Self.estimates(Self.times, curve.map { 20 * $0 - 0.01 })
    #expect(through.spline.nonPositiveCount > 30)
    let rate = try #require(through.easyLinear.estimate).maximumSpecificRate
    #expect(rate.isFinite && rate > 0)
    #expect(try #require(through.spline.estimate).maximumSpecificRate.isFinite)
  }

  @Test("A single spike in a blank is not growth")
  func spike() throws {
    let (times, sizes) = try PlateSeries.read("qurve_2fma_pputida_wide", "KT2440_r1_c70")
    #expect(sizes.max()! > 2 * sizes[60])
    let found = try Self.estimates(times, sizes)
    #expect(found.easyLinear.status == .noGrowth)
    #expect(found.spline.status == .noGrowth)
  }

  @Test("The floor is five standard deviations of the noise, with and without growth")
  func floor() throws {
    var stream = RandomStream(seed: 99)
    let times = (0..<2000).map { Double($0) / 100 }
    let flat = times.map { _ in 3 + stream.normal(standardDeviation: 0.1) }
    #expect(
      abs(EasyLinear(try GrowthSeries(times: times, sizes: flat)).noiseFloor / 0.5 - 1) < 0.25)
    let exact = times.map { 0.01 * exp(0.3 * $0) }
    #expect(EasyLinear(try GrowthSeries(times: times, sizes: exact)).noiseFloor < 1e-6)
    // Rounded to 0.001: at least 5/√12 steps, though most neighbours are equal.
    let rounded = times.map { _ in stream.uniform() < 0.05 ? 0.101 : 0.1 }
    let floor = EasyLinear(try GrowthSeries(times: times, sizes: rounded)).noiseFloor
    #expect(abs(floor / (0.005 / 12.0.squareRoot()) - 1) < 1e-9)
  }
}
