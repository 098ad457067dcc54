import TestSupport
import Testing

/// Least squares to 14 digits, from 50-digit arithmetic.
struct KnownAnswersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var parameters: [String: Double]
    var squares: Double
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let cases = [
    Case(
      arguments: ["data/growth/us_census_1790_1910.csv"],
      parameters: ["L": 196.24529110567, "k": 0.031352770844318, "x0": 1914.1909986591],
      squares: 2.5874198620763),
    Case(
      arguments: ["data/growth/us_census_1790_1910.csv", "--model", "verhulst"],
      parameters: ["K": 196.24529110567, "N0": 3.917559680601, "r": 0.031352770844318],
      squares: 2.5874198620763),
    Case(
      arguments: ["data/growth/carlson_yeast_1913.csv", "--model", "verhulst"],
      parameters: ["K": 663.02199067625, "N0": 9.1355171563619, "r": 0.54699472758704],
      squares: 194.32537821188),
    Case(
      arguments: ["data/growth/carlson_yeast_1913.csv", "--model", "richards"],
      parameters: [
        "L": 663.04617537582, "k": 0.54668808392543, "x0": 7.8065843090688,
        "nu": 0.99856752240249,
      ],
      squares: 194.32018599021),
    // The first phase of a logistic sum is a logistic with k = ln 81/Δt.
    Case(
      arguments: ["data/growth/sunflower_reed_holland_1919.csv"],
      parameters: [
        "L": 261.0396714263, "k": 4.394449154672439 / 50.103634520703, "x0": 34.273389360032,
      ],
      squares: 127.0647796225),
    Case(
      arguments: [
        "data/growth/sunflower_reed_holland_1919.csv", "--model", "logistic-sum", "--phases", "1",
      ],
      parameters: ["K1": 261.0396714263, "dt1": 50.103634520703, "tm1": 34.273389360032],
      squares: 127.0647796225),
    Case(
      arguments: [
        "data/growth/loglet_universities_1801_1974.csv", "--model", "logistic-sum", "--phases", "2",
      ],
      parameters: [
        "K1": 498.84513610486, "dt1": 103.42028481577, "tm1": 1884.2693653302,
        "K2": 63.012579077419, "dt2": 16.445272904829, "tm2": 1963.0769798516,
      ],
      squares: 3393.4396317942),
  ]

  @Test("Known answers to 12 digits, without start values", arguments: cases)
  func knownAnswers(_ known: Case) throws {
    let result = try FitGrowthResult.run(known.arguments)
    let fit = try #require(result.fits.first)
    #expect(fit.status == "converged")
    for (name, wanted) in known.parameters {
      let estimate = try #require(fit.parameter(name)?.estimate)
      #expect(logRelativeError(estimate, wanted, cap: 14) > 11.5, "\(name) \(estimate)")
    }
    let squares = try #require(fit.statistics?.residualSumOfSquares)
    #expect(logRelativeError(squares, known.squares, cap: 14) > 11.5)
  }

  @Test("Carlson's yeast: standard errors and Wald limits")
  func standardErrors() throws {
    let result = try FitGrowthResult.run([
      "data/growth/carlson_yeast_1913.csv", "--model", "verhulst", "--intervals", "wald",
    ])
    let fit = try #require(result.fits.first)
    // To the six digits in which the standard errors are known; t(0.975, 16) = 2.119905.
    for (name, estimate, error) in [
      ("K", 663.02199067625, 1.70273), ("N0", 9.1355171563619, 0.378816),
      ("r", 0.54699472758704, 0.00558267),
    ] {
      let parameter = try #require(fit.parameter(name))
      let found = try #require(parameter.standardError)
      #expect((found / error - 1).magnitude < 2e-6, "\(name)")
      let lower = try #require(parameter.lower)
      #expect((lower - (estimate - 2.119905 * error)).magnitude < 1e-5 * error)
    }
    #expect(fit.verdicts == ["ok"])
  }

  @Test("Carlson's yeast: profile limits to seven digits, without being asked for")
  func profileLimits() throws {
    let result = try FitGrowthResult.run([
      "data/growth/carlson_yeast_1913.csv", "--model", "verhulst",
    ])
    let fit = try #require(result.fits.first)
    for (name, lower, upper) in [
      ("K", 659.41753, 666.66829), ("N0", 8.3478063, 9.9708584), ("r", 0.53518802, 0.55914090),
    ] {
      let parameter = try #require(fit.parameter(name))
      #expect(parameter.interval == "profile")
      #expect((try #require(parameter.lower) / lower - 1).magnitude < 1e-7)
      #expect((try #require(parameter.upper) / upper - 1).magnitude < 1e-7)
    }
  }

  @Test("Chick 1 has no upper limit for L, and the output says so in words")
  func unboundedCapacity() throws {
    let arguments = ["data/growth/chickweight.csv", "--by", "Chick", "--size", "weight"]
    let fit = try #require(try FitGrowthResult.run(arguments).fits.first)
    let capacity = try #require(fit.parameter("L"))
    #expect((try #require(capacity.lower) - 482.63).magnitude < 0.005)
    #expect(capacity.upper == nil)
    #expect(capacity.upperUnbounded)
    #expect(fit.verdicts.contains("unidentified(L)"))
    let folder = try TemporaryFolder()
    let rows = try Repository.rows("growth/chickweight.csv").filter { $0[2] == "1" }
    let file = try folder.file(
      "chick1.csv", "weight,Time\n" + rows.map { "\($0[0]),\($0[1])\n" }.joined())
    let outcome = try Command("fit-growth").run([file])
    #expect(
      outcome.output.contains("482.6 … no limit") || outcome.output.contains("483 … no limit"))
    #expect(outcome.output.contains("the data set no upper limit to L"))
  }

  @Test("The same curve by year and by time since 1790")
  func calendarYears() throws {
    let byYear = try FitGrowthResult.run([
      "data/growth/us_census_1790_1910.csv", "--model", "verhulst", "--origin", "1780",
    ])
    // N0 at 1780 is the curve ten years before the first census.
    let initial = try #require(byYear.fits.first?.parameter("N0")?.estimate)
    let logistic = try FitGrowthResult.run(["data/growth/us_census_1790_1910.csv"])
    let fit = try #require(logistic.fits.first)
    let l = try #require(fit.parameter("L")?.estimate)
    let k = try #require(fit.parameter("k")?.estimate)
    let x0 = try #require(fit.parameter("x0")?.estimate)
    let expected = l / (1 + exponential(-k * (1780 - x0)))
    #expect(logRelativeError(initial, expected, cap: 14) > 11)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

private func exponential(_ x: Double) -> Double { exp(x) }
