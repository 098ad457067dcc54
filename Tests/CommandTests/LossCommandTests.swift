import Foundation
import TestSupport
import Testing

/// `--loss`, `--scale`, `--sigma`.
struct LossCommandTests {
  let command = Command("fit-growth")
  static let yeast = "data/growth/carlson_yeast_1913.csv"

  /// The parts of the JSON that concern losses.
  struct Result: Decodable {
    struct Options: Decodable {
      var loss: String
      var scale: String
      var sigma: String?
    }
    struct Statistics: Decodable {
      var deviance: Double?
      var lossScale: Double?
      var lossScaleUnbounded: Bool
      var downweighted: Int?
      var logLikelihood: Double?
      var residualSumOfSquares: Double?
    }
    struct Fit: Decodable {
      struct Parameter: Decodable {
        var estimate: Double?
        var standardError: Double?
      }
      var verdicts: [String]
      var parameters: [Parameter]
      var statistics: Statistics?
    }
    var options: Options
    var fits: [Fit]
  }

  func run(_ arguments: [String], input: String? = nil) throws -> Result {
    let outcome = try command.run(
      arguments + ["--format", "json", "--intervals", "wald"],
      input: input.map { Data($0.utf8) })
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
  }

  /// A logistic about 5 with a wiggle, and one gross error at t = 12.
  static let rows = (0..<25).map { t -> (time: Int, size: Double) in
    let size = 5 / (1 + exp(-0.5 * (Double(t) - 10))) + 0.02 * sin(Double(t * t))
    return (t, t == 12 ? 9 : size)
  }
  static let table = "t,y\n" + rows.map { "\($0.time),\($0.size)" }.joined(separator: "\n") + "\n"

  @Test("Robust losses ignore a gross error and count it", arguments: ["huber", "tukey", "cauchy"])
  func robust(_ loss: String) throws {
    let result = try run(["-", "--loss", loss], input: Self.table)
    #expect(result.options.loss == loss && result.options.scale == "linear")
    let fit = result.fits[0]
    #expect((fit.parameters[0].estimate! - 5).magnitude < 0.05)
    #expect(fit.statistics?.downweighted == 1)
    #expect(try #require(fit.statistics?.lossScale) < 0.03)
    #expect(try #require(fit.statistics?.deviance) > 0)
    #expect((fit.statistics?.logLikelihood == nil) == (loss == "tukey"))
    let outcome = try command.run(["-", "--loss", loss], input: Data(Self.table.utf8))
    #expect(outcome.output.contains("loss \(loss)\n"))
    #expect(outcome.output.contains("(1 of 25 with less than half weight)"))
  }

