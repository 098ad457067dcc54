import Foundation
import TestSupport
import Testing

/// `fit-growth --report`.
struct ReportTests {
  static let hasGnuplot =
    ((ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":"))
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

  let command = Command("fit-growth")
  let plate = "data/growth/bactgrowth_wide.csv"
  let census = "data/growth/us_census_1790_1910.csv"

  /// The page that a command writes.
  private func page(_ arguments: [String], in folder: TemporaryFolder) throws -> String {
    let path = folder.path("report.html")
    let outcome = try command.run(arguments + ["--report", path, "--quiet"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private func page(_ arguments: [String]) throws -> String {
    try page(arguments, in: TemporaryFolder())
  }

  /// The rows of the table with a caption, as the texts of their cells.
  private func rows(_ page: String, captioned caption: String) throws -> [[String]] {
    let start = try #require(page.range(of: "<caption><span>\(caption)"))
    let body = page[start.upperBound...].prefix(
      upTo: page[start.upperBound...].range(of: "</tbody>")!.lowerBound)
    return body.split(separator: "<tr>").dropFirst(2).map { row in
      row.matches(of: #/<t[hd][^>]*>(.*?)<\/t[hd]>/#).map {
        String($0.1).replacing(#/<[^>]*>/#, with: "")
      }
    }
  }

  @Test(
    "All series, their numbers and their verdicts are those of the JSON", .enabled(if: hasGnuplot))
  func numbers() throws {
    let page = try page([plate])
    let result = try FitGrowthResult.run([plate])
    let rows = try rows(page, captioned: "Estimates with 95 % limits")
    #expect(rows.count == result.fits.count)
    for fit in result.fits {
      let row = try #require(rows.first { $0[0] == fit.series })
      #expect(row[1] == fit.verdicts.joined(separator: " "))
      guard !fit.verdicts.contains("no-growth") else {
        #expect(row[2] == "–")
        continue
      }
      // The keys for sorting are the numbers themselves.
      for parameter in fit.parameters {
        let estimate = try #require(parameter.estimate)
        #expect(page.contains("data-key=\"\(estimate)\""), "\(fit.series) \(parameter.name)")
      }
    }
    let counts = page.matches(of: #/<dt><span[^>]*>([^<]*)<\/span> × (\d+)<\/dt>/#)
    for match in counts {
      let verdict = String(match.1)
      #expect(Int(match.2) == result.fits.count { $0.verdicts.contains(verdict) }, "\(verdict)")
    }
    #expect(Set(counts.map { String($0.1) }) == Set(result.fits.flatMap { $0.verdicts }))
    // Each has a fit and, where there is a curve, its residuals.
    let curves = result.fits.count { !$0.verdicts.contains("no-growth") }
    #expect(page.matches(of: #/<svg /#).count >= result.fits.count + curves)
  }

  @Test("Nothing is loaded, ids occur once, and links lead somewhere", .enabled(if: hasGnuplot))
  func selfContained() throws {
    let page = try page([plate])
    let names = page.replacing(#/ xmlns(:[a-z]+)?="[^"]*"/#, with: "")
    #expect(!names.contains("http:") && !names.contains("https:"))
    #expect(!names.contains(" src=") && !names.contains("@import"))
    let ids = page.matches(of: #/\bid=["']([^"']*)["']/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for match in page.matches(of: #/href=["']#([^"']*)["']/#) {
      #expect(ids.contains(String(match.1)), "\(match.1)")
    }
  }

  @Test("The same bytes twice, for any number of threads", .enabled(if: hasGnuplot))
  func deterministic() throws {
    let one = try page([plate, "--threads", "1"])
    #expect(try page([plate, "--threads", "3"]) == one)
    #expect(try page([plate]) == one)
  }

  @Test("The methods say what was done", .enabled(if: hasGnuplot))
  func methods() throws {
    let page = try page([
      census, "--model", "richards", "--loss", "huber", "--intervals", "bootstrap", "--seed", "7",
      "--resamples", "100", "--fix", "nu=1", "--trim", "1790:1900",
    ])
    for text in [
      "Richards 1959", "robust loss of Huber", "100 bootstrap refits (residual, seed 7)",
      "Only times within 1790:1900", "<code>nu=1</code>", "SHA-256", "GNU Scientific Library 2.",
      "fit-growth \(census) --model richards --loss huber --intervals bootstrap --seed 7 "
        + "--resamples 100 --fix nu=1 --trim 1790:1900 --report report.html</code>",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let sum = try FitGrowthResult.run([census]).input.sha256
    #expect(page.contains(sum))
  }

  @Test("A plate has its maps; other series have none", .enabled(if: hasGnuplot))
  func maps() throws {
    #expect(try page(["data/growth/kinbiont_plate_wide.csv"]).contains("plate map: verdict"))
    #expect(try !page([plate]).contains("plate map"))
  }

  @Test(
    "Comparison, back-test, replicates and estimates without a model have their parts",
    .enabled(if: hasGnuplot))
  func parts() throws {
    let compared = try page([
      census, "--model", "logistic,gompertz", "--backtest", "2", "--model-free",
    ])
    for text in [
      "How often each model was chosen", "Models compared by AICc", "Back-test: ",
      "smoothing spline",
    ] {
      #expect(compared.contains(text), "\(text)")
    }
    let grouped = try page([
      "data/growth/bactgrowth.csv", "--by", "strain,replicate,conc", "--replicates", "replicate",
    ])
    #expect(grouped.contains("Do the replicates of a group share one curve?"))
  }

  @Test("Names that could be markup are text", .enabled(if: hasGnuplot))
  func markup() throws {
    let folder = try TemporaryFolder()
    let name = "<script>alert(1)</script>"
    var text = "t,\(name),b&b\n"
    for t in 0..<12 {
      let size = 10 / (1 + exp(-0.8 * (Double(t) - 5))) + (t % 2 == 0 ? 0.05 : -0.05)
      text += "\(t),\(size),\(size / 2)\n"
    }
    let page = try page([folder.file("a.csv", text)])
    #expect(!page.contains(name))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("b&b"))
  }

  @Test("One file for two things, no gnuplot, no folder")
  func failures() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("r.html")
    #expect(try command.run([census, "--report", path, "-o", path]).status == 64)
    #expect(try command.run([census, "--report", "-"]).status == 64)
    let without = try command.run(
      [census, "--report", path], environment: ["PATH": folder.path("")])
    #expect(without.status == 69)
    #expect(without.errors.contains("gnuplot-nox"))
    guard Self.hasGnuplot else { return }
    let outcome = try command.run([census, "--report", folder.path("none/r.html")])
    #expect(outcome.status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
  }

  @Test(
    "A browser sorts the table of a plate and opens a fit, without an error",
    .enabled(if: hasGnuplot && Browser.installed != nil, "gnuplot or Chromium is not on the PATH"))
  func browser() throws {
    let result = try FitGrowthResult.run([plate])
    let visit = try #require(Browser.installed).visit(
      try page([plate]),
      running: """
        const table = document.querySelector("#table table");
        const head = [...table.tHead.rows[0].cells].find(cell => cell.textContent === "L");
        const order = () => [...table.tBodies[0].rows].map(row => row.cells[0].textContent);
        head.querySelector("button").click();
        const ascending = order();
        head.querySelector("button").click();
        const descending = order();
        table.tBodies[0].rows[0].querySelector("a").click();
        await new Promise(done => setTimeout(done, 100));
        const opened = document.querySelector("details[open] summary strong").textContent;
        return {ascending, descending, opened};
        """)
    #expect(visit.console.isEmpty)
    struct Seen: Decodable {
      var ascending: [String]
      var descending: [String]
      var opened: String
    }
    let seen = try JSONDecoder().decode(Seen.self, from: Data(visit.result.utf8))
    // Where nothing grows there is no L to sort by.
    let growing = result.fits.filter { !$0.verdicts.contains("no-growth") }
    let expected = growing.sorted { $0.parameter("L")!.estimate! < $1.parameter("L")!.estimate! }
      .map { $0.series }
    #expect(Array(seen.ascending.prefix(growing.count)) == expected)
    #expect(Array(seen.descending.prefix(growing.count)) == expected.reversed())
    #expect(seen.opened == seen.descending[0])
  }
}
