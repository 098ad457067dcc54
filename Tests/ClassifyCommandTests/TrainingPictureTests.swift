import Foundation
import TestSupport
import Testing

/// What `train`, `summary`, `history` and `cross-validate` draw.
@Suite(.enabled(if: hasGnuplot, "there is no gnuplot on the PATH"))
struct TrainingPictureTests {
  static let spector = ["data/classification/spector.csv", "--target", "grade"]

  @Test("The coefficients as odds ratios, and how training ended")
  func forest() throws {
    let model = try TrainedFile(Self.spector)
    let drawn = try Drawn(["summary", model.path])
    for name in ["gpa", "tuce", "psi"] { #expect(drawn.texts.contains(name)) }
    #expect(!drawn.texts.contains("(Intercept)"))
    #expect(drawn.has("odds ratio"))
    let caption = drawn.texts.joined(separator: " ")
    #expect(caption.contains("profile likelihood intervals"))
    #expect(caption.contains("Status: converged by newton"))
    #expect(try Drawn(["train"] + Self.spector).svg == drawn.svg)
  }

  @Test("A failed training is said in the picture, which shows no intervals")
  func failed() throws {
    let drawn = try Drawn(
      ["train", "data/classification/endometrial.csv", "--target", "hg"], status: 1)
    let caption = drawn.texts.joined(separator: " ")
    #expect(caption.contains("No estimates: separated"))
    #expect(caption.contains("--firth"))
    #expect(!caption.contains("intervals"))
    #expect(drawn.outcome.errors.contains("separated (quasi)"))
  }

  @Test("Of many columns the largest, with a note")
  func manyColumns() throws {
    let drawn = try Drawn([
      "train", "data/classification/breast_cancer.csv", "--target", "target", "--polynomial", "2",
      "--lambda", "0.1", "--inference", "none",
    ])
    #expect(
      drawn.texts.joined(separator: " ")
        .contains("The 30 of 60 columns with the largest coefficients"))
  }

  @Test("Histories: one drawn with the training, two side by side")
  func histories() throws {
    let folder = try TemporaryFolder()
    let (batch, stochastic) = (folder.path("batch.csv"), folder.path("stochastic.csv"))
    let one = try Drawn(
      ["train"] + Self.spector + ["--solver", "lbfgs", "--history", batch])
    #expect(one.texts.contains("Objective"))
    #expect(one.has("passes over the rows"))
    #expect(one.texts.contains("gpa"))
    _ = try classify.run(
      ["train"] + Self.spector
        + ["--solver", "sgd", "--history", stochastic, "--history-interval", "8"])
    let two = try Drawn(["history", batch, stochastic, "--format", "csv"])
    #expect(two.texts.contains("batch"))
    #expect(two.texts.contains("stochastic"))
    #expect(two.texts.contains("Coefficients, stochastic"))
    let lines = two.outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("batch,"))
    // Both end at the same minimum.
    let objectives = lines.dropFirst().compactMap { Double($0.split(separator: ",")[2]) }
    #expect(abs(objectives[0] - objectives[1]) < 1e-9)
  }

  @Test("Histories of different problems are refused")
  func differentHistories() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path("a.csv"), folder.path("b.csv"))
    _ = try classify.run(["train"] + Self.spector + ["--history", first])
    _ = try classify.run(["train"] + Self.spector + ["--exclude", "psi", "--history", second])
    let outcome = try classify.run(["history", first, second])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("different coefficients"))
  }

  @Test("A path of λ with its two choices, and the folds without one")
  func crossValidation() throws {
    let pima = ["data/classification/pima_tr.csv", "--target", "type", "--quiet"]
    let path = try Drawn(["cross-validate"] + pima + ["--path", "--l1-ratio", "1"])
    #expect(path.texts.contains("min"))
    #expect(path.texts.contains("1se"))
    #expect(path.texts.contains("coefficient × standard deviation"))
    #expect(path.texts.contains("glu"))
    let folds = try Drawn(["cross-validate"] + pima + ["--threads", "1"])
    #expect(folds.has("Log loss 0."))
    #expect(folds.texts.contains("fold"))
    #expect(folds.svg == (try Drawn(["cross-validate"] + pima + ["--threads", "2"])).svg)
  }
}
