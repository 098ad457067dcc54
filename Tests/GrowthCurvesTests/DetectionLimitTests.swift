import GrowthCurves
import Testing

/// Sizes below a detection limit are left out, counted, and never silently so.
struct DetectionLimitTests {
  @Test("Sizes below are counted, a size at the limit is kept, and time begins where it did")
  func counts() throws {
    let series = try GrowthSeries(
      times: [0, 1, 2, 3], sizes: [-0.1, 0.05, 0.1, 2], weights: [1, 2, 3, 4])
    let detected = series.withoutSizes(below: 0.1)
    #expect(detected.times == [2, 3])
    #expect(detected.sizes == [0.1, 2])
    #expect(detected.weights == [3, 4])
    #expect(detected.belowDetectionCount == 2)
    #expect(detected.origin == 0)
    #expect(detected.missingCount == 0)
    #expect(detected.withoutSizes(below: 1).belowDetectionCount == 3)
    #expect(series.withoutSizes(below: -1) == series)
  }

  @Test("What is subtracted and left out stays known to the fit")
  func kept() throws {
    let times = (0..<12).map { Double($0) }
    let sizes = Logistic().sizes(at: times, [2, 1, 6])
    let blank = try Blank([
      GrowthSeries(times: times, sizes: times.map { _ in 0.1 }),
      GrowthSeries(times: times, sizes: times.map { _ in 0.3 }),
    ])
    let series = try GrowthSeries(
      times: times, sizes: sizes, weights: [0] + times.dropFirst().map { _ in 1 }
    )
    .subtracting(blank).withoutSizes(below: 0)
    let fit = GrowthFitter().fit(Logistic(), to: series)
    #expect(fit.series.belowDetectionCount == series.belowDetectionCount)
    #expect(series.belowDetectionCount > 0)
    #expect((fit.series.offsetStandardError - 0.1).magnitude < 1e-15)
  }

  @Test("Too few sizes above the limit are the verdict below-detection")
  func verdict() throws {
    let times = (0..<10).map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: times.map { 0.01 * $0 })
    // All, all but two, and all but as many as there are parameters.
    for (limit, below) in [(1, 10), (0.075, 8), (0.065, 7)] as [(Double, Int)] {
      let fit = GrowthFitter().fit(Logistic(), to: series.withoutSizes(below: limit))
      #expect(fit.verdicts.contains(.belowDetection(count: below)), "\(limit): \(fit.verdicts)")
      #expect(!fit.verdicts.contains { $0.description == "too-few-observations" })
      #expect((fit.status == .notFitted) == (below > 7))
    }
    let verdict = Verdict.belowDetection(count: 8)
    #expect(verdict.description == "below-detection")
    #expect(
      verdict.explanation == "8 observations are below the detection limit, and too few are left")
  }

  @Test("Too few without a detection limit stay too few")
  func tooFew() throws {
    let series = try GrowthSeries(times: [0, 1], sizes: [1, 2])
    let fit = GrowthFitter().fit(Logistic(), to: series.withoutSizes(below: 0))
    #expect(fit.verdicts == [.tooFewObservations(found: 2, needed: 3)])
  }

  @Test("Enough sizes above the limit are fitted without a word about it")
  func enough() throws {
    let times = (0..<30).map { Double($0) }
    let sizes = Logistic().sizes(at: times, [2, 0.6, 15])
    let series = try GrowthSeries(times: times, sizes: sizes).withoutSizes(below: 0.05)
    let fit = GrowthFitter().fit(Logistic(), to: series)
    #expect(series.belowDetectionCount == 9)
    #expect(fit.verdicts == [.ok])
    #expect((fit.values[0] / 2 - 1).magnitude < 1e-9)
  }
}
