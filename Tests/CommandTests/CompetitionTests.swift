import Foundation
import TestSupport
import Testing

private let cultures = [
  "data/growth/gause_1934_paramecium.csv", "--species", "species", "--size", "individuals",
  "--by", "treatment",
]

/// `fit-growth competition`.
struct CompetitionTests {
  let command = Command("fit-growth")
  struct Result: Decodable {
    struct Fit: Decodable {
      struct Species: Decodable {
        var name: String
        var observations: Int
        var missing: Int
        var rSquared: Double?
      }
      struct Outcome: Decodable {
        struct Invasion: Decodable {
          var estimate: Double
          var lower: Double
          var upper: Double
        }
        var name: String
        var isCertain: Bool
        var invasions: [Invasion]
      }
      struct Statistics: Decodable {
        var degreesOfFreedom: Int
        var logLikelihood: Double?
      }
      var by: [String: String]
      var status: String
      var verdicts: [String]
      var parameters: [FitGrowthResult.Fit.Parameter]
      var species: [Species]
      var outcome: Outcome?
      var statistics: Statistics?

      func parameter(_ name: String) -> FitGrowthResult.Fit.Parameter? {
        parameters.first { $0.name == name }
      }
    }
    var schema: String
    var fits: [Fit]
  }

  func result(_ arguments: [String], input: String? = nil) throws -> Result {
    let outcome = try command.run(
      ["competition"] + arguments + ["--format", "json"], input: input.map { Data($0.utf8) })
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
  }

  @Test("Simulated cultures give their parameters back, in either form of the table")
  func simulated() throws {
    let simulated = try command.run([
      "simulate", "lotka-volterra", "--set", "a12=1.3", "--initial", "N10=2,N20=3", "--to", "60",
    ])
    let wide = try result(["-", "--size", "N1,N2"], input: simulated.output)
    #expect(wide.schema == "fit-growth-competition/1")
    let fit = try #require(wide.fits.first)
    #expect(fit.status == "converged")
    for (name, value) in [
      "r1": 0.5, "K1": 100, "a12": 1.3, "N10": 2, "r2": 0.4, "K2": 80, "a21": 0.5, "N20": 3,
    ] {
      let estimate = try #require(fit.parameter(name)?.estimate)
      #expect((estimate / value - 1).magnitude <= 1e-6, "\(name) \(estimate)")
    }
    #expect(fit.outcome?.name == "species-2-wins")
    #expect(fit.species.map { $0.name } == ["N1", "N2"])

    var long = "day,kind,count\n"
    for line in simulated.output.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      long += "\(fields[0]),a,\(fields[1])\n\(fields[0]),b,\(fields[2])\n"
    }
    let other = try result(
      ["-", "--species", "kind", "--size", "count"], input: long)
    #expect(other.fits.count == 1)
    #expect(other.fits[0].species.map { $0.name } == ["a", "b"])
    #expect(other.fits[0].parameters.map { $0.estimate } == fit.parameters.map { $0.estimate })
  }

  @Test("Gause's table: one culture of both species together, one of each alone")
  func gause() throws {
    let all = try result(cultures)
    #expect(all.fits.map { $0.by } == [["treatment": "Monoculture"], ["treatment": "Mixture"]])
    let mixture = all.fits[1]
    #expect(mixture.verdicts == ["ok"])
    #expect(mixture.species.map { $0.name } == ["Paramecium aurelia", "Paramecium caudatum"])
    #expect(mixture.species.map { $0.observations } == [25, 25])
    #expect(mixture.species.map { $0.missing } == [1, 1])
    // As in the tests of the fit itself.
    #expect((mixture.parameter("K1")!.estimate! / 367.9928441762794 - 1).magnitude <= 1e-7)
    #expect((mixture.statistics!.logLikelihood! + 204.2343210831656).magnitude <= 1e-7)
    #expect(mixture.outcome?.name == "coexistence")
    #expect(mixture.outcome?.isCertain == false)
    // Cultures of one species alone cannot tell what the species do to each other.
    #expect(all.fits[0].verdicts != ["ok"])
  }

  @Test("Fixed parameters, bounds and other options reach the fit")
  func options() throws {
    let fixed = try result(cultures + ["--fix", "K1=543.5,K2=200", "--confidence", "0.8"])
    let fit = fixed.fits[1]
    #expect(fit.parameter("K1")?.estimate == 543.5 && fit.parameter("K1")?.standardError == 0)
    #expect(fit.statistics?.degreesOfFreedom == 44)
    let wide = try result(cultures + ["--fix", "K1=543.5,K2=200"])
    let (narrow, broad) = (fit.parameter("a12")!, wide.fits[1].parameter("a12")!)
    #expect(narrow.upper! - narrow.lower! < 0.7 * (broad.upper! - broad.lower!))
    let trimmed = try result(cultures + ["--trim", ":20"])
    #expect(trimmed.fits[1].species.map { $0.observations } == [20, 20])
    let bounded = try result(cultures + ["--bound", "a12=1:"])
    #expect(bounded.fits[1].parameter("a12")!.estimate! >= 1)
  }

  @Test("CSV has one row a culture; the table has the outcome in words")
  func forms() throws {
    let csv = try command.run(["competition"] + cultures + ["--format", "csv"])
    let rows = csv.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(
      rows[0].prefix(8) == [
        "species1", "species2", "treatment", "status", "verdicts", "outcome", "r1", "r1_se",
      ])
    #expect(rows[2][5] == "coexistence")
    let table = try command.run(["competition"] + cultures)
    for text in [
      "treatment Mixture: N1 = Paramecium aurelia, N2 = Paramecium caudatum, against day",
      "95 % interval", "outcome: coexistence – both species persist",
      "(other outcomes are within the intervals)", "verdict: ok",
    ] {
      #expect(table.output.contains(text), "\(text)")
    }
    let strict = try command.run(["competition"] + cultures + ["--strict"])
    #expect(strict.status == 1)
    for threads in ["1", "2"] {
      let same = try command.run(["competition"] + cultures + ["--threads", threads])
      #expect(same.output == table.output)
    }
  }

  @Test(
    "Wrong usage is 64, bad data 65",
    arguments: [
      (["data/growth/bactgrowth_wide.csv"], 65, "expected those of two species"),
      (["data/growth/carlson_yeast_1913.csv", "--size", "biomass"], 64, "--size A,B"),
      (cultures + ["--fix", "k=1"], 64, "no parameter 'k'; it has r1, K1, a12, N10, r2"),
      (cultures + ["--confidence", "2"], 64, "between 0 and 1"),
      (cultures + ["--sigma", "s"], 64, "is estimated; see --weights"),
      (
        ["data/growth/gause_1934_paramecium.csv", "--species", "genus"], 65,
        "there is no column \"genus\""
      ),
      (
        ["data/growth/gause_1934_paramecium.csv", "--species", "species", "--by", "species"], 64,
        "--by names the column of the species"
      ),
      (
        ["data/growth/bactgrowth.csv", "--species", "strain", "--by", "conc,replicate"], 65,
        "found 3 species"
      ),
      (["no-such-file.csv", "--size", "A,B"], 66, "there is no such file"),
    ])
  func wrong(_ arguments: [String], _ status: Int32, _ says: String) throws {
    let outcome = try command.run(["competition"] + arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }
}
