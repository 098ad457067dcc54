import Foundation
import TestSupport
import Testing

/// `--replicates` on the command line.
struct ReplicateCommandTests {
  let command = Command("fit-growth")
  let dnase = "data/growth/dnase.csv"
  let plate = "data/growth/bactgrowth.csv"

  struct Result: Decodable {
    struct Fit: Decodable {
      var series: String
      var by: [String: String]
    }
    struct Replicates: Decodable {
      struct Group: Decodable {
        struct Replicate: Decodable {
          struct Estimate: Decodable {
            var name: String
            var estimate: Double?
          }
          var series: String
          var parameters: [Estimate]
        }
        var name: String
        var replicates: [Replicate]
        var agreement: Ratio?
      }
      struct Test: Decodable {
        var parameter: String
        var shared: Double?
        var byCurves: Ratio?
        var byReplicates: Ratio?
      }
      struct Ratio: Decodable {
        var statistic: Double
        var numeratorDegreesOfFreedom: Int
        var denominatorDegreesOfFreedom: Int
        var p: Double
        var adjustedP: Double?
      }
      var groups: [Group]
      var tests: [Test]
      var replicatesDisagree: Bool
    }
    var fits: [Fit]
    var replicates: Replicates
  }

  private func run(_ arguments: [String], input: String? = nil) throws -> Result {
    let outcome = try command.run(
      arguments + ["--format", "json"], input: input.map { Data($0.utf8) })
    #expect(outcome.status == 0)
    return try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
  }

  @Test("Series that differ in the named column alone are one group")
  func groups() throws {
    let result = try run(
      [plate, "--by", "strain,replicate,conc", "--replicates", "replicate", "--intervals", "wald"])
    #expect(result.fits.count == 36)
    #expect(result.fits[0].by == ["strain": "T", "conc": "0"])
    let groups = result.replicates.groups
    #expect(groups.map { $0.name } == result.fits.map { $0.series })
    #expect(groups.allSatisfy { $0.replicates.count == 2 })
    #expect(result.replicates.tests.map { $0.parameter } == ["L", "k", "x0"])
    #expect(result.replicates.replicatesDisagree)
  }

  /// The F-test of agreement by hand, from separate runs of the command.
  @Test func agreementIsTheFTestOfSeparateFits() throws {
    let names = ["T/1/0", "T/2/0"]
    let apart = try FitGrowthResult.run(
      [plate, "--by", "strain,replicate,conc", "--intervals", "none"]
    ).fits.filter { names.contains($0.series) }
    let apartSquares = apart.reduce(0) { $0 + $1.statistics!.residualSumOfSquares! }
    #expect(apart.count == 2)
    let together = try #require(
      try FitGrowthResult.run([
        plate, "--by", "strain,conc", "--size", "value", "--intervals", "none",
      ]).fits.first {
        $0.series == "T/0"
      })
    let squares = try #require(together.statistics?.residualSumOfSquares)
    let expected = (squares - apartSquares) / 3 / (apartSquares / 56)
    let result = try run(
      [plate, "--by", "strain,replicate,conc", "--replicates", "replicate", "--intervals", "none"])
    let test = try #require(result.replicates.groups.first { $0.name == "T/0" }?.agreement)
    #expect(test.numeratorDegreesOfFreedom == 3)
    #expect(test.denominatorDegreesOfFreedom == 56)
    #expect((test.statistic / expected - 1).magnitude < 1e-9)
  }

  /// Labels of a layout file group wells; the wells themselves are the repeats.
  @Test func wellsOfALayout() throws {
    let wells = ["A1", "A2", "B1", "B2"]
    let input = PlateText.wide(wells, times: (0..<25).map { String($0) }) { row, well in
      let rate = well < 2 ? 0.5 : 0.7
      let noise = 0.002 * cos(Double(7 * row + 3 * well))
      return "\(1 / (1 + exp(-rate * (Double(row) - 11))) + noise)"
    }
    let folder = try TemporaryFolder()
    let layout = try folder.file("layout.csv", "well,strain\nA1,x\nA2,x\nB1,y\nB2,y\n")
    let result = try run(
      ["-", "--layout-file", layout, "--replicates", "wells"], input: input)
    #expect(result.fits.map { $0.series } == ["x", "y"])
    let tests = result.replicates.tests
    #expect(try #require(tests[1].byCurves?.adjustedP) < 1e-6)
    #expect(try #require(tests[1].byReplicates?.adjustedP) < 0.01)
    #expect(try #require(tests[0].byCurves?.adjustedP) > 0.05)
  }

  @Test("A label that only numbers repeats is no column of the groups")
  func labelsThatNumberRepeats() throws {
    let wells = ["A1", "A2", "B1", "B2"]
    let input = PlateText.wide(wells, times: (0..<25).map { String($0) }) { row, well in
      let noise = 0.002 * cos(Double(7 * row + 3 * well))
      return "\(Double(1 + well / 2) / (1 + exp(-0.5 * (Double(row) - 11))) + noise)"
    }
    let folder = try TemporaryFolder()
    let layout = try folder.file(
      "layout.csv", "well,dish,strain\nA1,1,x\nA2,2,x\nB1,1,y\nB2,2,y\n")
    let arguments = ["-", "--layout-file", layout, "--replicates", "wells,dish", "--format"]
    let table = try command.run(arguments + ["table"], input: Data(input.utf8))
    #expect(table.status == 0)
    #expect(table.output.contains("\nseries  strain "))
    let csv = try command.run(arguments + ["csv"], input: Data(input.utf8))
    let rows = csv.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows[0][4...5] == ["strain", "L"])
    #expect(rows[1][4] == "x" && rows[2][4] == "y")
    #expect(abs(try #require(Double(rows[1][5])) - 1) < 0.01)
    #expect(abs(try #require(Double(rows[2][5])) - 2) < 0.01)
  }

  @Test func theTableSaysBothTests() throws {
    let outcome = try command.run(
      [plate, "--by", "strain,replicate,conc", "--replicates", "replicate", "--intervals", "wald"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("36 groups of replicates against time"))
    #expect(outcome.output.contains("do the replicates of a group share one curve?"))
    #expect(outcome.output.contains("do groups differ in a parameter?"))
    #expect(outcome.output.contains("believe the test by replicates"))
  }

  @Test(
    "What makes no sense is refused",
    arguments: [
      (["--replicates", "rate"], "rate is no --by column and no label"),
      (["--replicates", "replicate", "--loss", "huber"], "compares sums of squares"),
      (["--replicates", "replicate", "--model", "auto"], "compares curves of one model"),
      (["--replicates", "replicate", "--backtest", "2"], "forecasts single series"),
    ])
  func refused(_ arguments: [String], _ message: String) throws {
    let outcome = try command.run([plate, "--by", "strain,replicate,conc"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message))
    #expect(outcome.output.isEmpty)
  }
}
