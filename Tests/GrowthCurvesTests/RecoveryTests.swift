import Foundation
import GrowthCurves
import Statistics
import Testing

/// Curves with known parameters are found again, without start values from the user.
struct RecoveryTests {
  /// A random curve with 25 to 60 times, evenly spread, that show it from its early phase to its
  /// plateau (an exponential: over one to six e-folds).
  static func draw(
    _ model: any GrowthModel, _ stream: inout RandomStream, rates: ClosedRange<Double> = 10...30
  ) -> (times: [Double], parameters: [Double]) {
    let unit = stream.power(-3...6)
    let duration = stream.power(0...3)
    let first = model.usesElapsedTime ? 0 : [0.0, -3, 1900][stream.integer(below: 3)]
    let count = 25 + stream.integer(below: 36)
    let share = 0.35 + 0.2 * stream.uniform()
    let width = rates.upperBound - rates.lowerBound
    let k = (rates.lowerBound + width * stream.uniform()) / duration
    let folds = 1 + 5 * stream.uniform()
    let own = LagAndPhaseDraws.whole(
      model, unit: unit, duration: duration, first: first, rate: k, &stream)
    let p =
      own
      ?? model.parameters.map { parameter -> Double in
        if model.name == "exponential", parameter.symbol == "r" { return folds / duration }
        // The size at the origin of a curve whose inflection lies at this share of the duration.
        if model.name == "verhulst", parameter.symbol == "N0" {
          return unit / (1 + exp(k * share * duration))
        }
        if parameter.symbol == "C" { return unit * stream.power(-3...0) }
        return switch parameter.dimension {
        case .size: unit
        case .rate, .absoluteRate: k
        case .time: first + share * duration
        case .shape: stream.power(-0.7...0.7)
        }
      }
    let times = (0..<count).map { first + duration * Double($0) / Double(count - 1) }
    let curve = Curve(
      unit: unit, rate: k, first: first, duration: duration, middle: first + share * duration)
    return (times, curve.parameters(of: model, &stream) ?? p)
  }

  /// How far two lists of parameters are apart: relative to the second, times relative to the
  /// duration where that is longer.
  static func distance(
    _ model: any GrowthModel, _ values: [Double], _ truth: [Double], duration: Double
  ) -> Double {
    guard values.count == truth.count else { return .infinity }
    return values.indices.map { j in
      let isTime = model.parameters[j].dimension == .time
      let scale = isTime ? max(truth[j].magnitude, duration) : truth[j].magnitude
      return (values[j] - truth[j]).magnitude / scale
    }.max()!
  }

