import Foundation
import GrowthCurves
import LeastSquares
import Testing

/// F-tests of nested models.
struct NestedTestTests {
  struct Expected: Sendable {
    var inner: String
    var outer: String
    var restriction: String
    var isLimit = false
    var degrees: (Int, Int)
    var f: Double
    var p: Double
  }

  private static func check(_ tests: [NestedTest], _ expected: [Expected]) throws {
    #expect(tests.count == expected.count)
    for wanted in expected {
      let found = try #require(
        tests.first { $0.inner == wanted.inner && $0.outer == wanted.outer })
      #expect(found.restriction == wanted.restriction)
      #expect(found.kind == .f)
      #expect(found.isLimit == wanted.isLimit)
      #expect(found.degreesOfFreedom == wanted.degrees.0)
      #expect(found.residualDegreesOfFreedom == wanted.degrees.1)
      #expect((found.statistic / wanted.f - 1).magnitude < 1e-6)
      #expect((found.pValue / wanted.p - 1).magnitude < 1e-6)
    }
  }

  /// `anova(nls(…), nls(…))` of R 4.2 on run 1 of DNase over log(conc).
  @Test("F and p are those of R's anova")
  func assay() throws {
    let comparison = GrowthFitter().compare(
      ModelComparisonTests.models, on: try ModelComparisonTests.assay())
    try Self.check(
      comparison.nestedTests,
      [
        Expected(
          inner: "logistic", outer: "logistic-offset", restriction: "C = 0", degrees: (1, 12),
          f: 0.209839524363, p: 0.655077597133),
        Expected(
          inner: "logistic", outer: "richards", restriction: "nu = 1", degrees: (1, 12),
          f: 0.0341298457694, p: 0.856516356814),
        Expected(
          inner: "gompertz", outer: "richards", restriction: "nu -> 0", isLimit: true,
          degrees: (1, 12), f: 11.5217749174, p: 0.00532478370789),
      ])
  }

  /// The sums of squares are known to 14 digits, 194.32537821188 and 194.32018599021: F = (their
  /// difference)/(194.32018599021/15). p of both by R's anova.
  @Test("Carlson's yeast is a logistic: neither an offset nor a shape adds anything")
  func yeast() throws {
    let comparison = GrowthFitter().compare(
      [Verhulst(), LogisticOffset(), Richards()], on: try ModelComparisonTests.yeast())
    try Self.check(
      comparison.nestedTests,
      [
        Expected(
          inner: "verhulst", outer: "logistic-offset", restriction: "C = 0", degrees: (1, 15),
          f: 0.745566747593, p: 0.401479579155),
        Expected(
          inner: "verhulst", outer: "richards", restriction: "nu = 1", degrees: (1, 15),
          f: (194.32537821188 - 194.32018599021) / (194.32018599021 / 15), p: 0.984291327259),
      ])
  }

  @Test("For counts it is the fall of the deviance, a χ² of one degree of freedom")
  func counts() throws {
    let times = (0...20).map { Double($0) }
    let sizes = Gompertz().sizes(at: times, [300, 0.3, 7]).map { $0.rounded() }
    let comparison = GrowthFitter().compare(
      [Logistic(), Richards()], on: try GrowthSeries(times: times, sizes: sizes),
      options: GrowthFitOptions(loss: .poisson))
    let test = try #require(comparison.nestedTests.first)
    let deviances = ["logistic", "richards"].map { name in
      comparison.entries.first { $0.name == name }!.fit.statistics!.deviance!
    }
    #expect(test.kind == .chiSquared)
    #expect((test.statistic / (deviances[0] - deviances[1]) - 1).magnitude < 1e-8)
    // The square of a standard normal variable.
    #expect((test.pValue / erfc((test.statistic / 2).squareRoot()) - 1).magnitude < 1e-10)
  }

  @Test("With known variances it is the fall of Σwr²; a robust loss has no test")
  func losses() throws {
    let series = try ModelComparisonTests.yeast()
    func compare(_ options: GrowthFitOptions) -> ModelComparison {
      GrowthFitter().compare([Logistic(), Richards()], on: series, options: options)
    }
    let known = try #require(
      compare(GrowthFitOptions(hasKnownVariance: true)).nestedTests.first)
    // 194.32537821188 − 194.32018599021, known to 11 decimals.
    #expect(known.kind == .chiSquared)
    #expect((known.statistic / 0.00519222167 - 1).magnitude < 1e-8)
    #expect((known.pValue - erfc((known.statistic / 2).squareRoot())).magnitude < 1e-12)
    #expect(compare(GrowthFitOptions(loss: .huber)).nestedTests.isEmpty)
  }

  @Test("Models of different families, and a model with itself, are not nested")
  func unrelated() throws {
    let comparison = GrowthFitter().compare(
      [Gompertz(), LogisticOffset()], on: try ModelComparisonTests.yeast())
    #expect(comparison.nestedTests.isEmpty)
  }

  @Test("What is held fixed in both leaves models nested; what sets them apart must be free")
  func constraints() throws {
    let series = try ModelComparisonTests.yeast()
    func tests(_ domains: [String: ParameterDomain], _ models: [any GrowthModel]) -> [NestedTest] {
      GrowthFitter().compare(models, on: series, options: GrowthFitOptions(domains: domains))
        .nestedTests
    }
    let pair: [any GrowthModel] = [Logistic(), Richards()]
    let held = try #require(tests(["k": .fixed(0.55)], pair).first)
    #expect(held.residualDegreesOfFreedom == 16)
    #expect(tests(["nu": .interval(lower: 0.5, upper: 0.9)], pair).isEmpty)
    // r of one and k of the other are not the same parameter.
    #expect(tests(["k": .fixed(0.55)], [Verhulst(), Richards()]).isEmpty)
    #expect(tests(["q": .fixed(1)], pair).count == 1)
  }
}
