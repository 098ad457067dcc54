import Foundation
import TestSupport
import Testing

/// `--model auto` and lists of models.
struct ComparisonCommandTests {
  private let command = Command("fit-growth")
  private let file = "data/growth/us_census_1790_1910.csv"

  /// By the known least squares, 2.5874198620763 with 3 parameters and 13 observations:
  /// AICc = 13(ln(2π·RSS/13) + 1) + 8 + 40/8 = 28.9066.
  @Test("The census is a logistic; JSON has the ranking, the tests, the averages and a sentence")
  func census() throws {
    let fit = try #require(try FitGrowthResult.run([file, "--model", "auto"]).fits.first)
    #expect(fit.model == "logistic")
    #expect(fit.criterion == "aicc")
    let ranking = try #require(fit.comparison)
    let best = try #require(ranking.first)
    #expect(best.model == "logistic")
    #expect(best.delta == 0)
    let aicc = 13 * (log(2 * .pi * 2.5874198620763 / 13) + 1) + 8 + 5
    #expect((try #require(best.aicc) / aicc - 1).magnitude < 1e-11)
    let ranked = ranking.filter { $0.status == "ranked" }
    #expect(Set(ranked.map { $0.model }).isSuperset(of: ["gompertz", "richards", "exponential"]))
    #expect((ranked.reduce(0) { $0 + $1.weight! } - 1).magnitude < 1e-12)
    #expect(ranked.map { $0.delta! } == ranked.map { $0.delta! }.sorted())
    for entry in ranked { #expect(entry.delta == entry.aicc! - best.aicc!) }
    let constant = try #require(ranking.last)
    #expect(constant.model == "constant")
    #expect(constant.status == "reference")
    #expect(constant.weight == nil)
    let test = try #require(
      fit.nestedTests?.first { $0.inner == "logistic" && $0.outer == "richards" })
    #expect(test.p > 0.05)
    #expect(test.f != nil && test.chiSquared == nil)
    // Where the plateau is not seen, the models disagree on the capacity.
    let capacity = try #require(fit.averaged?.first { $0.name == "carryingCapacity" })
    let alone = try #require(fit.parameter("L")?.standardError)
    #expect(try #require(capacity.standardError) > 2 * alone)
    let choice = try #require(fit.choice)
    #expect(choice.confidenceSet.first == "logistic")
    #expect(choice.sentence.hasPrefix("logistic is 2"))
    #expect(try #require(choice.evidenceRatio) > 1)
  }

