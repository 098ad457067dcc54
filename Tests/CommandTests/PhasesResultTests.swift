import Foundation
import TestSupport
import Testing

/// Limits, comparisons and predictions of sums of phases, and of a model whose parameter follows the
/// unit of time.
struct PhasesResultTests {
  private let command = Command("fit-growth")
  private let universities = "data/growth/loglet_universities_1801_1974.csv"
  private let sunflower = "data/growth/sunflower_reed_holland_1919.csv"

  /// Where the sum of squares, the five others refitted by Levenberg and Marquardt in numpy, has risen
  /// by t²(0.975, 138)·RSS/138 (scipy's `t.ppf` and `brentq`).
  static let limits: [(name: String, lower: Double, upper: Double)] = [
    ("K1", 494.06417526, 503.52885459), ("dt1", 101.57195615, 105.28201217),
    ("tm1", 1883.6283262, 1884.9054874), ("K2", 53.991752768, 77.856855708),
    ("dt2", 11.514524140, 23.418480332), ("tm2", 1961.5959570, 1965.2924486),
  ]

  @Test("Each phase has profile limits, skewed as they are")
  func profile() throws {
    let fit = try #require(
      try FitGrowthResult.run([universities, "--model", "logistic-sum", "--phases", "2"]).fits.first
    )
    for (name, lower, upper) in Self.limits {
      let parameter = try #require(fit.parameter(name))
      #expect(parameter.interval == "profile")
      #expect((try #require(parameter.lower) / lower - 1).magnitude < 2e-7, "\(name)")
      #expect((try #require(parameter.upper) / upper - 1).magnitude < 2e-7, "\(name)")
    }
  }

  @Test("In a comparison the sum has the phases that the data choose, or those given")
  func comparison() throws {
    let models = ["--model", "logistic,gompertz,logistic-sum", "--intervals", "wald"]
    let chosen = try #require(try FitGrowthResult.run([universities] + models).fits.first)
    let alone = try #require(
      try FitGrowthResult.run([
        universities, "--model", "logistic-sum", "--intervals", "wald",
      ]).fits.first)
    #expect(chosen.model == "logistic-sum")
    #expect(chosen.parameters.count > 3)
    #expect(chosen.parameters.map { $0.estimate } == alone.parameters.map { $0.estimate })
    // A phase of size 0 has no time: no F-test.
    #expect(chosen.nestedTests?.contains { $0.outer == "logistic-sum" } == false)
    #expect(chosen.comparison?.first { $0.model == "logistic" }?.status == "ranked")
    let given = try #require(
      try FitGrowthResult.run([universities] + models + ["--phases", "2"]).fits.first)
    #expect(given.parameters.count == 6)

    // One phase is the logistic, and does not share its weight.
    let one = try #require(try FitGrowthResult.run([sunflower] + models).fits.first)
    let sum = try #require(one.comparison?.first { $0.model == "logistic-sum" })
    #expect(sum.reason == "the same curve as logistic")
    #expect(try command.run([sunflower, "--model", "auto", "--phases", "2"]).status == 64)
  }

  @Test("Predictions from a file of phases: those of the sum in it")
  func predict() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("fit.json")
    for phases in ["2", "auto"] {
      let outcome = try command.run([
        universities, "--model", "logistic-sum", "--phases", phases, "--format", "json", "-o", path,
        "--quiet", "--intervals", "wald",
      ])
      #expect(outcome.status == 0)
      let fit = try #require(try FitGrowthResult.read(path).fits.first)
      let p = fit.parameters.map { $0.estimate! }
      let predicted = try command.run(["predict", path, "--at", "2000"])
      #expect(predicted.status == 0, "\(predicted.errors)")
      let line = try #require(predicted.output.split(separator: "\n").last)
      let fields = line.split(separator: ",").map { Double($0)! }
      var expected = 0.0
      for phase in stride(from: 0, to: p.count, by: 3) {
        let exponent: Double = -log(81) / p[phase + 1] * (2000 - p[phase + 2])
        expected += p[phase] / (1 + exp(exponent))
      }
      #expect((fields[1] / expected - 1).magnitude < 1e-8)
      #expect(fields[2] < fields[1] && fields[1] < fields[3])
    }
  }

  @Test("Back-tests know the phases; replicates need their number")
  func backtest() throws {
    let outcome = try command.run([
      universities, "--model", "logistic-sum", "--phases", "2", "--intervals", "wald",
      "--backtest", "5", "--format", "csv",
    ])
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(rows[0].firstIndex(of: "forecasts"))
    // From five origins, with 5, 4, 3, 2 and 1 times ahead.
    #expect(rows[1][column] == "15")
    let refused = try command.run([
      "data/growth/chickweight.csv", "--by", "Diet,Chick", "--replicates", "Chick", "--size",
      "weight", "--model", "logistic-sum",
    ])
    #expect(refused.status == 64)
    #expect(refused.errors.contains("give --phases"))
  }

  @Test("Predictions keep Huang's α of the unit of the fit")
  func predictHuang() throws {
    let folder = try TemporaryFolder()
    var text = "minutes,size\n"
    for i in 0...48 {
      let hours = Double(i) / 2
      text += "\(30 * i),\(min(0.05 * exp(0.9 * max(0, hours - 6)), 5))\n"
    }
    let data = try folder.file("growth.csv", text)
    let path = folder.path("fit.json")
    let outcome = try command.run([
      data, "--model", "huang", "--time-unit", "minutes", "--format", "json", "-o", path, "--quiet",
    ])
    #expect(outcome.status == 0)
    let predicted = try command.run(["predict", path, "--at", "0,1440"])
    #expect(predicted.status == 0, "\(predicted.errors)")
    let lines = predicted.output.split(separator: "\n").dropFirst()
    let sizes = lines.map { Double($0.split(separator: ",")[1])! }
    let fit = try #require(try FitGrowthResult.read(path).fits.first)
    // At the origin the curve is y0, and a day later it is at its capacity.
    #expect((sizes[0] / fit.parameter("y0")!.estimate! - 1).magnitude < 1e-8)
    #expect((sizes[1] / fit.parameter("K")!.estimate! - 1).magnitude < 1e-3)
  }

  @Test("`models` lists the models with a lag and the sum of phases, with formula and source")
  func models() throws {
    let listed = try command.run(["models"])
    for text in [
      "baranyi-roberts\n", "Baranyi and Roberts 1994", "huang\n", "Huang 2008, 2013", "buchanan\n",
      "Buchanan, Whiting and Damert 1997", "logistic-sum   (here with 2 of up to 4 phases)\n",
      "K2/(1 + exp(-ln(81)/dt2*(t - tm2)))", "Meyer 1994",
    ] {
      #expect(listed.output.contains(text), "\(text)")
    }
  }
}
