import Dynamics
import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import TestSupport
import Testing

/// Two species fitted together.
struct CompetitionFitTests {
  /// A culture with its parameters in the order of the report.
  struct Culture {
    var truth: [Double]
    var first: GrowthSeries
    var second: GrowthSeries
  }

  static func culture(
    _ stream: inout RandomStream, noise: Double, coexist: Bool = false
  ) throws -> Culture {
    let (k1, k2) = (stream.number(50...500), stream.number(50...500))
    let greatest = coexist ? 0.8 : 1.6
    let p = [
      stream.number(0.5...1.2), k1, stream.number(0.2...greatest) * k1 / k2,
      stream.number(0.5...1.2), k2, stream.number(0.2...greatest) * k2 / k1,
    ]
    let initial = [k1 * stream.number(0.005...0.05), k2 * stream.number(0.005...0.05)]
    // The second species is looked at less often, and at other times.
    let times = [(0...30).map { Double($0) }, (0...20).map { 1.5 * Double($0) + 0.25 }]
    let series = try (0..<2).map { species in
      let sizes = CompetingPopulations().trajectory(p, from: initial, at: times[species])
        .sizes[species]
      let spread = noise * [k1, k2][species] * [1, 0.3][species]
      return try GrowthSeries(
        times: times[species], sizes: sizes.map { $0 + stream.normal(standardDeviation: spread) },
        origin: 0)
    }
    return Culture(
      truth: [p[0], p[1], p[2], initial[0], p[3], p[4], p[5], initial[1]], first: series[0],
      second: series[1])
  }

  @Test("Without noise, 100 mixed cultures, of every outcome")
  func exact() throws {
    var stream = RandomStream(seed: 171)
    var outcomes: Set<CompetitionOutcome> = []
    var recovered = 0
    for _ in 0..<100 {
      let culture = try Self.culture(&stream, noise: 0)
      let fit = CompetitionFitter.fit(culture.first, culture.second)
      let error = zip(fit.values, culture.truth).map { ($0 / $1 - 1).magnitude }.max()
      if fit.status == .converged, let error, error <= 1e-6 { recovered += 1 }
      if let outcome = fit.outcome { outcomes.insert(outcome) }
    }
    // Found: 100.
    #expect(recovered >= 99)
    #expect(outcomes.count == 4)
  }

  @Test("With noise, intervals of 95 % cover where both species persist")
  func coverage() throws {
    var stream = RandomStream(seed: 172)
    var covered = [Double](repeating: 0, count: 8)
    var fitted = 0.0
    var ratios = 0.0
    for _ in 0..<100 {
      let culture = try Self.culture(&stream, noise: 0.02, coexist: true)
      let fit = CompetitionFitter.fit(culture.first, culture.second)
      guard fit.status == .converged else { continue }
      fitted += 1
      for (j, estimate) in fit.parameters.enumerated() {
        let truth = culture.truth[j]
        if estimate.lower! <= truth, truth <= estimate.upper! { covered[j] += 1 }
      }
      let spreads = fit.species.map { $0.residualStandardError! }
      ratios += spreads[0] / culture.truth[1] / (spreads[1] / culture.truth[5]) * 0.3
    }
    #expect(fitted >= 95)
    // Of 200, found: 0.91 to 0.97. Half a score of parameters and two variances leave no more.
    for share in covered { #expect(share >= 0.85 * fitted) }
    #expect(covered.reduce(0, +) <= 0.98 * 8 * fitted)
    // The noise of the first species is 1/0.3 times that of the second, each in its capacity's unit.
    #expect((ratios / fitted - 1).magnitude <= 0.1)
  }

  /// *P. aurelia* and *P. caudatum*, alone or together.
  static func gause(_ species: String, _ treatment: String) throws -> GrowthSeries {
    let rows = try Repository.rows("growth/gause_1934_paramecium.csv").dropFirst()
      .filter { $0[0] == "Paramecium \(species)" && $0[1] == treatment }
    return try GrowthSeries(
      name: species, times: rows.map { Double($0[2])! }, sizes: rows.map { Double($0[3]) ?? .nan })
  }

  /// By scipy 1.17: DOP853 with tolerances 1e-13, slopes by sixth-order differences, Gauss–Newton
  /// with the variances of the residuals until nothing changes in eleven digits.
  @Test("Gause's mixed culture: parameters, standard errors and likelihood")
  func mixedCulture() throws {
    let fit = CompetitionFitter.fit(
      try Self.gause("aurelia", "Mixture"), try Self.gause("caudatum", "Mixture"))
    #expect(fit.status == .converged)
    #expect(fit.verdicts == [.ok])
    let expected = [
      0.7342891157029672, 367.9928441762794, 0.5619246524353431, 3.7741072797225175,
      1.1583466903058872, 258.12384338153464, 0.6779957036717006, 0.3710084946673986,
    ]
    let errors = [
      0.17990271, 18.14779769, 0.33140238, 3.59082592, 0.22506866, 42.01365792, 0.14517092,
      0.39010035,
    ]
    for (j, estimate) in fit.parameters.enumerated() {
      #expect((estimate.estimate / expected[j] - 1).magnitude <= 1e-7, "\(estimate)")
      #expect((try #require(estimate.standardError) / errors[j] - 1).magnitude <= 1e-6)
    }
    #expect((fit.species[0].residualSumOfSquares / 14922.77702009 - 1).magnitude <= 1e-8)
    #expect((fit.species[1].residualSumOfSquares / 1790.22970923 - 1).magnitude <= 1e-8)
    #expect((try #require(fit.logLikelihood) + 204.2343210831656).magnitude <= 1e-8)
    // k = 8 parameters and 2 variances.
    #expect((try #require(fit.aic) - 2 * (204.2343210831656 + 10)).magnitude <= 1e-7)
    #expect(fit.degreesOfFreedom == 42)
    #expect(fit.species.map { $0.observations } == [25, 25])
    #expect(fit.outcome == .coexistence)
    #expect(!fit.isOutcomeCertain)
    // 1 − a12·K2/K1 and 1 − a21·K1/K2.
    #expect((fit.invasions[0].estimate - 0.60584518).magnitude <= 1e-7)
    #expect((fit.invasions[1].estimate - 0.03341914).magnitude <= 1e-7)
  }

  /// The same, with r and K as Verhulst's equation gives them for each species alone.
  @Test("Gause's mixed culture with the rates and capacities of the species alone")
  func fixedFromMonocultures() throws {
    var options = GrowthFitOptions()
    for (index, species) in ["aurelia", "caudatum"].enumerated() {
      let alone = GrowthFitter().fit(Verhulst(), to: try Self.gause(species, "Monoculture"))
      options.domains["K\(index + 1)"] = .fixed(alone.values[0])
      options.domains["r\(index + 1)"] = .fixed(alone.values[2])
    }
    let fit = CompetitionFitter.fit(
      try Self.gause("aurelia", "Mixture"), try Self.gause("caudatum", "Mixture"),
      options: options)
    #expect(fit.status == .converged)
    for (j, expected, error) in [
      (2, 2.8858842854088427, 0.21529363), (3, 6.314476209548726, 1.64127217),
      (6, 0.4523352263078211, 0.02060139), (7, 1.3071111695963782, 0.38355967),
    ] {
      #expect((fit.parameters[j].estimate / expected - 1).magnitude <= 1e-6)
      #expect((try #require(fit.parameters[j].standardError) / error - 1).magnitude <= 1e-5)
    }
    #expect(fit.parameters[0].isFixed && fit.parameters[0].standardError == 0)
    #expect((try #require(fit.logLikelihood) + 232.7579151845619).magnitude <= 1e-7)
    #expect(fit.degreesOfFreedom == 46)
  }

  @Test("A species that is soon excluded does not tell its own parameters")
  func excluded() throws {
    let times = (0...30).map { Double($0) }
    var stream = RandomStream(seed: 173)
    // Species 2 never comes near its capacity of 100.
    let sizes = CompetingPopulations().trajectory(
      [1.2, 400, 0.3, 0.5, 100, 1.5], from: [60, 4], at: times
    ).sizes.map { $0.map { $0 + stream.normal() } }
    let fit = CompetitionFitter.fit(
      try GrowthSeries(times: times, sizes: sizes[0]),
      try GrowthSeries(times: times, sizes: sizes[1]))
    // Its rate, its capacity and what it suffers can each make up for the others.
    #expect(
      ["r2", "K2", "a21"].contains { fit.verdicts.contains(.unidentified(parameter: $0)) })
    #expect((fit.values[1] / 400 - 1).magnitude < 0.02)
  }