  @Test("The log scale leaves zeros out and says so")
  func logScale() throws {
    let result = try run(["-", "--scale", "log"], input: Self.table + "30,0\n31,-1\n")
    #expect(result.options.scale == "log" && result.options.loss == "squared")
    #expect(result.fits[0].verdicts.contains("nonpositive-sizes-left-out(2)"))
    #expect(result.fits[0].statistics?.deviance == nil)
    let outcome = try command.run(
      ["-", "--scale", "log", "--strict"], input: Data((Self.table + "30,0\n").utf8))
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("residuals of ln N"))
    #expect(outcome.output.contains("1 size is not positive and left out of the log scale"))
  }

  @Test("Counts: deviance, θ, and what scatters more than Poisson counts")
  func counts() throws {
    let counts = [2, 5, 3, 9, 6, 10, 8, 17, 11, 22, 35, 19, 41, 30, 62]
    let table =
      "day,cases\n" + counts.enumerated().map { "\($0),\($1)" }.joined(separator: "\n") + "\n"
    let model = ["-", "--model", "exponential", "--loss"]
    let poisson = try run(model + ["poisson"], input: table)
    // R's glm(cases ~ day, poisson); see LossOracleTests.
    let deviance = try #require(poisson.fits[0].statistics?.deviance)
    #expect(logRelativeError(deviance, 22.7045748644027618) > 10)
    #expect(poisson.fits[0].statistics?.lossScale == nil)
    #expect(poisson.fits[0].statistics?.lossScaleUnbounded == false)
    let binomial = try run(model + ["negative-binomial"], input: table)
    let theta = try #require(binomial.fits[0].statistics?.lossScale)
    #expect(logRelativeError(theta, 28.5621630846475973) > 9)
    // Counts on the curve have no scatter to estimate.
    let exact = "day,cases\n" + (0..<12).map { "\($0),\(1 << $0)" }.joined(separator: "\n") + "\n"
    let even = try run(model + ["negative-binomial"], input: exact)
    #expect(even.fits[0].statistics?.lossScaleUnbounded == true)
    #expect(even.fits[0].statistics?.lossScale == nil)
    let shown = try command.run(model + ["negative-binomial"], input: Data(exact.utf8))
    #expect(shown.output.contains("θ infinite: Poisson"))
  }

  @Test("A negative count is a verdict, not a number")
  func negativeCounts() throws {
    let result = try run(["-", "--loss", "poisson"], input: "t,y\n0,1\n1,-2\n2,3\n3,8\n4,9\n")
    #expect(result.fits[0].verdicts == ["negative-counts(1)"])
    #expect(result.fits[0].parameters.isEmpty)
  }

  @Test("--sigma gives standard errors without estimating a variance")
  func sigma() throws {
    let rows = Self.rows.map { "\($0.time),\($0.size),\(0.1 + 0.01 * Double($0.time))" }
    let table = "t,y,sd\n" + rows.joined(separator: "\n") + "\n"
    let result = try run(["-", "--sigma", "sd"], input: table)
    #expect(result.options.sigma == "sd")
    let doubled = Self.rows.map { "\($0.time),\($0.size),\(0.2 + 0.02 * Double($0.time))" }
    let other = try run(
      ["-", "--sigma", "sd"], input: "t,y,sd\n" + doubled.joined(separator: "\n") + "\n")
    for (a, b) in zip(other.fits[0].parameters, result.fits[0].parameters) {
      #expect((a.estimate! / b.estimate! - 1).magnitude < 1e-9)
      #expect((a.standardError! / b.standardError! / 2 - 1).magnitude < 1e-9)
    }
    // χ² = Σ((y − N)/σ)².
    let squares = try #require(result.fits[0].statistics?.residualSumOfSquares)
    #expect((other.fits[0].statistics!.residualSumOfSquares! * 4 / squares - 1).magnitude < 1e-9)
    let shown = try command.run(["-", "--sigma", "sd"], input: Data(table.utf8))
    #expect(shown.output.contains("standard deviations from sd"))
    #expect(shown.output.contains("χ² "))
  }

  @Test(
    "A standard deviation that is none is an error with its place",
    arguments: [
      ("0", "holds 0.0"), ("-0.5", "holds -0.5"), ("NA", "holds no number"),
      ("1e-200", "holds 1e-200, whose square is no number"),
    ])
  func badSigma(_ text: String, _ says: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "data.csv", "t,y,sd\n0,1,0.1\n1,2,0.1\n2,4,\(text)\n3,6,0.1\n4,7,0.1\n5,8,0.2\n")
    let outcome = try command.run([path, "--sigma", "sd"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("data.csv:4:3: column \"sd\" \(says)"), "\(outcome.errors)")
    // Where there is no size to fit, none is needed.
    let unused = try folder.file(
      "unused.csv", "t,y,sd\n0,1,0.1\n1,2,0.1\n2,,\(text)\n3,6,0.1\n4,7,0.1\n5,8,0.2\n")
    #expect(try command.run([unused, "--sigma", "sd"]).status == 0)
    #expect(try command.run([path, "--sigma", "sd", "--trim", "3:"]).status == 0)
  }

  @Test(
    "What makes no sense together is wrong usage",
    arguments: [
      (["--loss", "poisson", "--scale", "log"], "counts have errors of their own"),
      (["--loss", "negative-binomial", "--scale", "log"], "counts have errors of their own"),
      (["--loss", "poisson", "--sigma", "biomass"], "follows from its mean"),
      (["--scale", "log", "--sigma", "biomass"], "not of their logarithms"),
      (["--weights", "biomass", "--sigma", "biomass"], "exclude each other"),
      (["--loss", "absolute"], "squared"), (["--scale", "root"], "linear"),
    ])
  func wrongUsage(_ arguments: [String], _ says: String) throws {
    let outcome = try command.run([Self.yeast] + arguments)
    #expect(outcome.status == 64)
    let message = outcome.errors.replacing(/\s+/, with: " ")
    #expect(message.contains(says), "\(outcome.errors)")
  }

  @Test("An unknown column of standard deviations names the nearest")
  func unknownSigma() throws {
    let outcome = try command.run([Self.yeast, "--sigma", "biomas"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("did you mean \"biomass\"?"))
  }

  @Test("CSV has the deviance, the scale and the count, and empty fields without them")
  func csv() throws {
    func row(_ arguments: [String]) throws -> [String: String] {
      let outcome = try command.run(
        ["-", "--format", "csv"] + arguments, input: Data(Self.table.utf8))
      let lines = outcome.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      }
      #expect(lines[0].count == lines[1].count)
      return Dictionary(uniqueKeysWithValues: zip(lines[0], lines[1]))
    }
    let plain = try row([])
    #expect(plain["deviance"] == "" && plain["lossScale"] == "" && plain["downweighted"] == "")
    let robust = try row(["--loss", "cauchy"])
    #expect(robust["downweighted"] == "1")
    #expect(Double(try #require(robust["lossScale"])) == Double(robust["residualStandardError"]!))
    #expect(Double(try #require(robust["deviance"]))! > 0)
  }

  @Test("The same bytes for any number of threads", arguments: ["huber", "tukey"])
  func threads(_ loss: String) throws {
    let arguments = [
      "data/growth/bactgrowth_wide.csv", "--loss", loss, "--format", "csv", "--intervals", "wald",
    ]
    let one = try command.run(arguments + ["--threads", "1"])
    #expect(one.status == 0)
    #expect(try command.run(arguments + ["--threads", "3"]).output == one.output)
  }
}
