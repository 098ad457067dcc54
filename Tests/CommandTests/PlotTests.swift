import Foundation
import TestSupport
import Testing

/// `--plot`: what the pictures say, and when there is none.
struct PlotTests {
  let command = Command("fit-growth")
  let yeast = "data/growth/carlson_yeast_1913.csv"

  /// The SVG that a command draws, and what it prints.
  private func svg(_ arguments: [String]) throws -> (picture: SVG, outcome: Command.Outcome) {
    let folder = try TemporaryFolder()
    let path = folder.path("picture.svg")
    let outcome = try command.run(arguments + ["--plot", path])
    guard outcome.status == 0 else { throw FitGrowthResult.Failure(outcome: outcome) }
    return (try SVG(path), outcome)
  }

  @Test("A fit is drawn with its limits, landmarks and parameters; the report is the same")
  func single() throws {
    let (picture, outcome) = try svg([yeast, "--model", "verhulst"])
    #expect(try command.run([yeast, "--model", "verhulst"]).output == outcome.output)
    for text in [
      "biomass", "hour", "verhulst: ok", "data", "95 % confidence", "95 % prediction",
      // K, N0 and r with their limits by profile likelihood, as Carlson's yeast has them.
      "capacity 663.0", "initial size 9.14", "inflection at 7.808", "lag until 4.151",
      "K = 663.0 (659.4 … 666.7), N0 = 9.14 (8.35 … 9.97), r = 0.5470 (0.5352 … 0.5591).",
      "Verdict: ok.",
    ] {
      #expect(picture.texts.contains(text), "\(text)")
    }
  }

  @Test("The same bytes twice, and for any number of threads")
  func deterministic() throws {
    let plate = "data/growth/bactgrowth_wide.csv"
    let folder = try TemporaryFolder()
    let pictures = try [["1"], ["1"], ["2"], ["5"]].enumerated().map { index, threads in
      let path = folder.path("\(index).svg")
      #expect(try command.run([plate, "--plot", path, "--threads"] + threads).status == 0)
      return try Data(contentsOf: URL(filePath: path))
    }
    #expect(pictures[0].count > 10_000)
    #expect(pictures.allSatisfy { $0 == pictures[0] })
  }

