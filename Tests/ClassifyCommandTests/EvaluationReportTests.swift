import Foundation
import TestSupport
import Testing

/// What `classify evaluate --report` writes.
@Suite(.enabled(if: hasGnuplot, "there is no gnuplot on the PATH"))
struct EvaluationReportTests {
  static func report(
    _ model: String, _ data: String, _ arguments: [String] = []
  ) throws -> String {
    let folder = try TemporaryFolder()
    let outcome = try classify.run(
      ["evaluate", model, data, "--report", folder.path("report.html")] + arguments)
    guard outcome.status == 0 else {
      throw UnexpectedStatus(found: outcome.status, errors: outcome.errors)
    }
    return try String(contentsOfFile: folder.path("report.html"), encoding: .utf8)
  }

  @Test("All parts are there, nothing is loaded, and the bytes are the same again")
  func parts() throws {
    let model = try TrainedFile(EvaluationPictureTests.pima)
    let data = EvaluationPictureTests.test
    let page = try Self.report(model.path, data)
    for id in [
      "summary", "ranking", "calibration", "decisions", "thresholds", "coefficients", "methods",
      "cite",
    ] {
      #expect(page.contains("<section id=\"\(id)\""), "\(id)")
    }
    #expect(page.components(separatedBy: "<svg").count - 1 == 6)
    #expect(page.contains("Average precision without interpolation"))
    #expect(page.contains("109 (32.8\u{A0}%) are '1'"))
    // Of the data: sha256sum.
    #expect(page.contains("SHA-256 <code>\(try Self.sha256(data))</code>"))
    for word in ["src=", "url(", "@import", "<link rel=\"stylesheet\"", "fetch("] {
      #expect(!page.contains(word), "\(word)")
    }
    // Namespaces are names: only they have the form of an address.
    let addresses = page.matches(of: /https?:\/\/[^"'\s<]*/).map { String($0.output) }
    #expect(addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") }, "\(addresses)")
    #expect(page == (try Self.report(model.path, data, ["--threads", "1"])))
  }

  private static func sha256(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["shasum", "-a", "256", path]
    #else
      process.arguments = ["sha256sum", path]
    #endif
    process.currentDirectoryURL = Repository.root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    return String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
  }

  @Test("Several classes and a boundary")
  func several() throws {
    let data = "data/classification/iris.csv"
    let model = try TrainedFile([data, "--target", "target", "--lambda", "0.01"])
    let page = try Self.report(model.path, data)
    #expect(page.contains("Each against the rest"))
    #expect(page.contains("actual \\ predicted"))
    #expect(!page.contains("<section id=\"thresholds\""))
    #expect(page.contains("Ridge penalty, λ = 0.01"))
  }

  @Test(
    "A browser loads the page, sorts its table and complains of nothing",
    .enabled(if: Browser.installed != nil, "there is no Chromium on the PATH"))
  func browser() throws {
    let browser = try #require(Browser.installed)
    let model = try TrainedFile(TrainingPictureTests.spector)
    let page = try Self.report(model.path, TrainingPictureTests.spector[0])
    let visit = try browser.visit(
      page,
      running: """
        const tables = [...document.querySelectorAll("#coefficients table.sortable")];
        const names = () => [...tables[0].tBodies[0].rows].map(row => row.cells[0].textContent);
        const seen = [names().join(" ")];
        tables[0].tHead.rows[0].cells[1].querySelector("button").click();
        seen.push(names().join(" "));
        seen.push(document.documentElement.scrollWidth <= document.documentElement.clientWidth);
        seen.push(performance.getEntriesByType("resource").length);
        return seen;
        """)
    #expect(visit.console.isEmpty)
    // Estimates −13.02, 2.83, 0.095 and 2.38.
    #expect(
      try JSONSerialization.jsonObject(with: Data(visit.result.utf8)) as? NSArray == [
        "(Intercept) gpa tuce psi", "(Intercept) tuce psi gpa", true, 0,
      ])
  }
}
