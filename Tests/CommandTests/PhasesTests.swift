import Foundation
import TestSupport
import Testing

/// `--model logistic-sum` and `--phases`.
struct PhasesTests {
  let command = Command("fit-growth")
  let sunflower = "data/growth/sunflower_reed_holland_1919.csv"
  let media = "data/growth/loglet_us_recording_media_1975_1996.csv"

  @Test("The data choose the phases, unless they are given")
  func phases() throws {
    for (arguments, count) in [([], 1), (["--phases", "auto"], 1), (["--phases", "2"], 2)] {
      let result = try FitGrowthResult.run([sunflower, "--model", "logistic-sum"] + arguments)
      #expect(result.fits.first?.parameters.count == 3 * count)
    }
  }

  @Test("--phases is wrong for other models, and takes 1 to 4")
  func usage() throws {
    let other = try command.run([sunflower, "--phases", "2"])
    #expect(other.status == 64)
    #expect(other.errors.contains("--phases goes with --model logistic-sum"))
    #expect(try command.run([sunflower, "--model", "logistic-sum", "--phases", "5"]).status == 64)
    #expect(
      try command.run([sunflower, "--model", "logistic-sum", "--phases", "1", "--fix", "K2=3"])
        .status == 64)
  }

  @Test("JSON has the Fisher–Pry transform of each phase, and none for other models")
  func fisherPry() throws {
    let result = try FitGrowthResult.run([
      "data/growth/loglet_universities_1801_1974.csv", "--model", "logistic-sum", "--phases", "2",
    ])
    let fit = try #require(result.fits.first)
    let phases = try #require(fit.fisherPry)
    #expect(phases.map { $0.phase } == [1, 2])
    for phase in phases {
      #expect(phase.times.count == phase.values.count)
      let width = try #require(fit.parameter("dt\(phase.phase)")?.estimate)
      let midpoint = try #require(fit.parameter("tm\(phase.phase)")?.estimate)
      // Within the middle of a phase its points follow its line.
      var near = 0
      for (time, value) in zip(phase.times, phase.values)
      where (time - midpoint).magnitude < 0.3 * width {
        #expect((value - log(81) / width * (time - midpoint)).magnitude < 0.8)
        near += 1
      }
      #expect(near >= 8)
    }
    let logistic = try command.run([sunflower, "--format", "json"])
    #expect(!logistic.output.contains("fisherPry"))
    #expect(
      logistic.output.contains("\"phases\" : null") || logistic.output.contains("\"phases\":null"))
  }

  @Test("The table of one series says when each phase was at 10, 50 and 90 %")
  func table() throws {
    let outcome = try command.run([sunflower, "--model", "logistic-sum"])
    // tm ∓ Δt/2 = 34.273 ∓ 25.052.
    #expect(outcome.output.contains("phase  10 %   50 %   90 %   adds\n"))
    #expect(outcome.output.contains("    1  9.22  34.27  59.33  261.0\n"))
  }

  @Test("Series with different numbers of phases stand in one table")
  func mixed() throws {
    let result = try FitGrowthResult.run([media, "--model", "logistic-sum"])
    let counts = result.fits.map { $0.parameters.count }
    #expect(Set(counts).count > 1)
    let csv = try command.run([media, "--model", "logistic-sum", "--format", "csv"])
    let rows = csv.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(Set(rows.map { $0.count }).count == 1)
    let column = try #require(rows[0].firstIndex(of: "K4_upper"))
    #expect(rows.dropFirst().allSatisfy { $0[column].isEmpty })
    let table = try command.run([media, "--model", "logistic-sum"])
    #expect(table.output.contains("tm\(counts.max()! / 3)"))
    #expect(!table.output.contains("tm\(counts.max()! / 3 + 1)"))
  }

  @Test("Huang's α follows a known unit of time")
  func unit() throws {
    let folder = try TemporaryFolder()
    var text = "minutes,size\n"
    for i in 0...48 {
      // Exponential from six hours on, up to a capacity.
      let hours = Double(i) / 2
      text += "\(30 * i),\(min(0.05 * exp(0.9 * max(0, hours - 6)), 5))\n"
    }
    let path = try folder.file("growth.csv", text)
    for (unit, alpha) in [("minutes", 4.0 / 60), ("hours", 4), ("days", 96)] {
      let result = try FitGrowthResult.run([path, "--model", "huang", "--time-unit", unit])
      let found = try #require(result.fits.first?.parameter("alpha")?.estimate)
      #expect((found / alpha - 1).magnitude < 1e-14)
    }
    let own = try FitGrowthResult.run([
      path, "--model", "huang", "--time-unit", "minutes", "--fix", "alpha=0.1",
    ])
    #expect(own.fits.first?.parameter("alpha")?.estimate == 0.1)
  }
}