  @Test("Wells stand at their places on the plate; verdicts are counted")
  func plate() throws {
    let (picture, outcome) = try svg(["data/growth/growthcurver_growthdata_simulated.csv"])
    // Headings of rows A to H at the left, of columns 1 to 12 above.
    let rows = try "ABCDEFGH".map { try #require(picture.place(of: String($0))) }
    let columns = try (1...12).map { try #require(picture.place(of: "\($0)")) }
    #expect(rows.map { $0.y } == rows.map { $0.y }.sorted())
    #expect(columns.map { $0.x } == columns.map { $0.x }.sorted())
    #expect(Set(rows.map { $0.x }).count == 1)
    #expect(Set(columns.map { $0.y }).count == 1)
    #expect(columns.allSatisfy { $0.y < rows[0].y })
    let count = try #require(
      outcome.output.split(separator: "\n").first { $0.hasPrefix("autocorrelated-residuals: ") })
    let number = try #require(
      count.dropFirst("autocorrelated-residuals: ".count).split(separator: " ").first)
    #expect(
      picture.texts.contains {
        $0.hasPrefix("Verdicts of 96 fits: autocorrelated-residuals \(number)")
      })
  }

  @Test("What does not grow, is not fitted or has no best curve is drawn and says so")
  func failures() throws {
    let folder = try TemporaryFolder()
    var rows = ["time_h,flat,few,endless,good"]
    let noise = [0.02, -0.01, 0.01, 0.015, -0.02, 0.0, 0.01, -0.015, 0.005, -0.005, 0.02, -0.01]
    for t in 0..<12 {
      let x = Double(t)
      let good = 1 / (1 + exp(-(x - 5))) + 0.3 * noise[t]
      let few = t < 2 ? "\(0.1 * x + 0.1)" : ""
      rows.append("\(t),\(1 + noise[t]),\(few),\(exp(0.3 * x) * (1 + noise[t])),\(good)")
    }
    let data = try folder.file("odd.csv", rows.joined(separator: "\n") + "\n")
    let (picture, _) = try svg([data])
    let texts = picture.texts
    #expect(texts.contains("no growth"))
    #expect(texts.contains("not fitted"))
    #expect(texts.contains("not converged"))
    #expect(texts.contains("time (h)"))
    #expect(texts.contains("few: too-few-observations"))
    #expect(texts.contains { $0.hasPrefix("flat: no-growth") })
    // The parameters of a curve that is no minimum are not offered.
    #expect(texts.contains { $0.hasPrefix("endless: not-converged(unbounded)") })
    #expect(texts.contains { $0.hasPrefix("good: L = 1.0") })

    let (flat, _) = try svg([data, "--size", "flat"])
    #expect(flat.texts.contains { $0.hasPrefix("Verdict: no-growth – ") })
    #expect(!flat.texts.contains { $0.contains("95 % confidence") || $0.contains("capacity") })
  }

  @Test("Several models are overlaid with their weights")
  func comparison() throws {
    let (picture, outcome) = try svg([yeast, "--model", "logistic,gompertz"])
    #expect(outcome.output.contains("weight"))
    #expect(picture.texts.contains("logistic, weight 1.000"))
    #expect(picture.texts.contains("gompertz, weight <0.001"))
    #expect(picture.texts.contains { $0.hasPrefix("Weights by AICc: logistic is over 1000 times") })
  }

  @Test("Residuals stand under the curve, phases and forecasts in it")
  func more() throws {
    let universities = "data/growth/loglet_universities_1801_1974.csv"
    let (picture, _) = try svg([
      universities, "--model", "logistic-sum", "--phases", "2", "--residuals",
    ])
    for text in ["phase 1", "phase 2", "± 2 s", "residual", "universities", "year"] {
      #expect(picture.texts.contains(text), "\(text)")
    }
    let (forecasts, _) = try svg([yeast, "--backtest", "4"])
    #expect(forecasts.texts.contains("forecasts"))
    #expect(forecasts.texts.contains { $0.hasPrefix("Back-test: 10 forecasts") })
  }

  @Test("Times that are dates stay dates, and what --trim leaves out is shown as that")
  func dates() throws {
    let (picture, _) = try svg([
      "data/growth/zika_sanandres_2015.csv", "--size", "cumulative_cases", "--trim",
      "2015-09-06..2015-12-31", "--size-label", "cases (people)",
    ])
    for text in ["date", "2015-10", "not fitted", "cases (people)"] {
      #expect(picture.texts.contains(text), "\(text)")
    }
    #expect(picture.texts.contains { $0.contains("x0 = 2015-11-0") })
  }

  @Test("Groups of replicates are compared in one chart")
  func replicates() throws {
    let (picture, _) = try svg([
      "data/growth/bactgrowth.csv", "--by", "strain,conc,replicate", "--replicates",
      "conc,replicate",
    ])
    for text in ["3 groups of replicates", "T", "D", "R"] {
      #expect(picture.texts.contains(text), "\(text)")
    }
  }

  @Test("More than a page holds needs a PDF, which has several")
  func pages() throws {
    let folder = try TemporaryFolder()
    var text = "t," + (0..<500).map { "s\($0)" }.joined(separator: ",") + "\n"
    for t in 0..<6 {
      let sizes = (0..<500).map { "\(1 / (1 + exp(2.5 - Double(t) - 0.001 * Double($0))))" }
      text += "\(t),\(sizes.joined(separator: ","))\n"
    }
    let data = try folder.file("many.csv", text)
    let refused = try command.run([data, "--plot", folder.path("many.svg")])
    #expect(refused.status == 64)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("500 series do not fit on one page; name a .pdf"))
    #expect(try command.run([data, "--plot", folder.path("many.pdf")]).status == 0)
    let pdf = try Data(contentsOf: URL(filePath: folder.path("many.pdf")))
    #expect(pdf.starts(with: Data("%PDF".utf8)))
  }

  @Test("An unknown ending, or one file for two things, is refused before any work")
  func wrongNames() throws {
    for path in ["picture.jpg", "picture", "-"] {
      let outcome = try command.run(["no-such-file.csv", "--plot", path])
      #expect(outcome.status == 64, "\(path)")
      #expect(outcome.errors.contains("a picture is svg, png or pdf"), "\(path)")
    }
    #expect(try command.run([yeast, "--residuals"]).status == 64)
    #expect(try command.run([yeast, "--plot", "a.svg", "-o", "a.svg"]).status == 64)
    for arguments in [
      ["predict", "fit.json", "--at", "1"], ["simulate", "verhulst"],
      ["competition", "a.csv", "--size", "a,b"],
    ] {
      #expect(try command.run(arguments + ["--plot", "x.gif"]).status == 64, "\(arguments)")
    }
  }

  @Test("A picture that cannot be written is an error, after the fit was printed")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let outcome = try command.run([yeast, "--plot", folder.path("none/picture.svg")])
    #expect(outcome.status == 73)
    #expect(outcome.output.contains("verdict: ok"))
  }

  @Test("Without gnuplot the fit is printed all the same, and the error names the package")
  func withoutGnuplot() throws {
    let folder = try TemporaryFolder()
    let output = folder.path("fit.csv")
    let outcome = try command.run(
      [yeast, "--format", "csv", "-o", output, "--plot", folder.path("picture.svg")],
      environment: ["PATH": folder.path("")])
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("gnuplot-nox"))
    #expect(try String(contentsOfFile: output, encoding: .utf8).contains("biomass,logistic"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["fit.csv"])
  }
}
