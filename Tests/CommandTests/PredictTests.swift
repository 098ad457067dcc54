import Foundation
import TestSupport
import Testing

struct PredictTests {
  private let command = Command("fit-growth")

  private func fit(_ arguments: [String], _ folder: TemporaryFolder) throws -> String {
    let path = folder.path("fit.json")
    let outcome = try command.run(arguments + ["--format", "json", "-o", path, "--quiet"])
    #expect(outcome.status == 0)
    return path
  }

  /// The census of 1790 to 1910 fitted by Pearl and Reed's curve: N(2020) is 196.2452911/(1 + …), by
  /// hand from the known parameters 3.917559680601, 0.031352770844318.
  @Test("Sizes beyond the data, with limits, as time,size,lower,upper")
  func census() throws {
    let folder = try TemporaryFolder()
    let file = try fit(["data/growth/us_census_1790_1910.csv", "--model", "verhulst"], folder)
    let outcome = try command.run(["predict", file, "--at", "2020,1790"])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "time,size,lower,upper")
    let fields = lines[1].split(separator: ",").map { Double($0)! }
    let (k, n0, r) = (196.24529110567, 3.917559680601, 0.031352770844318)
    let expected = k / (1 + (k - n0) / n0 * exp(-r * 230))
    #expect((fields[1] / expected - 1).magnitude < 1e-10)
    #expect(fields[2] < fields[1] && fields[1] < fields[3])
    let first = lines[2].split(separator: ",").map { Double($0)! }
    #expect((first[1] / n0 - 1).magnitude < 1e-10)
    #expect(outcome.status == 0)
  }

  @Test("Evenly spaced dates, chosen series, wider limits for observations")
  func dates() throws {
    let folder = try TemporaryFolder()
    let file = try fit(["data/growth/covid19_confirmed_8_countries_2020.csv"], folder)
    let arguments = [
      "predict", file, "--from", "2020-12-30", "--to", "2021-01-01", "--step", "1", "--series",
      "china",
    ]
    let curve = try command.run(arguments)
    let lines = curve.output.split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix(10) } == ["2020-12-30", "2020-12-31", "2021-01-01"])
    let observation = try command.run(arguments + ["--interval", "prediction"])
    func width(_ output: String) throws -> Double {
      let fields = try #require(output.split(separator: "\n").last).split(separator: ",")
      return try #require(Double(fields[3])) - Double(fields[2])!
    }
    #expect(try width(observation.output) > 2 * width(curve.output))
    let all = try command.run(["predict", file, "--at", "2021-06-01", "--format", "table"])
    #expect(all.output.split(separator: "\n").count == 9)
  }

  @Test("What is no fit, no time or no series is said, with its exit code")
  func trouble() throws {
    let folder = try TemporaryFolder()
    let file = try fit(["data/growth/us_census_1790_1910.csv"], folder)
    let cases: [([String], Int32, String)] = [
      (["predict", folder.path("none.json"), "--at", "1"], 66, "there is no such file"),
      (["predict", "data/growth/orange.csv", "--at", "1"], 65, "not JSON"),
      (["predict", file], 64, "--at"),
      (["predict", file, "--at", "soon"], 64, "'soon'"),
      (["predict", file, "--from", "1", "--to", "0", "--step", "1"], 64, "lies after"),
      (["predict", file, "--at", "1", "--series", "x"], 64, "no series 'x'"),
    ]
    for (arguments, status, message) in cases {
      let outcome = try command.run(arguments)
      #expect(outcome.status == status, "\(arguments)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let cut = try folder.file("cut.json", String(text.prefix(text.count / 2)))
    #expect(try command.run(["predict", cut, "--at", "1"]).status == 65)
    let changed = try folder.file(
      "changed.json", text.replacingOccurrences(of: "[3.929,", with: "[39.29,"))
    let outcome = try command.run(["predict", changed, "--at", "1"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("was the file changed?"))
  }
}
