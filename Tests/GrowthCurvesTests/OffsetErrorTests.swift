import GrowthCurves
import LeastSquares
import Statistics
import TestSupport
import Testing

/// The error of a subtracted blank in the limits.
struct OffsetErrorTests {
  static let times = (0..<40).map { Double($0) / 4 }
  static let truth = [1.5, 0.9, 5.0]

  /// A logistic curve, its scatter, and one error that all sizes share.
  private func series(_ seed: UInt32, scatter: Double, offset: Double) throws -> GrowthSeries {
    var stream = RandomStream(seed: seed)
    let shared = offset * stream.normal()
    return try GrowthSeries(
      times: Self.times,
      sizes: Logistic().sizes(at: Self.times, Self.truth).map {
        $0 + shared + scatter * stream.normal()
      })
  }

  private func fit(
    _ series: GrowthSeries, _ method: IntervalMethod, _ model: any GrowthModel = Logistic()
  ) -> GrowthFit {
    GrowthFitter().fit(model, to: series, options: GrowthFitOptions(intervals: method))
  }

  /// With a baseline of its own, the curve takes an offset up there, and nowhere else.
  @Test func aFreeBaselineTakesIt() throws {
    let plain = try series(1, scatter: 0.01, offset: 0)
    let model = LogisticOffset()
    let without = fit(plain, .wald, model)
    let with = fit(plain.with(offsetStandardError: 0.03), .wald, model)
    #expect(without.values == with.values)
    for (before, after) in zip(without.parameters, with.parameters) {
      let own = try #require(before.standardError)
      let found = try #require(after.standardError)
      let moves = before.parameter.symbol == "C" ? 0.03 : 0
      #expect((found / (own * own + moves * moves).squareRoot() - 1).magnitude < 1e-6)
    }
  }

  /// The response is H⁻¹Jᵀ1 times the standard error where residuals are small (generalised least
  /// squares), so standard errors are those of Cov = s²H⁻¹ + σ²dd′.
  @Test func linearResponse() throws {
    let plain = try series(2, scatter: 1e-3, offset: 0)
    let before = fit(plain, .wald)
    let error = 1e-4
    let after = fit(plain.with(offsetStandardError: error), .wald)
    let covariance = try #require(before.covariance)
    let deviation = try #require(before.statistics?.residualStandardError)
    // Jᵀ1 by central differences of the sum of the curve.
    let sums = (0..<3).map { j in
      var (above, below) = (before.values, before.values)
      above[j] *= 1 + 1e-6
      below[j] *= 1 - 1e-6
      let rise = zip(
        Logistic().sizes(at: Self.times, above), Logistic().sizes(at: Self.times, below)
      ).reduce(0) { $0 + ($1.0 - $1.1) }
      return rise / (above[j] - below[j])
    }
    for j in 0..<3 {
      let slope =
        (0..<3).reduce(0) { $0 + covariance[j * 3 + $1] * sums[$1] } / (deviation * deviation)
      let own = try #require(before.parameters[j].standardError)
      let found = try #require(after.parameters[j].standardError)
      let added = (found * found - own * own).squareRoot()
      // The curvature of the model leaves a few parts in a thousand.
      #expect((added / (slope * error).magnitude - 1).magnitude < 0.01)
    }
  }

  /// 95 % limits hold the truth in 95 of 100 only when they know of the blank's error.
  @Test(arguments: [IntervalMethod.wald, .profile])
  func coverage(_ method: IntervalMethod) throws {
    var (with, without) = (0, 0)
    let runs = 400
    for seed in 0..<runs {
      let series = try series(UInt32(1000 + seed), scatter: 0.01, offset: 0.02)
      let ignorant = fit(series, method).parameters[0].limits
      let honest = fit(series.with(offsetStandardError: 0.02), method).parameters[0].limits
      let capacity = Self.truth[0]
      if ignorant.lower! <= capacity, capacity <= ignorant.upper! { without += 1 }
      if honest.lower! <= capacity, capacity <= honest.upper! { with += 1 }
    }
    // 380 expected, standard deviation 4.4.
    #expect((365...394).contains(with))
    #expect(without < 200)
  }

  @Test func aBootstrapDrawsIt() throws {
    let series = try series(3, scatter: 0.01, offset: 0).with(offsetStandardError: 0.02)
    let wald = fit(series, .wald)
    let drawn = fit(series, .bootstrap(.parametric, replicates: 1_000, seed: 5))
    for (expected, found) in zip(wald.parameters, drawn.parameters) {
      let ratio = try #require(found.standardError) / #require(expected.standardError)
      #expect((ratio - 1).magnitude < 0.1)
    }
  }

  /// What the parameters' limits hold, the quantities and the predictions hold as well.
  @Test(arguments: [IntervalMethod.wald, .profile])
  func quantitiesAndPredictions(_ method: IntervalMethod) throws {
    let fit = fit(try series(4, scatter: 0.01, offset: 0).with(offsetStandardError: 0.02), method)
    let capacity = fit.parameters[0]
    let derived = try #require(fit.derived(.carryingCapacity))
    #expect(derived.limits == capacity.limits || method == .wald)
    #expect(
      (try #require(derived.standardError) / #require(capacity.standardError) - 1).magnitude < 1e-6)
    let far = try #require(fit.predictions(at: [1000]).first)
    #expect((far.limits.upper! / capacity.upper! - 1).magnitude < 1e-6)
    // dN/dt at the inflection is L·k/4: of two parameters, so with a profile of its own.
    let rate = try #require(fit.derived(.maximumRate))
    let plain = try #require(
      self.fit(fit.series.with(offsetStandardError: 0), method).derived(.maximumRate))
    #expect(rate.upper! - rate.lower! > 1.2 * (plain.upper! - plain.lower!))
  }

  /// Without a repeated fit that converges nothing is added, and a remark says so.
  @Test func whatCannotBeCarriedIsSaid() throws {
    // The blank's error is larger than the sizes: moved by it, they have no logarithm.
    let series = try series(6, scatter: 1e-4, offset: 0).with(offsetStandardError: 1)
    var options = GrowthFitOptions(intervals: .wald)
    options.scale = .log
    let fit = GrowthFitter().fit(Logistic(), to: series, options: options)
    #expect(fit.status == .converged)
    #expect(fit.remarks.contains { $0.contains("error of the blank") })
  }
}
