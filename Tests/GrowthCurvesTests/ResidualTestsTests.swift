import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import TestSupport
import Testing

struct ResidualTestsTests {
  static func carlson(weights: [Double] = []) throws -> GrowthSeries {
    let rows = try Repository.rows("growth/carlson_yeast_1913.csv").dropFirst()
    return try GrowthSeries(
      times: rows.map { Double($0[0])! }, sizes: rows.map { Double($0[1])! }, weights: weights)
  }

  /// The share of fits to a logistic curve with normal errors in which each test rejects at 5 %.
  static func rejections(_ count: Int, _ repeats: Int) throws -> (
    runs: Double, durbinWatson: [Double], shapiroWilk: Double
  ) {
    var stream = RandomStream(seed: 95)
    let fitter = GrowthFitter()
    let times = (0..<count).map { 20 * Double($0) / Double(count - 1) }
    let curve = Logistic().sizes(at: times, [3, 0.6, 10])
    var rejected = (runs: 0, low: 0, high: 0, both: 0, normal: 0)
    for _ in 0..<repeats {
      let sizes = curve.map { $0 + stream.normal(standardDeviation: 0.1) }
      let fit = fitter.fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
      let tests = try #require(fit.residualTests())
      let durbinWatson = try #require(tests.durbinWatson)
      if try #require(tests.runs).lowerTail < 0.05 { rejected.runs += 1 }
      if durbinWatson.lowerTail < 0.05 { rejected.low += 1 }
      if durbinWatson.upperTail < 0.05 { rejected.high += 1 }
      if durbinWatson.twoSided < 0.05 { rejected.both += 1 }
      if try #require(tests.shapiroWilk).p < 0.05 { rejected.normal += 1 }
    }
    func share(_ rejected: Int) -> Double { Double(rejected) / Double(repeats) }
    return (
      share(rejected.runs), [share(rejected.low), share(rejected.high), share(rejected.both)],
      share(rejected.normal)
    )
  }

