import Foundation
import GrowthCurves
import Statistics
import Testing

/// What a reader is told of losses and scales.
struct LossVerdictTests {
  static let times = (0..<30).map { Double($0) }

  static func fit(
    _ sizes: [Double], _ loss: Loss, _ scale: SizeScale = .linear, weights: [Double] = [],
    hasKnownVariance: Bool = false
  ) throws -> GrowthFit {
    GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(times: Array(times.prefix(sizes.count)), sizes: sizes, weights: weights),
      options: GrowthFitOptions(loss: loss, scale: scale, hasKnownVariance: hasKnownVariance))
  }

  static let curve = Logistic().sizes(at: times, [50, 0.4, 12])

  @Test("Sizes without a logarithm are left out and counted")
  func nonPositive() throws {
    var sizes = Self.curve
    (sizes[0], sizes[3], sizes[20]) = (0, -0.5, 0)
    let fit = try Self.fit(sizes, .squared, .log)
    #expect(fit.verdicts == [.nonPositiveSizesLeftOut(count: 3)])
    #expect(fit.verdicts[0].description == "nonpositive-sizes-left-out(3)")
    #expect(fit.statistics?.observations == 27)
    #expect((fit.values[0] / 50 - 1).magnitude <= 1e-9)
    #expect(!fit.series.sizes.contains { $0 <= 0 })
    // Too few are left, or none.
    let few = try Self.fit([0, 0, 1, -1, 2, 0], .squared, .log)
    #expect(few.status == .notFitted)
    #expect(
      few.verdicts == [
        .tooFewObservations(found: 2, needed: 3), .nonPositiveSizesLeftOut(count: 4),
      ])
    let none = try Self.fit([0, 0, -1, -1, 0], .huber, .log)
    #expect(none.verdicts.contains(.nonPositiveSizesLeftOut(count: 5)))
    #expect(none.parameters.isEmpty)
  }

  @Test("Negative sizes are no counts", arguments: [Loss.poisson, .negativeBinomial])
  func negative(_ loss: Loss) throws {
    var sizes = Self.curve.map { $0.rounded() }
    (sizes[1], sizes[2]) = (-1, -3)
    let fit = try Self.fit(sizes, loss)
    #expect(fit.status == .notFitted && fit.verdicts == [.negativeCounts(count: 2)])
    #expect(fit.verdicts[0].description == "negative-counts(2)")
    // Of weight 0 they do not count.
    let weights = Self.times.map { $0 == 1 || $0 == 2 ? 0.0 : 1 }
    #expect(try Self.fit(sizes, loss, weights: weights).status == .converged)
  }

  @Test("Counts that are not whole are fitted, without a likelihood")
  func fractions() throws {
    let fit = try Self.fit(Self.curve, .poisson)
    #expect(fit.status == .converged)
    #expect((fit.values[0] / 50 - 1).magnitude <= 1e-9)
    #expect(fit.statistics?.logLikelihood == nil && fit.statistics?.aic == nil)
    let whole = try Self.fit(Self.curve.map { $0.rounded() }, .poisson)
    #expect(whole.statistics?.logLikelihood != nil)
  }

  @Test("Nothing but zeros is no growth", arguments: LossCase.all)
  func zeros(_ loss: LossCase) throws {
    let fit = try Self.fit(Self.times.map { _ in 0 }, loss.loss, loss.scale)
    #expect(fit.status == .notFitted)
    #expect(
      fit.verdicts[0] == (loss.scale == .log ? .tooFewObservations(found: 0, needed: 3) : .noGrowth)
    )
  }

  @Test("Counts that scatter more than Poisson counts are told, and others are not")
  func overdispersed() throws {
    var flagged = [0, 0]
    for index in 0..<200 {
      var stream = RandomStream(seed: 91, substream: index)
      for (kind, theta) in [Double.infinity, 5].enumerated() {
        let sizes = Self.curve.map { mean in
          Double(
            stream.poisson(
              mean: 3 * mean * (theta.isFinite ? stream.gamma(shape: theta) / theta : 1)))
        }
        if try Self.fit(sizes, .poisson).verdicts.contains(.overdispersed) { flagged[kind] += 1 }
      }
    }
    // Two tests at 0.001 that are rather too careful: 0.4 of 200 at most.
    #expect(flagged[0] <= 3)
    #expect(flagged[1] >= 196)
  }

  @Test("A robust loss needs more than twice as many observations as parameters")
  func fewForRobust() throws {
    let six = try Self.fit([1, 2.5, 5, 10, 16, 19], .huber)
    #expect(six.verdicts.contains(.tooFewObservations(found: 6, needed: 7)))
    let seven = try Self.fit([1, 2.5, 5, 10, 16, 19, 20.5], .huber)
    #expect(!seven.verdicts.contains { if case .tooFewObservations = $0 { true } else { false } })
    // A known scale is not estimated.
    let known = try Self.fit([1, 2.5, 5, 10, 16, 19], .huber, hasKnownVariance: true)
    #expect(!known.verdicts.contains { if case .tooFewObservations = $0 { true } else { false } })
    #expect(known.lossScale == 1)
  }

  @Test(
    "With known variances growth stands out when χ² passes its quantile", arguments: [0.99, 1.01])
  func knownVariance(_ factor: Double) throws {
    let prepared = PlacedScatter([4, 0.8, 10, 0.5], count: 25)
    let mean = prepared.sizes.reduce(0, +) / 25
    let rise = prepared.sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // qchisq(0.999, 3): the curve's own squares in units of the variance.
    let variance = rise / (16.26623619623813 * factor)
    let series = try GrowthSeries(
      times: prepared.times, sizes: prepared.sizes(scatterLength: 1e-3 * rise.squareRoot()),
      weights: prepared.times.map { _ in 1 / variance })
    let fit = GrowthFitter().fit(
      LogisticOffset(), to: series, options: GrowthFitOptions(hasKnownVariance: true))
    #expect(fit.verdicts.contains(.noGrowth) == (factor < 1))
    // Without that knowledge the same series is as clear as can be.
    let plain = GrowthFitter().fit(LogisticOffset(), to: series)
    #expect(!plain.verdicts.contains(.noGrowth))
  }

  @Test("Noise alone seldom looks like growth, whatever the loss", arguments: LossCase.all)
  func noise(_ loss: LossCase) throws {
    var grown = 0
    let count = 60
    for index in 0..<count {
      var stream = RandomStream(seed: 92, substream: index)
      let sizes = loss.scatter(Self.times.map { _ in 30 }, level: 0.2, &stream)
      let fit = try Self.fit(sizes, loss.loss, loss.scale)
      if !fit.verdicts.contains(where: { $0 == .noGrowth || $0 == .declining }) { grown += 1 }
    }
    // A test at 0.001, but of the best of many curves: steps, spikes and slopes.
    #expect(grown <= count / 20, "\(grown)")
  }

  @Test("Every verdict of a loss has a sentence")
  func sentences() {
    #expect(Verdict.overdispersed.description == "overdispersed")
    #expect(Verdict.overdispersed.explanation.contains("negative binomial"))
    #expect(Verdict.nonPositiveSizesLeftOut(count: 1).explanation.hasPrefix("1 size is not"))
    #expect(Verdict.negativeCounts(count: 2).explanation.hasPrefix("2 sizes are negative"))
  }
}
