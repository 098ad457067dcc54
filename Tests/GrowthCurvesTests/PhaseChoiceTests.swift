import Foundation
import GrowthCurves
import Statistics
import Testing

/// How many phases a series shows.
struct PhaseChoiceTests {
  static func series(_ phases: Int, noise: Double, seed: Int) throws -> GrowthSeries {
    var stream = RandomStream(seed: 111, substream: seed)
    let times = (0..<80).map { Double($0) }
    let part = 75 / Double(phases)
    var p: [Double] = []
    for phase in 0..<phases {
      let capacity = 2 + stream.uniform()
      let width = 0.4 * part * (0.4 + 0.3 * stream.uniform())
      p += [capacity, width, part * (Double(phase) + 0.5)]
    }
    let sizes = LogisticSum(phases: phases).sizes(at: times, p).map {
      $0 + stream.normal(standardDeviation: noise)
    }
    return try GrowthSeries(times: times, sizes: sizes)
  }

  @Test("The simulated number of phases is chosen, mostly", arguments: [1, 2, 3])
  func simulated(_ phases: Int) throws {
    let fitter = GrowthFitter()
    var chosen = 0
    for seed in 0..<40 {
      let choice = fitter.choosePhases(of: try Self.series(phases, noise: 0.02, seed: seed))
      #expect(choice.fit.status == .converged)
      #expect(choice.phases >= phases, "fewer phases than there are never do")
      if choice.phases == phases { chosen += 1 }
    }
    // Found: 33, 36 and 32 of 40: a phase may be as steep as it likes, and so the criterion takes
    // noise for one now and then.
    #expect(chosen >= 28)
  }

  @Test("All fits are there with their criteria, and the lowest is chosen")
  func criteria() throws {
    let series = try Self.series(2, noise: 0.05, seed: 7)
    let choice = GrowthFitter().choosePhases(of: series)
    #expect(choice.fits.count == 4)
    for (index, fit) in choice.fits.enumerated() {
      #expect(fit.model.parameters.count == 3 * (index + 1))
      #expect(choice.criteria[index] == fit.statistics?.aicc)
      let alone = GrowthFitter().fit(LogisticSum(phases: index + 1), to: series)
      #expect(alone.values == fit.values)
      guard fit.status == .converged else { continue }
      #expect(choice.fit.statistics!.aicc! <= fit.statistics!.aicc!)
    }
  }

  @Test(
    "As many phases as the data allow",
    // AICc needs more than p + 2 observations.
    arguments: [(5, 1), (6, 1), (8, 1), (9, 2), (11, 2), (12, 3), (14, 3), (15, 4), (40, 4)])
  func limit(_ count: Int, _ most: Int) throws {
    var stream = RandomStream(seed: 112)
    let times = (0..<count).map { 20 * Double($0) / Double(count - 1) }
    let sizes = Logistic().sizes(at: times, [5, 0.5, 9]).map {
      $0 + stream.normal(standardDeviation: 0.1)
    }
    let choice = GrowthFitter().choosePhases(of: try GrowthSeries(times: times, sizes: sizes))
    #expect(choice.fits.count == most)
  }

  @Test("An exact sum is as many phases as it has, and none is sought beyond")
  func exact() throws {
    let times = (0..<50).map { Double($0) }
    for phases in 1...3 {
      let p: [Double] = Array([3, 8, 8, 1, 6, 25, 2, 7, 40].prefix(3 * phases))
      let sizes = LogisticSum(phases: phases).sizes(at: times, p)
      let choice = GrowthFitter().choosePhases(of: try GrowthSeries(times: times, sizes: sizes))
      #expect(choice.phases == phases)
      #expect(choice.fits.count == phases)
    }
  }

  @Test("Without growth there is one phase, with its verdict")
  func none() throws {
    let flat = try GrowthSeries(times: [0, 1, 2, 3, 4], sizes: [2, 2, 2, 2, 2])
    let choice = GrowthFitter().choosePhases(of: flat)
    #expect(choice.phases == 1)
    #expect(choice.fit.verdicts == [.noGrowth])
    let empty = GrowthFitter().choosePhases(of: try GrowthSeries(times: [], sizes: []))
    #expect(empty.fits.count == 1)
    #expect(empty.fit.status == .notFitted)
    #expect(empty.criteria == [nil])
  }

  @Test("Limits by profile for the chosen phases alone, the estimates as without")
  func profile() throws {
    let series = try Self.series(2, noise: 0.05, seed: 7)
    let plain = GrowthFitter().choosePhases(of: series)
    let choice = GrowthFitter().choosePhases(
      of: series, options: GrowthFitOptions(intervals: .profile))
    #expect(choice.phases == plain.phases)
    #expect(choice.fit.values == plain.fit.values)
    #expect(choice.fit.options.intervals == .profile)
    for index in choice.fits.indices where index != choice.index {
      #expect(choice.fits[index].options.intervals == .wald)
    }
    for (profiled, wald) in zip(choice.fit.parameters, plain.fit.parameters) {
      let (lower, upper) = (try #require(profiled.lower), try #require(profiled.upper))
      #expect(lower < profiled.estimate && profiled.estimate < upper)
      #expect(lower != wald.lower)
    }
  }

  @Test("Before its second phase a series foretells but the first")
  func backtest() throws {
    let series = try Self.series(2, noise: 0.02, seed: 3)
    // From the last thirteen times on, when both phases have been seen.
    let late = GrowthFitter().backtest(LogisticSum(phases: 2), on: series, origins: 12)
    #expect(late.failedOrigins == 0)
    #expect(late.forecasts.count == 12 * 13 / 2)
    #expect(try #require(late.relativeScore) < 1)
    for forecast in late.forecasts { #expect((forecast.size - forecast.observed).magnitude < 0.2) }
    // With the first half alone, one phase holds what was seen and nothing of what follows.
    let early = GrowthFitter().backtest(LogisticSum(phases: 1), on: series, origins: 40)
    let last = try #require(early.forecasts.last { $0.origin == early.forecasts[0].origin })
    #expect(last.horizon == 40)
    #expect(last.observed - last.size > 1)
  }

  @Test("A sum of one phase is the logistic also where both go through every point")
  func oneOfTwo() throws {
    let times = (0..<30).map { Double($0) }
    let series = try GrowthSeries(
      times: times, sizes: Logistic().sizes(at: times, [5, 0.4, 14]))
    let comparison = GrowthFitter().compare([Logistic(), LogisticSum(phases: 1)], on: series)
    #expect(comparison.excluded.map { $0.exclusion } == [.sameCurve(as: "logistic")])
    let two = GrowthFitter().compare([Logistic(), LogisticSum(phases: 2)], on: series)
    #expect(two.ranked.first?.name == "logistic")
    #expect(two.nestedTests.isEmpty)
  }
}
