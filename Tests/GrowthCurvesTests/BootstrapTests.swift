import GrowthCurves
import Statistics
import Testing

struct BootstrapTests {
  private func options(
    _ kind: BootstrapKind, replicates: Int = 999, seed: UInt32 = 1
  ) -> GrowthFitOptions {
    GrowthFitOptions(intervals: .bootstrap(kind, replicates: replicates, seed: seed))
  }

  /// On good data all kinds agree with the Wald limits to the bootstrap's own noise: with 999
  /// refits a standard deviation is known to about 3 %; drawing observations takes the errors where
  /// they fell, and a parameter hangs on some ten points of the sixty.
  @Test(arguments: BootstrapKind.allCases)
  func agreesWithWaldOnGoodData(kind: BootstrapKind) throws {
    var stream = RandomStream(seed: 4)
    let times = (0..<60).map { Double($0) / 3 }
    let curve = Logistic().sizes(at: times, [1.2, 0.7, 9])
    let series = try GrowthSeries(times: times, sizes: curve.map { $0 + 0.01 * stream.normal() })
    let range = kind == .case ? 0.6...1.6 : 0.85...1.15
    let fitter = GrowthFitter()
    let wald = fitter.fit(Logistic(), to: series)
    let fit = fitter.fit(Logistic(), to: series, options: options(kind))
    #expect(fit.bootstrap?.parameters.count == 999)
    #expect(fit.values == wald.values)
    for (a, b) in zip(fit.parameters, wald.parameters) {
      let ratio = try #require(a.standardError) / b.standardError!
      #expect(range.contains(ratio))
      let width = (try #require(a.upper) - a.lower!) / (b.upper! - b.lower!)
      #expect(range.contains(width))
      #expect(a.lower! < a.estimate && a.estimate < a.upper!)
    }
    let capacity = try #require(fit.derived(.carryingCapacity))
    #expect(capacity.limits == fit.parameters[0].limits)
    let lag = try #require(fit.derived(.lagTime))
    #expect(try #require(lag.lower) < lag.estimate! && lag.estimate! < lag.upper!)
  }

  @Test func dependsOnTheSeedAlone() throws {
    let series = try GrowthSeries(
      times: (0..<12).map { Double($0) },
      sizes: [0.1, 0.13, 0.22, 0.3, 0.55, 0.8, 1.22, 1.6, 1.75, 1.93, 1.97, 2.02])
    let fits = [1, 1, 2].map { seed in
      GrowthFitter().fit(
        Logistic(), to: series, options: options(.residual, replicates: 200, seed: seed))
    }
    #expect(fits[0].bootstrap == fits[1].bootstrap)
    #expect(fits[0].bootstrap != fits[2].bootstrap)
  }

  /// Few points without a plateau: many resamples run away, and then there are no limits rather than
  /// limits of the lucky part.
  @Test func failuresTakeTheLimitsAway() throws {
    let series = try GrowthSeries(
      times: [0, 1, 2, 3, 4, 5], sizes: [1, 1.9, 4.3, 8.6, 15.3, 33])
    let fit = GrowthFitter().fit(
      Logistic(), to: series, options: options(.case, replicates: 300))
    let sample = try #require(fit.bootstrap)
    #expect(sample.failures + sample.parameters.count == 300)
    #expect(!sample.isUsable)
    #expect(fit.parameters.allSatisfy { $0.lower == nil && $0.upper == nil })
  }
}
