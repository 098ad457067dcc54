import Foundation
import TestSupport
import Testing

/// What `classify evaluate --plot` draws.
@Suite(.enabled(if: hasGnuplot, "there is no gnuplot on the PATH"))
struct EvaluationPictureTests {
  static let pima = ["data/classification/pima_tr.csv", "--target", "type"]
  static let test = "data/classification/pima_te.csv"

  @Test("Two classes: ROC, precision and recall, calibration and thresholds with their numbers")
  func binary() throws {
    let model = try TrainedFile(Self.pima)
    let numbers = try classify.run(["evaluate", model.path, Self.test, "--format", "json"])
    let drawn = try Drawn(["evaluate", model.path, Self.test, "--format", "json"])
    #expect(drawn.outcome.output == numbers.output)
    for title in ["ROC", "Precision and recall", "Calibration", "Thresholds"] {
      #expect(drawn.texts.contains(title))
    }
    let area = try #require(try document(numbers.output).number("auc"))
    #expect(drawn.has("AUC \(String(format: "%.3f", area))"))
    #expect(drawn.has("p ≥ 0.5"))
    #expect(drawn.has("base rate 0.33"))
    #expect(drawn.has("332 rows, positive: '1', 109 of 332"))
  }

  @Test("The same bytes again, and with any number of threads")
  func repeatable() throws {
    let model = try TrainedFile(Self.pima)
    let arguments = ["evaluate", model.path, Self.test]
    let first = try Drawn(arguments + ["--threads", "1"])
    let second = try Drawn(arguments + ["--threads", "2"])
    #expect(first.svg == second.svg)
    #expect(first.svg.count > 1000)
  }

  @Test("Several classes: a curve each, named in its colour, and the confusion matrix")
  func several() throws {
    let data = "data/classification/iris.csv"
    let model = try TrainedFile([data, "--target", "target", "--lambda", "0.01"])
    let drawn = try Drawn(["evaluate", model.path, data])
    #expect(drawn.texts.contains("Confusion"))
    #expect(!drawn.texts.contains("Thresholds"))
    #expect(drawn.texts.contains("0 1.000"))
    #expect(drawn.has("150 rows, 3 classes, each against the rest"))
  }

  @Test("--picture chooses; what there is not, is said")
  func choice() throws {
    let model = try TrainedFile(Self.pima)
    let drawn = try Drawn(["evaluate", model.path, Self.test, "--picture", "gains"])
    #expect(drawn.texts.contains("Gains"))
    #expect(!drawn.texts.contains("ROC"))
    let folder = try TemporaryFolder()
    let wrong = try classify.run(
      [
        "evaluate", model.path, Self.test, "--picture", "roc,nothing", "--plot",
        folder.path("a.svg"),
      ])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("there is no picture 'nothing'"))
    let absent = try classify.run(
      ["evaluate", model.path, Self.test, "--picture", "boundary", "--plot", folder.path("a.svg")])
    #expect(absent.status == 64)
    #expect(absent.errors.contains("two columns of numbers"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.svg")))
    let alone = try classify.run(["evaluate", model.path, Self.test, "--picture", "roc"])
    #expect(alone.status == 64)
  }

  @Test("Rows of one class: a picture that says what there is not")
  func oneClass() throws {
    let model = try TrainedFile(Self.pima)
    let lines = try String(
      contentsOf: Repository.root.appending(path: Self.test), encoding: .utf8
    ).split(separator: "\n")
    let negative = lines.dropFirst().filter { $0.hasSuffix(",0") }
    let folder = try TemporaryFolder()
    let data = try folder.file(
      "negative.csv", ([lines[0]] + negative.prefix(20)).joined(separator: "\n") + "\n")
    let drawn = try Drawn(["evaluate", model.path, data])
    #expect(drawn.texts.contains("no AUC: only one class occurs"))
  }

  @Test("A cost has its curve and is in the caption")
  func cost() throws {
    let model = try TrainedFile(Self.pima)
    let drawn = try Drawn(["evaluate", model.path, Self.test, "--threshold", "cost:1,5"])
    #expect(drawn.texts.contains("cost"))
    #expect(drawn.texts.joined(separator: " ").contains("5 a false negative"))
  }

  @Test("Two columns of numbers: the plane with its boundary and the classes as points")
  func boundary() throws {
    let data = "data/classification/iris.csv"
    let columns = ["--features", "petal_length,petal_width", "--lambda", "0.001"]
    let names = try String(
      contentsOf: Repository.root.appending(path: data), encoding: .utf8
    ).split(separator: "\n")[0].split(separator: ",").map { String($0) }
    let features = "\(names[2]),\(names[3])"
    let model = try TrainedFile(
      [data, "--target", "target", "--features", features] + columns.suffix(2))
    let drawn = try Drawn(["evaluate", model.path, data, "--picture", "boundary"])
    #expect(drawn.texts.contains(names[2]))
    #expect(drawn.texts.contains("target 2"))
    let curved = try Drawn([
      "train", data, "--target", "target", "--features", features, "--polynomial", "2",
      "--lambda", "0.001", "--picture", "boundary",
    ])
    #expect(curved.texts.contains("Decision boundary"))
    #expect(curved.svg != drawn.svg)
  }
}
