import Foundation
import TestSupport
import Testing

/// Pictures that cannot be drawn.
struct PictureFailureTests {
  @Test("No picture's name: refused before any work", arguments: ["a.jpg", "a", "svg"])
  func wrongEnding(_ name: String) throws {
    let outcome = try classify.run(["train", "no-such-file.csv", "--plot", name])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("svg, png or pdf"))
  }

  @Test("Without gnuplot the results are printed, and the package is named")
  func missingGnuplot() throws {
    let folder = try TemporaryFolder()
    let picture = folder.path("picture.svg")
    let arguments = ["train"] + TrainingPictureTests.spector
    let plain = try classify.run(arguments)
    let outcome = try classify.run(arguments + ["--plot", picture], environment: ["PATH": ""])
    // sysexits: a program that is needed is unavailable.
    #expect(outcome.status == 69)
    #expect(outcome.output == plain.output)
    #expect(outcome.errors.contains("gnuplot-nox"))
    #expect(!FileManager.default.fileExists(atPath: picture))
    let failed = try classify.run(
      ["train", "data/classification/endometrial.csv", "--target", "hg", "--plot", picture],
      environment: ["PATH": ""])
    #expect(failed.status == 69)
    #expect(failed.errors.contains("separated (quasi)"))
  }

  @Test("A history that is not kept cannot be drawn: refused before any work")
  func noHistory() throws {
    let outcome = try classify.run(
      ["train", "no-such-file.csv", "--plot", "a.svg", "--picture", "history"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--history FILE.csv"))
  }

  @Test("A report is a page: another ending is refused before any work")
  func wrongReportEnding() throws {
    let outcome = try classify.run(["evaluate", "none.json", "none.csv", "--report", "a.pdf"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(".html"))
  }
}
