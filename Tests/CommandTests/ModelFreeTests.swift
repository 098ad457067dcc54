import Foundation
import TestSupport
import Testing

/// `--model-free`, and the tests of residuals, as a script sees them.
struct ModelFreeTests {
  let command = Command("fit-growth")
  let plate = "data/growth/bactgrowth_wide.csv"
  let yeast = "data/growth/carlson_yeast_1913.csv"

  struct Result: Decodable {
    struct Fit: Decodable {
      var series: String
      var statistics: Statistics?
      var modelFree: ModelFree?
    }
    struct Statistics: Decodable {
      var runsTest: Test?
      var durbinWatson: Test?
      var shapiroWilk: Test?
    }
    struct Test: Decodable {
      var runs: Int?
      var statistic: Double?
      var p: Double
    }
    struct ModelFree: Decodable {
      var easyLinear: Estimate
      var spline: Estimate
    }
    struct Estimate: Decodable {
      var status: String
      var maximumSpecificRate: Double?
      var standardError: Double?
      var minimumDoublingTime: Double?
      var lagTime: Double?
      var rSquared: Double?
      var windowLength: Int?
    }
    var fits: [Fit]
  }

  func run(_ arguments: [String], input: String? = nil) throws -> (Result, String) {
    let outcome = try command.run(
      arguments + ["--format", "json"], input: input.map { Data($0.utf8) })
    #expect(outcome.status == 0)
    return (try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8)), outcome.output)
  }

  /// As in `ResidualTestsTests`, where the numbers are R's.
  @Test("JSON has the tests of the residuals of Carlson's yeast")
  func residualTests() throws {
    let statistics = try #require(try run([yeast]).0.fits[0].statistics)
    let runs = try #require(statistics.runsTest)
    #expect(runs.runs == 9)
    let durbinWatson = try #require(statistics.durbinWatson)
    #expect(abs(durbinWatson.statistic! - 1.7202230673844) < 1e-6)
    #expect(abs(durbinWatson.p - 0.1206972226754) < 1e-6)
    let shapiroWilk = try #require(statistics.shapiroWilk)
    #expect(abs(shapiroWilk.statistic! - 0.92052214595009) < 1e-6)
    #expect(abs(shapiroWilk.p - 0.11571237857315) < 1e-5)
  }

  @Test("Tests that cannot be made are null, and without lines in the table")
  func missingTests() throws {
    // An exact logistic curve leaves no residuals.
    let rows = (0...20).map { "\($0),\(4 / (1 + exp(-0.8 * (Double($0) - 10))))" }
    let exact = "t,y\n" + rows.joined(separator: "\n")
    let (result, text) = try run(["-"], input: exact)
    let statistics = try #require(result.fits[0].statistics)
    #expect(statistics.runsTest == nil)
    #expect(statistics.durbinWatson == nil)
    #expect(statistics.shapiroWilk == nil)
    #expect(text.contains("\"shapiroWilk\":null"))
    #expect(try !command.run(["-"], input: Data(exact.utf8)).output.contains("Durbin"))
  }

  @Test("Estimates without a model stand in every form when asked for, and in none else")
  func onlyWhenAsked() throws {
    let words = [
      "json": "modelFree\":{", "csv": "easy_linear_mumax,", "table": "µ window",
    ]
    for (format, word) in words {
      let with = try command.run([plate, "--format", format, "--model-free"])
      let without = try command.run([plate, "--format", format])
      #expect(with.status == 0)
      #expect(with.output.contains(word), "\(format)")
      #expect(!without.output.contains(word), "\(format)")
    }
    let single = try command.run([yeast, "--model-free"]).output
    #expect(single.contains("model-free"))
    #expect(single.contains("steepest window"))
    #expect(single.contains("runs test: 9 runs"))
    #expect(single.contains("Durbin–Watson 1.72, p 0.12"))
    #expect(try !command.run([yeast]).output.contains("steepest window"))
  }

  @Test("CSV holds the numbers of JSON; a window given is used")
  func csv() throws {
    let (result, _) = try run([plate, "--model-free", "--window", "5"])
    let outcome = try command.run(
      [plate, "--model-free", "--window", "5", "--format", "csv"])
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    let column = Dictionary(uniqueKeysWithValues: rows[0].enumerated().map { ($1, $0) })
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    for (row, fit) in zip(rows.dropFirst(), result.fits) {
      let free = try #require(fit.modelFree)
      #expect(free.easyLinear.windowLength == 5)
      #expect(row[column["easy_linear_status"]!] == free.easyLinear.status)
      for (name, value) in [
        ("easy_linear_mumax", free.easyLinear.maximumSpecificRate),
        ("easy_linear_mumax_se", free.easyLinear.standardError),
        ("easy_linear_doubling_time", free.easyLinear.minimumDoublingTime),
        ("easy_linear_lag", free.easyLinear.lagTime),
        ("easy_linear_r_squared", free.easyLinear.rSquared),
        ("spline_mumax", free.spline.maximumSpecificRate),
        ("spline_mumax_se", free.spline.standardError),
        ("spline_doubling_time", free.spline.minimumDoublingTime),
        ("spline_lag", free.spline.lagTime),
      ] {
        #expect(Double(row[column[name]!]) == value, "\(fit.series) \(name)")
      }
    }
    // The numbers of R, see `EasyLinearTests`.
    let first = try #require(result.fits.first { $0.series == "T_c0_r2" }?.modelFree)
    #expect(abs(first.easyLinear.maximumSpecificRate! - 0.26169926706347) < 1e-10)
    #expect(abs(first.easyLinear.lagTime! - 0.85759784582506) < 1e-9)
  }

  @Test("A blank well has a status and no numbers")
  func blank() throws {
    let (result, text) = try run([
      "data/growth/kinbiont_plate_wide.csv", "--size", "A1,A8", "--model-free",
    ])
    #expect(result.fits[0].modelFree?.easyLinear.status == "ok")
    let blank = try #require(result.fits[1].modelFree)
    for estimate in [blank.easyLinear, blank.spline] {
      #expect(estimate.status == "no-growth")
      #expect(estimate.maximumSpecificRate == nil)
      #expect(estimate.lagTime == nil)
    }
    #expect(text.contains("\"maximumSpecificRate\":null"))
  }

  @Test("The same bytes for any number of threads")
  func threads() throws {
    let one = try command.run([plate, "--format", "csv", "--model-free", "--threads", "1"])
    let many = try command.run([plate, "--format", "csv", "--model-free", "--threads", "3"])
    #expect(one.output == many.output)
  }

  @Test("Wrong windows are wrong usage")
  func wrongUsage() throws {
    for arguments in [["--model-free", "--window", "2"], ["--window", "5"]] {
      let outcome = try command.run([plate] + arguments)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--window"))
    }
  }
}
