import Foundation
import GrowthCurves
import Statistics
import Testing

/// What every loss owes, over all losses and models.
struct LossBatteryTests {
  /// One of each kind of curve; the battery's drawn parameters make sense for these.
  static let models = [
    "logistic", "logistic-offset", "verhulst", "richards", "gompertz", "exponential",
  ]

  @Test("Without noise the curve is found, whatever the loss", arguments: models, LossCase.all)
  func exact(_ name: String, _ loss: LossCase) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 41)
    let fitter = GrowthFitter()
    // On the log scale a Gompertz curve falls without end into the past.
    let isDeep = loss.scale == .log && name.hasPrefix("gompertz")
    for _ in 0..<24 {
      let (times, p) = RecoveryTests.draw(model, &stream, rates: isDeep ? 4...8 : 10...30)
      let sizes = model.sizes(at: times, p)
      if loss.loss.isOfCounts, sizes.contains(where: { $0 < 0 }) { continue }
      let series = try GrowthSeries(times: times, sizes: sizes)
      let fit = fitter.fit(model, to: series, options: loss.options())
      let distance = RecoveryTests.distance(model, fit.values, p, duration: series.duration)
      #expect(distance <= 1e-8, "\(p) \(fit.values) \(fit.verdicts)")
      #expect(fit.status == .converged)
      // Nothing to estimate a scale from; the numbers stay numbers.
      #expect(fit.parameters.allSatisfy { ($0.standardError ?? 0).isFinite })
      if loss.loss.isRobust {
        #expect(fit.statistics?.logLikelihood == nil)
        #expect(fit.statistics?.downweighted == 0)
        #expect(try #require(fit.lossScale) > 0)
      }
    }
  }

  @Test("Sizes by a power of two", arguments: models, LossCase.all)
  func powersOfTwo(_ name: String, _ loss: LossCase) throws {
    guard loss.loss != .negativeBinomial else { return }
    try Self.compare(name, loss, factors: [-7, 3, 40].map { pow(2, $0) }, tolerance: 1e-9)
  }

  @Test("Sizes whose squares are no numbers", arguments: models, LossCase.all)
  func extremes(_ name: String, _ loss: LossCase) throws {
    guard loss.loss != .negativeBinomial else { return }
    try Self.compare(name, loss, factors: [-600, 250, 600].map { pow(2, $0) }, tolerance: 1e-9)
  }

  /// Fits to sizes in other units: the parameters change with the unit, relative errors with its
  /// root for counts and not at all otherwise.
  static func compare(
    _ name: String, _ loss: LossCase, factors: [Double], tolerance: Double
  ) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 61)
    let (times, _, curve) = LossCase.curve(of: model)
    var sizes = loss.scatter(curve, level: 0.05, &stream)
    if loss.loss.isRobust { sizes[20] *= 0.3 }
    let fitter = GrowthFitter()
    let plain = fitter.fit(
      model, to: try GrowthSeries(times: times, sizes: sizes), options: loss.options())
    let statistics = try #require(plain.statistics)
    #expect(plain.status == .converged)
    for factor in factors {
      let fit = fitter.fit(
        model, to: try GrowthSeries(times: times, sizes: sizes.map { $0 * factor }),
        options: loss.options())
      #expect(fit.status == .converged)
      let rise = loss.loss.isOfCounts ? factor.squareRoot() : factor
      for (a, b) in zip(fit.parameters, plain.parameters) {
        let isSize = [.size, .absoluteRate].contains(a.parameter.dimension)
        let wanted = b.estimate * (isSize ? factor : 1)
        #expect((a.estimate / wanted - 1).magnitude <= tolerance, "\(factor) \(a)")
        let error = b.standardError! * (isSize ? rise : rise / factor)
        #expect(
          (try #require(a.standardError) / error - 1).magnitude <= 100 * tolerance,
          "\(factor) \(a)")
      }
      let other = try #require(fit.statistics)
      #expect((other.rSquared! - statistics.rSquared!).magnitude <= 1e-8)
      #expect(other.downweighted == statistics.downweighted)
      if loss.loss.isRobust {
        let unit = loss.scale == .log ? 1 : factor
        #expect((fit.lossScale! / (plain.lossScale! * unit) - 1).magnitude <= 1e-8)
      }
      guard !loss.loss.isOfCounts, let likelihood = statistics.logLikelihood else { continue }
      // Densities are per unit of size.
      let wanted = likelihood - 40 * log(factor)
      #expect(
        (try #require(other.logLikelihood) - wanted).magnitude <= 1e-8 * wanted.magnitude)
    }
  }

  @Test("Negative binomial counts far above θ are in proportion to their unit")
  func largeCounts() throws {
    let loss = LossCase(loss: .negativeBinomial, scale: .linear)
    var stream = RandomStream(seed: 62)
    let (times, _, curve) = LossCase.curve(of: Logistic())
    let sizes = loss.scatter(curve, level: 0, &stream).map { $0 + 1 }
    let fits = try [100.0, 200, 500].map { exponent in
      GrowthFitter().fit(
        Logistic(),
        to: try GrowthSeries(times: times, sizes: sizes.map { $0 * pow(2, exponent) }),
        options: loss.options())
    }
    for fit in fits { #expect(fit.status == .converged) }
    let units = [1, pow(2, 100.0), pow(2, 400.0)]
    for (fit, unit) in zip(fits, units) {
      #expect((fit.lossScale! / fits[0].lossScale! - 1).magnitude <= 1e-8)
      for (a, b) in zip(fit.parameters, fits[0].parameters) {
        let factor = a.parameter.dimension == .size ? unit : 1
        #expect((a.estimate / (b.estimate * factor) - 1).magnitude <= 1e-8)
        #expect((a.standardError! / (b.standardError! * factor) - 1).magnitude <= 1e-6)
      }
    }
  }

  @Test("An observation of weight 0 is as if not made", arguments: LossCase.all)
  func zeroWeights(_ loss: LossCase) throws {
    var stream = RandomStream(seed: 63)
    let (times, _, curve) = LossCase.curve(of: Logistic())
    let sizes = loss.scatter(curve, level: 0.05, &stream)
    let weights = times.map { $0.truncatingRemainder(dividingBy: 7) == 3 ? 0.0 : 1 }
    let kept = times.indices.filter { weights[$0] > 0 }
    let weighted = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: sizes, weights: weights),
      options: loss.options())
    let shorter = GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(
        times: kept.map { times[$0] }, sizes: kept.map { sizes[$0] },
        weights: kept.map { _ in 1 }, origin: 0), options: loss.options())
    #expect(weighted.values == shorter.values)
    #expect(weighted.lossScale == shorter.lossScale)
    #expect(weighted.statistics == shorter.statistics)
  }

  @Test(
    "A weight of 2 counts an observation twice",
    arguments: [Loss.squared, .poisson, .negativeBinomial])
  func doubled(_ loss: Loss) throws {
    let loss = LossCase(loss: loss, scale: .linear)
    var stream = RandomStream(seed: 64)
    let (times, _, curve) = LossCase.curve(of: Logistic())
    let sizes = loss.scatter(curve, level: 0.05, &stream)
    let double = times.indices.flatMap { $0 % 3 == 0 ? [$0, $0] : [$0] }
    let weighted = GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(
        times: times, sizes: sizes, weights: times.indices.map { $0 % 3 == 0 ? 2 : 1 }),
      options: loss.options())
    let repeated = GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(times: double.map { times[$0] }, sizes: double.map { sizes[$0] }),
      options: loss.options())
    for (a, b) in zip(weighted.values, repeated.values) {
      #expect((a / b - 1).magnitude <= 1e-9)
    }
    if loss.loss == .negativeBinomial {
      #expect((weighted.lossScale! / repeated.lossScale! - 1).magnitude <= 1e-8)
    }
    if loss.loss.isOfCounts {
      #expect(
        (weighted.statistics!.logLikelihood! / repeated.statistics!.logLikelihood! - 1).magnitude
          <= 1e-10)
    }
  }

  @Test(
    "Weights of robust losses are precisions: errors of half the size, a weight of 4",
    arguments: [Loss.huber, .tukey, .cauchy])
  func precisions(_ loss: Loss) throws {
    // The same residuals in units of their scale, and so the same curve where they are small.
    let (times, _, curve) = LossCase.curve(of: Logistic())
    let errors = times.indices.map { ($0 * $0 * 7) % 11 - 5 }.map { $0 == 5 ? 60.0 : Double($0) }
    func fit(_ weights: [Double]) throws -> GrowthFit {
      let sizes = zip(curve, zip(errors, weights)).map { $0 + $1.0 / $1.1.squareRoot() }
      return GrowthFitter().fit(
        Logistic(), to: try GrowthSeries(times: times, sizes: sizes, weights: weights),
        options: GrowthFitOptions(loss: loss))
    }
    let one = try fit(times.map { _ in 1 })
    let four = try fit(times.map { _ in 4 })
    #expect(one.statistics?.downweighted == four.statistics?.downweighted)
    #expect(try #require(one.statistics?.downweighted) >= 3)
    // s is of an observation of weight 1.
    #expect((four.lossScale! / one.lossScale! - 1).magnitude <= 0.02)
    for (a, b) in zip(one.parameters, four.parameters) {
      #expect((a.standardError! / b.standardError! / 2 - 1).magnitude <= 0.02)
    }
  }

  @Test("Known standard deviations give errors that do not depend on the scatter")
  func knownVariance() throws {
    let (times, _, curve) = LossCase.curve(of: Logistic())
    var stream = RandomStream(seed: 65)
    let noise = times.map { _ in stream.normal() }
    func fit(_ scatter: Double, sigma: Double, unit: Double = 1) throws -> GrowthFit {
      let sizes = zip(curve, noise).map { ($0 + scatter * $1) * unit }
      let weight = 1 / (sigma * unit * sigma * unit)
      return GrowthFitter().fit(
        Logistic(),
        to: try GrowthSeries(times: times, sizes: sizes, weights: times.map { _ in weight }),
        options: GrowthFitOptions(hasKnownVariance: true))
    }
    let small = try fit(1e-3, sigma: 5)
    let large = try fit(2e-3, sigma: 5)
    let other = try fit(1e-3, sigma: 10)
    for j in 0..<3 {
      let error = try #require(small.parameters[j].standardError)
      #expect((large.parameters[j].standardError! / error - 1).magnitude <= 1e-4)
      #expect((other.parameters[j].standardError! / error / 2 - 1).magnitude <= 1e-9)
    }
    // qnorm(0.975).
    #expect((small.tQuantile - 1.959963984540054).magnitude <= 1e-14)
    // Units that make the squares overflow.
    for exponent in [-450.0, 450] {
      let unit = pow(2, exponent)
      let scaled = try fit(1e-3, sigma: 5, unit: unit)
      for (a, b) in zip(scaled.parameters, small.parameters) {
        let factor = a.parameter.dimension == .size ? unit : 1
        #expect((a.standardError! / (b.standardError! * factor) - 1).magnitude <= 1e-9)
      }
      let statistics = try #require(scaled.statistics)
      #expect(
        (statistics.residualSumOfSquares / small.statistics!.residualSumOfSquares - 1).magnitude
          <= 1e-9)
      #expect(
        (statistics.logLikelihood! - small.statistics!.logLikelihood! + 40 * log(unit)).magnitude
          <= 1e-9 * statistics.logLikelihood!.magnitude)
    }
    // Without weights every standard deviation is 1.
    let unit = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: curve),
      options: GrowthFitOptions(hasKnownVariance: true))
    let weighted = try fit(0, sigma: 1)
    for (a, b) in zip(unit.parameters, weighted.parameters) {
      #expect((a.standardError! / b.standardError! - 1).magnitude <= 1e-12)
    }
  }
}
