import ArgumentParser
import CommandSupport

/// The report that can be mailed.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a report into FILE.html: verdicts, plate maps, a table to sort, all fits (with gnuplot).",
      discussion: """
        One file that holds everything it shows: summary, every fit with its residuals, the methods with \
        every option, and how to cite.
        """,
      valueName: "FILE.html"))
  var report: String?

  func validate() throws {
    guard let report else { return }
    if report.isEmpty || report == "-" {
      throw ValidationError("--report takes the name of a file, such as report.html")
    }
  }

  /// Refuses one file for two things.
  func validate(apartFrom others: [(option: String, path: String?)]) throws {
    guard let report else { return }
    for other in others where other.path == report {
      throw ValidationError("--report and \(other.option) name the same file, \(report)")
    }
  }
}