  @Test(
    "White residuals of a fitted logistic: 4 to 6 % at the level of 5 %", arguments: [20, 50, 300])
  func level(_ count: Int) throws {
    let shares = try Self.rejections(count, 10_000)
    // The standard error of a share of 5 % of 10,000 is 0.22 %.
    for share in shares.durbinWatson { #expect((0.04...0.06).contains(share), "\(shares)") }
    #expect((0.04...0.06).contains(shares.shapiroWilk), "\(shares)")
    // Discrete, and on the safe side.
    #expect(shares.runs <= 0.06, "\(shares)")
  }

  @Test("The level holds for each loss", arguments: Loss.allCases)
  func levelOfLosses(_ loss: Loss) throws {
    var stream = RandomStream(seed: 97)
    let fitter = GrowthFitter()
    let times = (0..<50).map { 20 * Double($0) / 49 }
    let curve = Logistic().sizes(at: times, [400, 0.6, 10])
    let repeats = 2000
    var rejected = 0
    for _ in 0..<repeats {
      let sizes = curve.map { size in
        switch loss {
        case .poisson: Double(stream.poisson(mean: size))
        case .negativeBinomial: Double(stream.poisson(mean: size * stream.gamma(shape: 20) / 20))
        case .squared, .huber, .tukey, .cauchy: size + stream.normal(standardDeviation: 15)
        }
      }
      let fit = fitter.fit(
        Logistic(), to: try GrowthSeries(times: times, sizes: sizes),
        options: GrowthFitOptions(loss: loss))
      let tests = try #require(fit.residualTests())
      if try #require(tests.durbinWatson).lowerTail < 0.05 { rejected += 1 }
      #expect((tests.shapiroWilk == nil) == loss.isOfCounts)
    }
    // Three and a half standard errors, √(0.05·0.95/2000).
    let share = Double(rejected) / Double(repeats)
    #expect(abs(share - 0.05) < 0.017, "\(share)")
  }

  @Test("On the log scale: of ln N with the derivatives of ln N, whatever the unit of the sizes")
  func logScale() throws {
    let times = (0...24).map { Double($0) }
    let shape = Logistic().sizes(at: times, [4, 0.4, 9]).enumerated().map {
      $1 * exp(0.02 * sin(5 * Double($0)) + 0.02 * cos(0.7 * Double($0)))
    }
    for unit in [1.0, 1e18] {
      let fit = GrowthFitter().fit(
        Logistic(), to: try GrowthSeries(times: times, sizes: shape.map { unit * $0 }),
        options: GrowthFitOptions(scale: .log))
      let p = fit.values
      let fitted = Logistic().sizes(at: times, p)
      let residuals = zip(fit.series.sizes, fitted).map { log($0 / $1) }
      let shares = fitted.map { $0 / p[0] }
      let design = [
        shares.map { _ in 1.0 }, zip(shares, times).map { (1 - $0) * ($1 - p[2]) },
        shares.map { 1 - $0 },
      ]
      let expected = try #require(Self.durbinWatson(residuals, design))
      let tests = try #require(fit.residualTests())
      let found = try #require(tests.durbinWatson)
      #expect(abs(found.statistic - expected.statistic) < 1e-9)
      #expect(abs(found.lowerTail - expected.lowerTail) < 1e-9)
    }
  }

  @Test("A missed shape and correlated errors are seen")
  func power() throws {
    var stream = RandomStream(seed: 96)
    let times = (0..<60).map { Double($0) / 2 }
    let gompertz = Gompertz().sizes(at: times, [3, 0.25, 12])
    let missed = try GrowthSeries(
      times: times, sizes: gompertz.map { $0 + stream.normal(standardDeviation: 0.01) })
    let tests = try #require(GrowthFitter().fit(Logistic(), to: missed).residualTests())
    #expect(try #require(tests.runs).lowerTail < 1e-6)
    #expect(try #require(tests.durbinWatson).lowerTail < 1e-10)
    let right = try #require(GrowthFitter().fit(Gompertz(), to: missed).residualTests())
    #expect(try #require(right.durbinWatson).lowerTail > 0.05)
  }

  /// Carlson's yeast: R 4.2.2, minpack.lm; nlsLM(biomass ~ L/(1 + exp(-k*(hour - x0)))), of its
  /// residuals shapiro.test, and Σ(rᵢ − rᵢ₋₁)²/Σrᵢ²; p of Durbin and Watson from the dense matrices
  /// of the gradient and pbeta; the exact one is 0.1206586. Runs by eye.
  @Test func carlsonsYeast() throws {
    let fit = GrowthFitter().fit(Logistic(), to: try Self.carlson())
    let tests = try #require(fit.residualTests())
    let runs = try #require(tests.runs)
    #expect(runs == RunsTest(runs: 9, positiveCount: 13, negativeCount: 6))
    let durbinWatson = try #require(tests.durbinWatson)
    #expect(abs(durbinWatson.statistic - 1.7202230673844) < 1e-6)
    #expect(abs(durbinWatson.lowerTail - 0.1206972226754) < 1e-6)
    let shapiroWilk = try #require(tests.shapiroWilk)
    #expect(abs(shapiroWilk.statistic - 0.92052214595009) < 1e-6)
    #expect(abs(shapiroWilk.p - 0.11571237857315) < 1e-5)
  }

  @Test("Weights and fixed parameters enter the design")
  func weightsAndFixed() throws {
    // Weight 4 at a time is as twice the residual and twice the derivatives.
    let weights = (0..<19).map { $0 < 10 ? 1.0 : 4 }
    let fit = GrowthFitter().fit(
      Logistic(), to: try Self.carlson(weights: weights),
      options: GrowthFitOptions(domains: ["x0": .fixed(7.7)]))
    let p = fit.values
    var residuals: [Double] = []
    var design: [[Double]] = [[], []]
    for (i, (time, size)) in zip(fit.series.times, fit.series.sizes).enumerated() {
      let root = i < 10 ? 1.0 : 2
      let share = 1 / (1 + exp(-p[1] * (time - 7.7)))
      residuals.append(root * (size - p[0] * share))
      design[0].append(root * share)
      design[1].append(root * p[0] * share * (1 - share) * (time - 7.7))
    }
    let expected = try #require(Self.durbinWatson(residuals, design))
    let found = try #require(fit.residualTests()?.durbinWatson)
    #expect(abs(found.statistic - expected.statistic) < 1e-9)
    #expect(abs(found.lowerTail - expected.lowerTail) < 1e-9)
  }

  private static func durbinWatson(_ residuals: [Double], _ design: [[Double]]) -> DurbinWatson? {
    DurbinWatson(residuals.span, design: design)
  }

  @Test("Nothing to test: no fit, a curve through all points, too few points")
  func none() throws {
    let times = (0...20).map { Double($0) }
    func fit(_ times: [Double], _ sizes: [Double]) throws -> GrowthFit {
      GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
    }
    #expect(try fit(times, times.map { _ in 2 }).residualTests() == nil)
    #expect(try fit(times, Logistic().sizes(at: times, [4, 0.8, 10])).residualTests() == nil)
    let few = try #require(try fit([0, 5, 8, 10], [1, 3, 2, 4]).residualTests())
    #expect(few.durbinWatson == nil)
    #expect(few.shapiroWilk != nil)
  }
}