  @Test("Weights of 0 are observations that were not made; the origin is the earlier one")
  func weights() throws {
    var stream = RandomStream(seed: 174)
    let culture = try Self.culture(&stream, noise: 0.01, coexist: true)
    let cut = try GrowthSeries(
      times: culture.first.times, sizes: culture.first.sizes,
      weights: culture.first.times.map { $0 > 20 ? 0 : 2 }, origin: 0)
    let shorter = try GrowthSeries(
      times: Array(culture.first.times[...20]), sizes: Array(culture.first.sizes[...20]),
      origin: 0)
    let weighted = CompetitionFitter.fit(cut, culture.second)
    let plain = CompetitionFitter.fit(shorter, culture.second)
    // A common weight is only another variance.
    for (a, b) in zip(weighted.values, plain.values) { #expect((a / b - 1).magnitude <= 1e-7) }
    #expect((weighted.logLikelihood! - plain.logLikelihood!).magnitude <= 1e-7)
    #expect(weighted.origin == 0)
  }

  @Test("What cannot be fitted is said")
  func notFitted() throws {
    let short = try GrowthSeries(times: [0, 1, 2], sizes: [1, 2, 3])
    let fit = CompetitionFitter.fit(short, short)
    #expect(fit.status == .notFitted)
    #expect(fit.verdicts == [.tooFewObservations(found: 6, needed: 8)])
    #expect(fit.outcome == nil && fit.invasions.isEmpty && fit.values.isEmpty)
    let times = (0...9).map { Double($0) }
    let flat = try GrowthSeries(times: times, sizes: times.map { _ in 3 })
    let rising = try GrowthSeries(times: times, sizes: times.map { $0 + 1 })
    #expect(CompetitionFitter.fit(flat, rising).verdicts == [.noGrowth])
  }

  @Test(
    "Garbage ends with an answer",
    arguments: ["zeros", "negative", "falling", "two points", "one point"])
  func garbage(_ name: String) throws {
    let sizes = StartValueTests.garbage.first { $0.name == name }!.sizes
    let times = sizes.indices.map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: sizes)
    let other = try GrowthSeries(times: times, sizes: sizes.indices.map { Double($0 % 4) + 1 })
    let fit = CompetitionFitter.fit(series, other)
    #expect(!fit.verdicts.isEmpty)
    #expect(fit.values.allSatisfy { !$0.isNaN })
  }
}
