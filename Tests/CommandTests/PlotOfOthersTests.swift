import Foundation
import TestSupport
import Testing

/// `--plot` of the other subcommands.
struct PlotOfOthersTests {
  let command = Command("fit-growth")

  @Test("A prediction is drawn beyond the data, and says what it is")
  func predict() throws {
    let folder = try TemporaryFolder()
    let json = folder.path("census.json")
    let fit = try command.run([
      "data/growth/us_census_1790_1910.csv", "--format", "json", "-o", json,
    ])
    #expect(fit.status == 0)
    let path = folder.path("forecast.svg")
    let outcome = try command.run(["predict", json, "--at", "1950,2000", "--plot", path])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("time,size,lower,upper\n1950,"))
    let picture = try SVG(path)
    for text in [
      "population_millions", "population (millions)", "year", "data", "predicted",
      "last observation", "95 % confidence",
    ] {
      #expect(picture.texts.contains(text), "\(text)")
    }
    #expect(picture.joined.contains("Predicted (95 % confidence limits): 1950: 148.1 ("))
  }

  @Test("A simulation is drawn with its equilibria, replicates and their mean")
  func simulate() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("picture.svg")
    #expect(
      try command.run(["simulate", "constant-harvest", "--set", "H=8", "--plot", path]).status == 0)
    var picture = try SVG(path)
    // N = K/2·(1 ± √(1 − 4H/(rK))) with r = 0.5 and K = 100.
    #expect(picture.texts.contains("stable equilibrium, N = 80"))
    #expect(picture.texts.contains("unstable equilibrium, N = 20"))
    #expect(picture.joined.contains("r = 0.5, K = 100, H = 8"))
    #expect(
      try command.run([
        "simulate", "birth-death", "--set", "b=1,d=0.6,K=50", "--replicates", "5", "--plot", path,
      ]).status == 0)
    picture = try SVG(path)
    for text in ["replicates", "mean", "time", "size"] {
      #expect(picture.texts.contains(text), "\(text)")
    }
    #expect(picture.joined.contains("seed 1, 5 replicates"))
  }

  @Test("Two species of each culture have a chart of their own")
  func competition() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("picture.svg")
    let outcome = try command.run([
      "competition", "data/growth/gause_1934_paramecium.csv", "--species", "species", "--size",
      "individuals", "--by", "treatment", "--plot", path,
    ])
    #expect(outcome.status == 0)
    let picture = try SVG(path)
    for text in [
      "Monoculture", "Mixture", "Paramecium aurelia", "Paramecium caudatum", "individuals", "day",
    ] {
      #expect(picture.texts.contains(text), "\(text)")
    }
  }
}
