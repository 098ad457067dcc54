import Foundation
import TestSupport
import Testing

/// Fits of differential equations have what other fits have.
struct DynamicalFitTests {
  let command = Command("fit-growth")

  /// A population that a harvest of 15 a unit of time, above rK/4 = 12.5, exterminates at 20.57.
  func exterminated() throws -> String {
    let simulated = try command.run([
      "simulate", "constant-harvest", "--set", "H=15", "--to", "30", "--step", "0.5", "--noise",
      "1", "--seed", "3",
    ])
    #expect(simulated.status == 0)
    return simulated.output
  }

  @Test("Profile limits hold the truth, and the verdict the fall")
  func profile() throws {
    let result = try FitGrowthResult.run(
      ["-", "--model", "constant-harvest", "--confidence", "0.999"], input: exterminated())
    let fit = try #require(result.fits.first)
    #expect(fit.status == "converged" && fit.verdicts == ["declining"])
    for (name, truth) in ["r": 0.5, "K": 100, "H": 15, "N0": 100] {
      let parameter = try #require(fit.parameter(name))
      let (lower, upper) = (try #require(parameter.lower), try #require(parameter.upper))
      #expect(parameter.interval == "profile")
      #expect(lower < truth && truth < upper, "\(name) \(lower) \(upper)")
      #expect(lower < parameter.estimate! && parameter.estimate! < upper)
    }
    #expect(fit.derived("carryingCapacity") == 0)
  }

  @Test("In a list of models the equation that made the data comes first")
  func comparison() throws {
    let result = try FitGrowthResult.run(
      ["-", "--model", "verhulst,constant-harvest,exponential", "--intervals", "wald"],
      input: exterminated())
    let ranking = try #require(result.fits.first?.comparison)
    #expect(ranking.first?.model == "constant-harvest")
    #expect(try #require(ranking.first?.weight) > 0.99)
    #expect(ranking.filter { $0.status == "ranked" }.count == 3)
  }

  @Test("Predictions are the curve of the estimates, within their limits")
  func prediction() throws {
    let folder = try TemporaryFolder()
    let simulated = try command.run([
      "simulate", "allee", "--set", "N0=24,A=18", "--to", "60", "--noise", "1", "-o",
      folder.path("allee.csv"),
    ])
    #expect(simulated.status == 0)
    let fitted = try command.run([
      folder.path("allee.csv"), "--model", "allee", "--format", "json", "-o",
      folder.path("fit.json"),
    ])
    #expect(fitted.status == 0)
    let result = try JSONDecoder().decode(
      FitGrowthResult.self, from: Data(contentsOf: URL(filePath: folder.path("fit.json"))))
    let fit = try #require(result.fits.first)
    let values = fit.parameters.map { "\($0.name)=\($0.estimate!)" }.joined(separator: ",")
    let predicted = try command.run(["predict", folder.path("fit.json"), "--at", "5,30,90"])
    let again = try command.run(["simulate", "allee", "--set", values, "--at", "5,30,90"])
    #expect(predicted.status == 0 && again.status == 0)
    let rows = zip(
      predicted.output.split(separator: "\n").dropFirst(),
      again.output.split(separator: "\n").dropFirst())
    var count = 0
    for (row, own) in rows {
      let fields = row.split(separator: ",").compactMap { Double($0) }
      let size = try #require(own.split(separator: ",").compactMap { Double($0) }.last)
      #expect((fields[1] / size - 1).magnitude <= 1e-9)
      #expect(fields[2] < fields[1] && fields[1] < fields[3])
      count += 1
    }
    #expect(count == 3)
  }
}