  @Test(
    "Without noise, 10,000 curves of each model", arguments: GrowthModels.closedForm.map { $0.name }
  )
  func exact(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 41)
    let draws = (0..<10_000).map { _ in Self.draw(model, &stream) }
    let series = try draws.map { times, p in
      try GrowthSeries(times: times, sizes: model.sizes(at: times, p))
    }
    let fits = GrowthBatch.fit(model, to: series, threads: 2)
    var recovered = 0
    var converged = 0
    for (fit, draw) in zip(fits, draws) {
      let truth = draw.parameters
      let distance = Self.distance(model, fit.values, truth, duration: fit.series.duration)
      if distance <= 1e-8 { recovered += 1 }
      if fit.status == .converged { converged += 1 }
    }
    // Found: 10,000 of 10,000 for each model.
    #expect(recovered >= 9_990)
    #expect(converged >= 9_990)
  }

  @Test(
    "With noise, no fit is worse than the truth",
    arguments: GrowthModels.closedForm.map { $0.name },
    [0.01, 0.05, 0.1])
  func nearest(_ name: String, _ level: Double) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 44)
    let draws = (0..<250).map { _ in Self.draw(model, &stream, rates: 8...14) }
    let truths = draws.map { times, p in
      model.sizes(at: model.usesElapsedTime ? times.map { $0 - times[0] } : times, p)
    }
    let series = try zip(draws, truths).map { draw, sizes in
      let noise = level * sizes.max()!
      return try GrowthSeries(
        times: draw.times, sizes: sizes.map { $0 + stream.normal(standardDeviation: noise) })
    }
    var reached = 0
    for (fit, truth) in zip(GrowthBatch.fit(model, to: series, threads: 2), truths) {
      let left = zip(fit.series.sizes, truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      if fit.statistics!.residualSumOfSquares <= left * (1 + 1e-9) { reached += 1 }
    }
    // Found: all; of 1,000, one of generalized-logistic and one of theta-logistic at 10 % are not, and
    // six of logistic-sum. Of the three-phase curve, with its corners, 246 at 10 %, 989 of 1,000.
    #expect(reached >= (name == "buchanan" && level == 0.1 ? 243 : 248))
  }

  static let plain = [
    "logistic", "logistic-offset", "verhulst", "gompertz", "logistic-lag", "gompertz-lag",
    "von-bertalanffy", "von-bertalanffy-length",
  ]
  /// With a shape to be found, more noise leaves some curves on the edge of the shapes, and others
  /// with a distribution too skewed for a standard error.
  static let shaped = [
    "richards", "generalized-logistic", "richards-lag", "theta-logistic", "weibull",
    "morgan-mercer-flodin",
  ]
  static let noisy =
    plain.flatMap { name in [0.01, 0.05, 0.1].map { (name, $0) } } + shaped.map { ($0, 0.01) }

  @Test("With noise, estimates lie within five standard errors", arguments: noisy)
  func noise(_ name: String, _ level: Double) throws {
    let outcome = try Self.simulate(name, level: level, count: 2000, seed: 42)
    // Found: at least 1,995 of 2,000 fitted; all estimates within five errors at 1 %, and at least
    // 99.1 % with more noise, but for N0 of Verhulst at 10 %, 97.75 %, and of theta-logistic, 96.5 %.
    // There it is a small fraction of the noise, and its distribution too skewed for a symmetric
    // interval.
    #expect(outcome.fitted >= 1990)
    for (j, share) in outcome.withinFive.enumerated() {
      let isBuried =
        j == 1 && (name == "theta-logistic" || (name == "verhulst" && level == 0.1))
      #expect(share >= (isBuried ? 0.96 : 0.99))
    }
  }

  static let lagged = ["baranyi-roberts", "huang", "buchanan"]

  @Test(
    "With errors that are a share of the size, lag models are found again", arguments: lagged,
    [0.01, 0.05, 0.1])
  func relativeNoise(_ name: String, _ level: Double) throws {
    let outcome = try Self.simulate(name, level: level, count: 1000, seed: 44, isRelative: true)
    // Found: all fitted; within five errors at least 99.9 %; intervals of 95 % cover 93.6 to 96.4 %.
    #expect(outcome.fitted >= 999)
    for share in outcome.withinFive { #expect(share >= 0.995) }
    for coverage in outcome.coverages.prefix(4) { #expect((0.92...0.975).contains(coverage)) }
  }

  @Test("Phases are found again with noise of a share of the whole", arguments: [0.01, 0.02])
  func phaseNoise(_ level: Double) throws {
    let outcome = try Self.simulate("logistic-sum", level: level, count: 500, seed: 45)
    // Found: all fitted, at least 99.6 % within five errors, 93.8 to 97.8 % covered.
    #expect(outcome.fitted >= 498)
    for share in outcome.withinFive { #expect(share >= 0.99) }
    for coverage in outcome.coverages { #expect((0.91...0.99).contains(coverage)) }
  }

  @Test("Wald intervals of 95 % cover 95 %", arguments: plain)
  func coverage(_ name: String) throws {
    let outcome = try Self.simulate(name, level: 0.05, count: 2000, seed: 43)
    // Found: 0.933 to 0.956; 0.925 for Verhulst's N0, whose distribution is skewed.
    for coverage in outcome.coverages { #expect((0.92...0.975).contains(coverage)) }
  }

  @Test("Populations above their capacity", arguments: ["verhulst", "theta-logistic"])
  func falling(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 45)
    let draws = (0..<2000).map { _ in
      let unit = stream.power(-3...6)
      let duration = stream.power(0...3)
      let times = (0..<40).map { duration * Double($0) / 39 }
      let shape = name == "verhulst" ? 1 : stream.power(-0.5...0.5)
      let rate = (2 + 6 * stream.uniform()) / duration / shape
      let initial = unit * (1.2 + 3 * stream.uniform())
      return (
        times: times, parameters: [unit, initial, rate] + (name == "verhulst" ? [] : [shape])
      )
    }
    let series = try draws.map { times, p in
      try GrowthSeries(times: times, sizes: model.sizes(at: times, p))
    }
    let fits = GrowthBatch.fit(model, to: series, threads: 2)
    let recovered = zip(fits, draws).count { fit, draw in
      Self.distance(model, fit.values, draw.parameters, duration: fit.series.duration) <= 1e-8
    }
    // Found: all.
    #expect(recovered >= 1998)
    for fit in fits { #expect(fit.verdicts == [.declining]) }
  }

  struct Outcome {
    var fitted = 0
    /// By parameter: the share of estimates within five standard errors of the truth.
    var withinFive: [Double]
    /// By parameter: the share of intervals that hold the truth.
    var coverages: [Double]
  }

  /// Fits `count` curves with normal noise of a share of their capacity, or of each size.
  static func simulate(
    _ name: String, level: Double, count: Int, seed: UInt32, isRelative: Bool = false
  ) throws -> Outcome {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: seed)
    let truths = (0..<count).map { _ in
      // Slow enough for several observations to lie on the rise.
      let (times, p) = draw(model, &stream, rates: 8...14)
      let exact = model.sizes(at: times, p)
      let capacity = model.landmarks(p).capacity!
      let sizes = exact.map {
        $0 + stream.normal(standardDeviation: level * (isRelative ? $0 : capacity))
      }
      let weights = isRelative ? exact.map { 1 / ($0 * $0) } : []
      return (times: times, sizes: sizes, weights: weights, parameters: p)
    }
    let series = try truths.map {
      try GrowthSeries(times: $0.times, sizes: $0.sizes, weights: $0.weights)
    }
    let none = model.parameters.map { _ in 0.0 }
    var outcome = Outcome(withinFive: none, coverages: none)
    for (fit, truth) in zip(GrowthBatch.fit(model, to: series, threads: 2), truths)
    where fit.status == .converged {
      outcome.fitted += 1
      for (j, estimate) in fit.parameters.enumerated() {
        guard !estimate.isFixed else {
          outcome.withinFive[j] += 1
          continue
        }
        let error = try #require(estimate.standardError)
        let wanted = truth.parameters[j]
        if (estimate.estimate - wanted).magnitude <= 5 * error { outcome.withinFive[j] += 1 }
        if estimate.lower! <= wanted, wanted <= estimate.upper! { outcome.coverages[j] += 1 }
      }
    }
    outcome.withinFive = outcome.withinFive.map { $0 / Double(count) }
    outcome.coverages = outcome.coverages.map { $0 / Double(count) }
    return outcome
  }
}
