import Foundation
import TestSupport
import Testing

/// Predictions and what they are worth.
struct PredictTests {
  private func pima(_ folder: TemporaryFolder) throws -> String {
    let model = folder.path("pima.json")
    let outcome = try classify.run([
      "train", "data/classification/pima_tr.csv", "--target", "type", "-o", model,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return model
  }

  private func fields(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  @Test("Probabilities are those of the coefficients, rows in their order, columns by their names")
  func probabilities() throws {
    let folder = try TemporaryFolder()
    let model = try pima(folder)
    let summary = try document(
      classify.run(["summary", model, "--format", "json"]).output)
    let weights = summary.coefficients()
    let rows = try Repository.rows("classification/pima_te.csv")
    // The columns in another order, and one more.
    let shuffled = rows.enumerated().map { index, row in
      (row.reversed() + [index == 0 ? "extra" : "text \(index)"]).joined(separator: ",")
    }
    let data = try folder.file("shuffled.csv", shuffled.joined(separator: "\n") + "\n")
    let found = fields(try classify.run(["predict", model, data]).output)
    #expect(found[0] == ["predicted", "probability_0", "probability_1"])
    #expect(found.count == rows.count)
    for (row, prediction) in zip(rows, found).dropFirst() {
      var score = weights["(Intercept)"]!
      for (name, text) in zip(rows[0], row) where name != "type" {
        score += weights[name]! * Double(text)!
      }
      let probability = 1 / (1 + exp(-score))
      #expect(logRelativeError(Double(prediction[2])!, probability, cap: 15) > 11)
      #expect(prediction[0] == (probability >= 0.5 ? "1" : "0"))
    }
    let standard = try classify.run(["predict", model, "data/classification/pima_te.csv"])
    #expect(fields(standard.output) == found)
  }

  @Test("Standard input and files in several pieces give the same bytes")
  func streams() throws {
    let folder = try TemporaryFolder()
    let model = try pima(folder)
    // Several pieces of the stream, with a quoted field over the cuts.
    let rows = try Repository.rows("classification/pima_te.csv")
    var text = (["note"] + rows[0]).joined(separator: ",") + "\r\n"
    for pass in 0..<400 {
      for row in rows.dropFirst() {
        text += "\"a, \(pass)\nb\"," + row.joined(separator: ",") + "\r\n"
      }
    }
    let data = try folder.file("big.csv", text)
    #expect(text.utf8.count > 9 << 19)
    let read = try classify.run(["predict", model, data])
    #expect(read.status == 0, "\(read.errors)")
    let piped = try classify.run(["predict", model, "-"], input: Data(text.utf8))
    #expect(piped.output == read.output)
    let out = folder.path("out.csv")
    let written = try classify.run(["predict", model, data, "-o", out])
    #expect(written.output.isEmpty)
    #expect(try String(contentsOfFile: out, encoding: .utf8) == read.output)
    let once = try classify.run(["predict", model, "data/classification/pima_te.csv"]).output
    let body = once.split(separator: "\n").dropFirst()
    let lines = read.output.split(separator: "\n")
    #expect(lines.count == 400 * body.count + 1)
    #expect(lines.dropFirst().prefix(body.count) == body)
    #expect(lines.suffix(body.count) == body)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
        == ["big.csv", "out.csv", "pima.json"])
  }

  @Test("A wrong field far into a stream is named with its line, and no file is left")
  func lateError() throws {
    let folder = try TemporaryFolder()
    let model = try pima(folder)
    let rows = try Repository.rows("classification/pima_te.csv").map { $0.joined(separator: ",") }
    var lines = [rows[0]]
    for _ in 0..<700 { lines += rows.dropFirst() }
    let line = lines.count
    lines.append("1,oops,70,30,30.0,0.5,30,0")
    let data = try folder.file("late.csv", lines.joined(separator: "\n") + "\n")
    let outcome = try classify.run(["predict", model, data, "-o", folder.path("out.csv")])
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains("late.csv:\(line + 1):2: column \"glu\" holds \"oops\""),
      "\(outcome.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
        == ["late.csv", "pima.json"])
  }

  @Test("AUC, log loss, Brier score and confusion matrix are what the predictions give")
  func evaluation() throws {
    let folder = try TemporaryFolder()
    let model = try pima(folder)
    let data = "data/classification/pima_te.csv"
    let outcome = try classify.run(["evaluate", model, data, "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try document(outcome.output)
    #expect(found.text("schema") == "classify-evaluation/1")
    let predictions = fields(try classify.run(["predict", model, data]).output).dropFirst()
    let truth = try Repository.rows("classification/pima_te.csv").dropFirst().map { $0.last == "1" }
    let p = predictions.map { Double($0[2])! }
    // All pairs of a positive and a negative row.
    var (wins, pairs, loss, brier) = (0.0, 0.0, 0.0, 0.0)
    var counts = [[0.0, 0.0], [0.0, 0.0]]
    for (i, isPositive) in truth.enumerated() {
      loss -= log(isPositive ? p[i] : 1 - p[i])
      brier += (p[i] - (isPositive ? 1 : 0)) * (p[i] - (isPositive ? 1 : 0))
      counts[isPositive ? 1 : 0][p[i] >= 0.5 ? 1 : 0] += 1
      for (j, other) in truth.enumerated() where isPositive && !other {
        pairs += 1
        wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0
      }
    }
    let n = Double(truth.count)
    let expected = ["auc": wins / pairs, "logLoss": loss / n, "brier": brier / n]
    for (name, value) in expected {
      #expect(logRelativeError(found.number(name) ?? .nan, value, cap: 15) > 11, "\(name)")
    }
    let accuracy = (counts[0][0] + counts[1][1]) / n
    #expect(found.number("accuracy") == accuracy)
    let confusion = try #require(found["confusion"] as? [String: Any])
    #expect(confusion["counts"] as? [[Double]] == counts)
    let (lower, upper) = (found.number("aucLower") ?? 1, found.number("aucUpper") ?? 0)
    #expect(lower < wins / pairs && wins / pairs < upper)
    let table = try classify.run(["evaluate", model, data])
    #expect(table.output.contains("AUC            0."))
    #expect(table.output.contains("calibration error"))
  }

  @Test("Several classes and several labels are evaluated by class")
  func severalClasses() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("iris.json")
    let data = "data/classification/iris.csv"
    for kind in ["softmax", "one-vs-rest"] {
      let trained = try classify.run([
        "train", data, "--target", "target", "--C", "1", "--multiclass", kind, "-o", model,
      ])
      #expect(trained.status == 0, "\(trained.errors)")
      let rows = fields(try classify.run(["predict", model, data]).output)
      #expect(rows[0] == ["predicted", "probability_0", "probability_1", "probability_2"])
      for row in rows.dropFirst() {
        #expect(abs(row.dropFirst().reduce(0) { $0 + Double($1)! } - 1) < 1e-12)
      }
      let found = try document(
        classify.run(["evaluate", model, data, "--format", "json"]).output)
      #expect(found.list("perClass").map { $0.text("class") } == ["0", "1", "2"])
      let right = zip(rows.dropFirst(), try Repository.rows("classification/iris.csv").dropFirst())
        .count { $0[0] == $1[4] }
      #expect(abs((found.number("accuracy") ?? .nan) - Double(right) / 150) < 1e-14)
      #expect(right > 135)
    }
    let labels = try folder.file(
      "labels.csv", "x,a,b\n1,0,no\n2,1,no\n3,0,yes\n4,1,no\n5,1,yes\n2,0,yes\n")
    let trained = try classify.run([
      "train", labels, "--target", "a,b", "--multi-label", "--C", "1", "-o", model,
    ])
    #expect(trained.status == 0, "\(trained.errors)")
    let rows = fields(try classify.run(["predict", model, labels]).output)
    #expect(rows[0] == ["predicted_a", "predicted_b", "probability_a", "probability_b"])
    let found = try document(
      classify.run(["evaluate", model, labels, "--format", "json"]).output)
    #expect(found.list("perClass").map { $0.text("class") } == ["a", "b"])
  }

  @Test("Folds are seeded, and the path names its λ")
  func crossValidation() throws {
    let arguments = [
      "cross-validate", "data/classification/pima_tr.csv", "--target", "type", "--folds", "5",
      "--format", "json",
    ]
    let first = try classify.run(arguments + ["--seed", "3", "--threads", "1"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(try classify.run(arguments + ["--seed", "3", "--threads", "2"]).output == first.output)
    #expect(try classify.run(arguments + ["--seed", "4"]).output != first.output)
    let found = try document(first.output)
    #expect(found.list("folds").map { $0.number("rows") } == [40, 40, 40, 40, 40])
    let path = try classify.run(arguments + ["--path", "--l1-ratio", "1", "--path-length", "20"])
    #expect(path.status == 0, "\(path.errors)")
    let steps = try document(path.output)
    let lambdas = steps.list("points").compactMap { $0.number("lambda") }
    #expect(lambdas == lambdas.sorted(by: >))
    let (best, simple) = (steps.number("lambdaMin") ?? 0, steps.number("lambda1SE") ?? 0)
    #expect(lambdas.contains(best) && lambdas.contains(simple) && simple >= best)
  }
}