  @Test("--compare adds the candidates of auto to the model")
  func compareFlag() throws {
    func ranked(_ arguments: [String]) throws -> Set<String> {
      let fit = try #require(try FitGrowthResult.run([file] + arguments).fits.first)
      #expect(fit.model == "logistic")
      let ranking = try #require(fit.comparison)
      return Set(ranking.filter { $0.status != "reference" }.map { $0.model })
    }
    let candidates = try ranked(["--model", "auto"])
    #expect(
      try ranked(["--model", "weibull", "--compare"]) == candidates.union(["weibull"]))
    #expect(try ranked(["--compare"]) == candidates)
    // A list, and auto, are comparisons already.
    for models in ["auto", "gompertz,logistic"] {
      let arguments = [file, "--model", models, "--format", "json"]
      let plain = try command.run(arguments).output
      #expect(!plain.isEmpty)
      #expect(try command.run(arguments + ["--compare"]).output == plain)
    }
  }

  @Test("For counts the nested models are compared by likelihood ratio")
  func nestedCounts() throws {
    let rows = (0...20).map { i in
      "\(i),\(Int((300 * exp(-exp(-0.3 * (Double(i) - 7)))).rounded()))"
    }
    let input = "t,cases\n" + rows.joined(separator: "\n") + "\n"
    let arguments = ["-", "--model", "logistic,richards", "--loss", "poisson"]
    let fit = try #require(try FitGrowthResult.run(arguments, input: input).fits.first)
    let test = try #require(fit.nestedTests?.first)
    #expect(test.f == nil)
    let statistic = try #require(test.chiSquared)
    // The square of a standard normal variable.
    #expect((test.p / erfc((statistic / 2).squareRoot()) - 1).magnitude < 1e-9)
    let text = try command.run(arguments, input: Data(input.utf8)).output
    #expect(text.contains("likelihood ratio of richards against logistic (nu = 1): χ²(1) = "))
  }

  @Test("The reported fit is that of the model alone")
  func chosen() throws {
    let chosen = try #require(try FitGrowthResult.run([file, "--model", "auto"]).fits.first)
    let alone = try #require(try FitGrowthResult.run([file]).fits.first)
    for (a, b) in zip(chosen.parameters, alone.parameters) {
      #expect(a.estimate == b.estimate && a.lower == b.lower && a.upper == b.upper)
    }
    #expect(chosen.verdicts == alone.verdicts)
    // One model alone has nothing of a comparison in its JSON.
    let output = try command.run([file, "--format", "json"]).output
    for key in ["comparison", "criterion", "nestedTests", "averaged", "choice"] {
      #expect(!output.contains("\"\(key)\""))
    }
  }

  @Test("CSV: one column a symbol over all models, with the weight and the runner-up")
  func csv() throws {
    let arguments = ["data/growth/growthcurver_growthdata_simulated.csv", "--model"]
    let outcome = try command.run(
      arguments + ["logistic,logistic-offset,gompertz", "--format", "csv"])
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    #expect(rows.count == 97)
    let header = rows[0]
    #expect(
      Array(header.prefix(11)) == [
        "series", "model", "status", "verdicts", "akaike_weight", "second_model", "delta_aicc", "L",
        "L_se", "L_lower", "L_upper",
      ])
    #expect(header.count { $0 == "L" } == 1)
    let column = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
    let result = try FitGrowthResult.run(arguments + ["logistic,logistic-offset,gompertz"])
    for (row, fit) in zip(rows.dropFirst(), result.fits) {
      #expect(row.count == header.count)
      #expect(row[1] == fit.model)
      let ranking = try #require(fit.comparison)
      #expect(Double(row[4]) == ranking[0].weight)
      #expect(row[5] == ranking[1].model)
      #expect(Double(row[6]) == ranking[1].delta)
      for symbol in ["L", "k", "x0", "C"] {
        #expect(Double(row[column[symbol]!]) == fit.parameter(symbol)?.estimate)
      }
    }
    // Simulated as logistic curves above a background.
    #expect(result.fits.allSatisfy { $0.model == "logistic-offset" })
    // Columns of a model that was not chosen are empty.
    let plain = try command.run([file, "--model", "logistic,richards", "--format", "csv"])
    let lines = plain.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let shape = try #require(lines[0].firstIndex(of: "nu"))
    #expect(lines[1][shape..<(shape + 4)].allSatisfy { $0.isEmpty })
  }

  @Test("The table of many series has a model, its weight and quantities that all models have")
  func overview() throws {
    let outcome = try command.run([
      "data/growth/bactgrowth.csv", "--by", "strain,replicate,conc", "--size", "value", "--model",
      "auto",
    ])
    let lines = outcome.output.split(separator: "\n").map { String($0) }
    #expect(lines[0].contains("72 series"))
    let heading = try #require(lines.first { $0.hasPrefix("series") })
    for title in ["model", "weight", "next best", "capacity", "μmax", "doubling", "lag", "verdict"]
    {
      #expect(heading.contains(title))
    }
    #expect(outcome.output.contains("mean weight"))
    #expect(lines.contains { $0.hasPrefix("logistic-offset ") })
  }

  @Test("The table of one series has the ranking below the parameters")
  func single() throws {
    let output = try command.run([file, "--model", "auto"]).output
    let parameters = try #require(output.range(of: "growth rate"))
    let ranking = try #require(output.range(of: "parameters   AICc"))
    let derived = try #require(output.range(of: "derived"))
    #expect(parameters.upperBound < ranking.lowerBound)
    #expect(ranking.upperBound < derived.lowerBound)
    for text in [
      "for reference: no growth", "all models",
      "F-test of richards against logistic (nu = 1): F(1, 9) = 0.529, p = 0.49",
      "choice: logistic is ",
    ] {
      #expect(output.contains(text), "\(text)")
    }
    #expect(!(try command.run([file]).output.contains("choice:")))
  }

  @Test("The same bytes for any number of threads", arguments: ["table", "csv", "json"])
  func threads(_ format: String) throws {
    let arguments = ["data/growth/bactgrowth_wide.csv", "--model", "auto", "--format", format]
    let one = try command.run(arguments + ["--threads", "1"])
    #expect(one.status == 0)
    for threads in ["2", "5"] {
      #expect(try command.run(arguments + ["--threads", threads]).output == one.output)
    }
  }

  @Test("Sizes that only scatter show no growth, and no quantities")
  func noise() throws {
    // Digits of π as noise about 10, in two wells.
    let digits = "3141592653589793238462643383279502884197".map { $0.wholeNumberValue! }
    let rows = digits.indices.map { "\($0),\(100 + digits[$0]),\(100 + digits[(7 * $0) % 40])" }
    let text = "t,a,b\n" + rows.joined(separator: "\n") + "\n"
    let result = try FitGrowthResult.run(["-", "--model", "auto"], input: text)
    for fit in result.fits {
      #expect(fit.verdicts.first == "no-growth")
      #expect(fit.choice?.certainty == "no-growth")
      #expect(fit.averaged?.isEmpty == true)
    }
    let table = try command.run(["-", "--model", "auto"], input: Data(text.utf8)).output
    for name in ["a", "b"] {
      let line = try #require(table.split(separator: "\n").first { $0.hasPrefix("\(name)  ") })
      #expect(line.split(separator: " ")[1] == "–")
    }
    let strict = try command.run(["-", "--model", "auto", "--strict"], input: Data(text.utf8))
    #expect(strict.status == 1)
  }

  @Test("What cannot be fitted at all is still listed")
  func notFitted() throws {
    let outcome = try command.run(
      ["-", "--model", "logistic,gompertz"], input: Data("t,y\n1,2\n2,3\n".utf8))
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("no model could be fitted"))
    #expect(outcome.output.contains("verdict: too-few-observations"))
  }

  @Test("Start values, fixed values and bounds go to the models that have the parameter")
  func options() throws {
    let fit = try #require(
      try FitGrowthResult.run([
        file, "--model", "logistic,logistic-offset,richards", "--fix", "C=2,nu=0.5", "--bound",
        "k=0:1",
      ]).fits.first)
    let named = try #require(fit.comparison).map { $0.model }
    #expect(Set(named) == ["logistic", "logistic-offset", "richards", "constant"])
    let held = try FitGrowthResult.run([file, "--model", "richards", "--fix", "nu=0.5"])
    let entry = try #require(fit.comparison?.first { $0.model == "richards" })
    #expect((try #require(entry.aicc) / held.fits[0].aicc - 1).magnitude < 1e-9)
  }

  @Test("predict takes the fit that was chosen, whatever was asked for the others")
  func predict() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("fit.json")
    let made = try command.run([
      file, "--model", "logistic,richards", "--fix", "nu=1.5", "--format", "json", "-o", path,
    ])
    #expect(made.status == 0)
    let outcome = try command.run(["predict", path, "--at", "2020"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let alone = folder.path("alone.json")
    let chosen = try JSONDecoder().decode(
      FitGrowthResult.self, from: Data(contentsOf: URL(filePath: path))
    ).fits[0].model
    _ = try command.run(
      [file, "--model", chosen, "--format", "json", "-o", alone]
        + (chosen == "richards" ? ["--fix", "nu=1.5"] : []))
    let expected = try command.run(["predict", alone, "--at", "2020"])
    #expect(outcome.output == expected.output)
  }

  @Test(
    "Wrong lists are wrong usage",
    arguments: [
      (["--model", "logistic,gomperz"], "there is no model 'gomperz'; the models are logistic,"),
      (["--model", "logistic,gompertz,logistic"], "--model names 'logistic' twice"),
      (["--model", "auto,gompertz"], "auto stands alone"),
      (["--model", "logistic,"], "there is no model ''"),
      (
        ["--model", "logistic,gompertz", "--fix", "q=1"],
        "none of the models has a parameter 'q' (logistic: L, k, x0; gompertz: L, k, x0)"
      ),
      (["--model", "auto", "--bound", "k=2:1"], "the low side is not below"),
    ])
  func wrongUsage(_ arguments: [String], _ says: String) throws {
    let outcome = try command.run([file] + arguments)
    #expect(outcome.status == 64)
    // Lines are wrapped.
    #expect(
      outcome.errors.replacingOccurrences(of: "\n", with: " ").contains(says), "\(outcome.errors)")
  }

  @Test("A blank after a comma does no harm, and the order does not change the choice")
  func order() throws {
    let first = try FitGrowthResult.run([file, "--model", "gompertz, logistic"])
    let second = try FitGrowthResult.run([file, "--model", "logistic,gompertz"])
    #expect(first.fits[0].comparison!.map { $0.model } == ["logistic", "gompertz", "constant"])
    #expect(
      second.fits[0].comparison!.map { $0.weight } == first.fits[0].comparison!.map { $0.weight })
  }
}

extension FitGrowthResult.Fit {
  fileprivate var aicc: Double { statistics?.aicc ?? .nan }
}
