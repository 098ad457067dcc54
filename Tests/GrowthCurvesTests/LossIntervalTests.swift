import Foundation
import GrowthCurves
import Statistics
import Testing

/// Limits under every loss hold the truth as often as they say.
struct LossIntervalTests {
  @Test(
    "Wald and profile limits of 95 % hold 95 %",
    arguments: LossCase.all.filter { !$0.loss.isRobust }, [IntervalMethod.wald, .profile])
  func coverage(_ loss: LossCase, _ intervals: IntervalMethod) throws {
    let (times, p, curve) = LossCase.curve(of: Logistic())
    let fitter = GrowthFitter()
    let count = 600
    var inside = [0, 0, 0]
    for index in 0..<count {
      var stream = RandomStream(seed: 101, substream: index)
      var options = loss.options()
      options.intervals = intervals
      let series = try GrowthSeries(
        times: times, sizes: loss.scatter(curve, level: 0.05, &stream))
      let fit = fitter.fit(Logistic(), to: series, options: options)
      for j in 0..<3 where fit.parameters[j].lower! <= p[j] && p[j] <= fit.parameters[j].upper! {
        inside[j] += 1
      }
    }
    // Four standard errors of 0.9 %; θ is estimated with 37 degrees of freedom, and taken as known.
    let lowest = loss.loss == .negativeBinomial ? 0.90 : 0.914
    for j in 0..<3 {
      #expect((lowest...0.986).contains(Double(inside[j]) / Double(count)), "\(inside)")
    }
  }

  @Test("Known standard deviations: limits hold 95 % with two degrees of freedom")
  func knownVariance() throws {
    let times = [0.0, 5, 10, 15, 25]
    let curve = Logistic().sizes(at: times, [4, 0.4, 10])
    let fitter = GrowthFitter()
    var inside = 0
    let count = 2000
    for index in 0..<count {
      var stream = RandomStream(seed: 102, substream: index)
      let sigmas = times.map { 0.02 + 0.002 * $0 }
      let series = try GrowthSeries(
        times: times, sizes: zip(curve, sigmas).map { $0 + $1 * stream.normal() },
        weights: sigmas.map { 1 / ($0 * $0) })
      let fit = fitter.fit(
        Logistic(), to: series, options: GrowthFitOptions(hasKnownVariance: true))
      if fit.parameters[2].lower! <= 10, 10 <= fit.parameters[2].upper! { inside += 1 }
    }
    // Four standard errors of 0.5 %.
    #expect((0.93...0.97).contains(Double(inside) / Double(count)), "\(inside)")
  }

  /// Where the model is linear in its parameters on the scale of the loss, profile and Wald limits are
  /// the same for the quadratic losses, and for the robust ones nearly.
  @Test(
    "Profile limits of a line through logarithms are Wald's",
    arguments: [Loss.squared, .huber, .cauchy, .tukey])
  func line(_ loss: Loss) throws {
    var stream = RandomStream(seed: 103)
    let times = (0..<60).map { Double($0) }
    let sizes = times.map { 3 * exp(0.05 * $0 + 0.1 * stream.normal()) }
    let series = try GrowthSeries(times: times, sizes: sizes)
    let options = GrowthFitOptions(intervals: .profile, loss: loss, scale: .log)
    let fit = GrowthFitter().fit(Exponential(), to: series, options: options)
    let rate = fit.parameters[1]
    let reach = fit.tQuantile * (try #require(rate.standardError))
    let tolerance = loss == .squared ? 1e-6 : 0.12
    #expect((try #require(rate.upper) - rate.estimate - reach).magnitude <= tolerance * reach)
    #expect((rate.estimate - (try #require(rate.lower)) - reach).magnitude <= tolerance * reach)
  }

  @Test("The parametric bootstrap agrees with the standard errors", arguments: LossCase.all)
  func bootstrap(_ loss: LossCase) throws {
    let (times, _, curve) = LossCase.curve(of: Logistic())
    var stream = RandomStream(seed: 104)
    let series = try GrowthSeries(
      times: times, sizes: loss.scatter(curve, level: 0.03, &stream))
    for kind in [BootstrapKind.parametric, .residual] {
      var options = loss.options()
      let wald = GrowthFitter().fit(Logistic(), to: series, options: options)
      options.intervals = .bootstrap(kind, replicates: 400, seed: 3)
      let fit = GrowthFitter().fit(Logistic(), to: series, options: options)
      for (a, b) in zip(fit.parameters, wald.parameters) {
        // A standard deviation from 400 refits has an error of 3.5 %; s and the sample's own differ by
        // some 15 % for robust losses, and counts below 0 are cut off in the residual bootstrap.
        let ratio = try #require(a.standardError) / b.standardError!
        #expect((0.7...1.4).contains(ratio), "\(kind) \(a.parameter.symbol) \(ratio)")
      }
    }
  }

  @Test("A bootstrap of counts draws counts, and depends on the seed alone")
  func counts() throws {
    let (times, _, curve) = LossCase.curve(of: Logistic())
    for loss in [Loss.poisson, .negativeBinomial] {
      var stream = RandomStream(seed: 105)
      let sizes = LossCase(loss: loss, scale: .linear).scatter(curve, level: 0, &stream)
      let series = try GrowthSeries(times: times, sizes: sizes)
      let samples = [7, 7, 8].map { seed in
        GrowthFitter().fit(
          Logistic(), to: series,
          options: GrowthFitOptions(
            intervals: .bootstrap(.parametric, replicates: 100, seed: seed), loss: loss)
        ).bootstrap
      }
      #expect(samples[0] == samples[1] && samples[0] != samples[2])
      #expect(samples[0]?.failures == 0)
    }
  }
}
