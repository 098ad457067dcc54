import Foundation
import Statistics
import TestSupport
import Testing

/// Data on which other tools fail in silence: the right status or error for each.
struct EdgeCaseTests {
  /// Ten columns of noise and labels that depend on the first two, from a seeded stream.
  private func table(rows: Int, columns: Int, seed: UInt32 = 11) -> [[Double]] {
    var stream = RandomStream(seed: seed)
    return (0..<rows).map { _ in
      let x = (0..<columns).map { _ in (stream.normal() * 1e4).rounded() / 1e4 }
      let p = 1 / (1 + exp(-(x[0] - (columns > 1 ? x[1] : 0))))
      return x + [stream.uniform() < p ? 1 : 0]
    }
  }

  private func file(
    _ folder: TemporaryFolder, _ header: [String], _ rows: [[Double]], _ name: String = "data.csv"
  ) throws -> String {
    try folder.file(
      name,
      ([header.joined(separator: ",")] + rows.map { $0.map { "\($0)" }.joined(separator: ",") })
        .joined(separator: "\n") + "\n")
  }

  @Test("Setosa against the rest: complete separation, with columns that do it")
  func setosa() throws {
    let folder = try TemporaryFolder()
    var rows = try Repository.rows("classification/iris.csv")
    let header = rows.removeFirst().joined(separator: ",")
    for i in rows.indices { rows[i][4] = rows[i][4] == "0" ? "setosa" : "rest" }
    let data = try folder.file(
      "iris.csv", ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n"))
    let outcome = try classify.run(["train", data, "--target", "target", "--format", "json"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("separated (complete)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--firth"))
    let found = try document(outcome.output)
    #expect(found.text("status") == "separated")
    let separation = try #require(found["separation"] as? [String: Any])
    #expect(separation.text("kind") == "complete")
    // The direction puts every row on its side.
    let direction = Dictionary(
      uniqueKeysWithValues: separation.list("direction").map {
        ($0.text("name")!, $0.number("value")!)
      })
    let names = header.split(separator: ",").map { String($0) }
    for row in rows {
      var score = direction["(Intercept)"] ?? 0
      for j in 0..<4 { score += (direction[names[j]] ?? 0) * Double(row[j])! }
      #expect(row[4] == "setosa" ? score > 0 : score < 0)
    }
    // There is no AIC where there is no maximum.
    let problem = try #require(found.list("problems").first)
    #expect(problem.number("aic") == nil && problem.text("status") == "separated")
    for way in [["--firth"], ["--lambda", "0.001"]] {
      #expect(try summary([data, "--target", "target"] + way).text("status") == "converged")
    }
  }

  @Test("A constant column and two equal ones: named, coefficient 0, the others as without them")
  func redundant() throws {
    let folder = try TemporaryFolder()
    let rows = table(rows: 80, columns: 2)
    let plain = try file(folder, ["a", "b", "y"], rows)
    let expected = try summary([plain, "--target", "y"]).coefficients()
    let data = try file(
      folder, ["a", "five", "b", "same", "y"], rows.map { [$0[0], 5, $0[1], $0[0], $0[2]] },
      "redundant.csv")
    let outcome = try classify.run(["train", data, "--target", "y", "--format", "json"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("'five' (constant), 'same' (a sum of multiples of 'a')"))
    let found = try document(outcome.output)
    #expect(found.text("status") == "rank-deficient")
    #expect(found.list("redundantColumns").map { $0.text("column") } == ["five", "same"])
    let estimates = found.coefficients()
    #expect(estimates["five"] == 0 && estimates["same"] == 0)
    for (name, value) in expected {
      #expect(logRelativeError(estimates[name] ?? .nan, value, cap: 15) >= 12, "\(name)")
    }
    // A ridge shares out between equal columns.
    let ridge = try summary([data, "--target", "y", "--C", "1"])
    #expect(ridge.text("status") == "converged")
    let (a, same) = (ridge.coefficients()["a"]!, ridge.coefficients()["same"]!)
    #expect(a != 0 && abs(a - same) < 1e-9 * abs(a))
  }

  @Test("More columns than rows: separated without a penalty, an optimum with one")
  func wide() throws {
    let folder = try TemporaryFolder()
    let header = (0..<40).map { "x\($0)" } + ["y"]
    let data = try file(folder, header, table(rows: 20, columns: 40))
    let outcome = try classify.run(["train", data, "--target", "y", "--format", "json"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("separated (complete)"), "\(outcome.errors)")
    var objectives: [Double] = []
    for solver in ["newton", "lbfgs", "newton-cg", "coordinate-descent", "sgd"] {
      let found = try summary([data, "--target", "y", "--C", "1", "--solver", solver])
      #expect(found.text("status") == "converged")
      let weights = found.coefficients().filter { $0.key != "(Intercept)" }.values
      objectives.append(
        weights.reduce(0) { $0 + $1 * $1 / 2 } - found.number("logLikelihood")!)
    }
    for objective in objectives { #expect(abs(objective / objectives[0] - 1) < 1e-12) }
  }

  @Test("A column scaled by 1e12 changes its own coefficient and nothing else")
  func scaled() throws {
    let folder = try TemporaryFolder()
    let rows = table(rows: 120, columns: 3)
    let header = ["a", "b", "c", "y"]
    let expected = try summary([try file(folder, header, rows), "--target", "y"])
    for scale in [1e12, 1e-12] {
      let data = try file(
        folder, header, rows.map { [$0[0], $0[1] * scale, $0[2], $0[3]] }, "scaled.csv")
      for solver in ["newton", "lbfgs", "gradient-descent", "sgd"] {
        let found = try summary([data, "--target", "y", "--solver", solver])
        #expect(found.text("status") == "converged", "\(solver)")
        for (name, value) in expected.coefficients() {
          let estimate = found.coefficients()[name]! * (name == "b" ? scale : 1)
          #expect(logRelativeError(estimate, value, cap: 15) >= 8, "\(solver) \(name)")
        }
        for (name, value) in expected.coefficients("z") {
          #expect(
            logRelativeError(found.coefficients("z")[name] ?? .nan, value, cap: 15) >= 7,
            "\(solver) \(name)")
        }
      }
    }
  }

  @Test("A column with no values at all is named, whatever is done about missing ones")
  func allMissing() throws {
    let folder = try TemporaryFolder()
    let data = try folder.file("gaps.csv", "a,b,y\n1,,0\n2,NA,1\n3,,0\n4,,1\n")
    for policy in ["error", "drop", "impute"] {
      let outcome = try classify.run(["train", data, "--target", "y", "--missing", policy])
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("column 'b' has no values at all"), "\(outcome.errors)")
    }
    let left = try classify.run([
      "train", data, "--target", "y", "--exclude", "b", "--inference", "none",
    ])
    #expect(left.status == 0, "\(left.errors)")
  }

  @Test("A model file cut short at any length, and one that is empty, are refused")
  func cutShort() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("m.json")
    _ = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grade", "-o", model,
    ])
    let text = try String(contentsOfFile: model, encoding: .utf8)
    for share in [0.0, 0.001, 0.1, 0.5, 0.99] {
      let cut = try folder.file(
        "cut.json", String(text.prefix(Int(Double(text.count) * share))))
      for command in ["predict", "evaluate"] {
        let outcome = try classify.run([command, cut, "data/classification/spector.csv"])
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("cut.json: "), "\(outcome.errors)")
      }
      #expect(try classify.run(["summary", cut]).status == 65)
    }
    #expect(text.contains("\"tuce\""))
    let edited = try folder.file(
      "edited.json", text.replacing("\"intercept\" : -13.0", with: "\"intercept\" : -12.0"))
    let outcome = try classify.run(["summary", edited])
    #expect(outcome.errors.contains("was edited"), "\(outcome.errors)")
  }

  @Test("Of several models each is named with its own status")
  func oneOfThree() throws {
    let outcome = try classify.run([
      "train", "data/classification/iris.csv", "--target", "target", "--multiclass", "one-vs-rest",
      "--features", "petal_length_cm",
    ])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("'0': separated (complete): the column 'petal_length_cm' tells"),
      "\(outcome.errors)")
    #expect(outcome.output.contains("no standard errors of '0': training did not reach a minimum"))
    #expect(outcome.output.contains("0 separated, 1 converged, 2 converged"))
    // One model of three classes has another way out.
    let joint = try classify.run(["train", "data/classification/iris.csv", "--target", "target"])
    #expect(joint.errors.contains("(--firth --multiclass one-vs-rest)"), "\(joint.errors)")
    #expect(!joint.output.contains("AIC"))
  }

  @Test("Options that would be passed over are refused; negative numbers are read as numbers")
  func options() throws {
    let spector = ["train", "data/classification/spector.csv", "--target", "grade"]
    let cases = [
      (["--start-value", "-1"], "--start-value and --order are for --plain"),
      (["--order", "random"], "--start-value and --order are for --plain"),
      (
        ["--plain", "--solver", "gradient-descent", "--order", "random"],
        "a batch step takes all rows"
      ),
      (["--lambda", "-1"], "--lambda takes a number from 0 up"),
      (["--C", "-1"], "--C takes a number above 0"),
      (["--l1-ratio", "-0.5", "--C", "1"], "--l1-ratio takes a number from 0 to 1"),
    ]
    for (options, says) in cases {
      let outcome = try classify.run(spector + options)
      #expect(outcome.status == 64, "\(options)")
      #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }
    for (arguments, says) in [
      (["trian", "data.csv", "--target", "y"], "there is no command 'trian'; there are train"),
      (
        ["data/classification/spector.csv", "--target", "grade"],
        "such as classify train data/classification/spector.csv"
      ),
    ] {
      let outcome = try classify.run(arguments)
      #expect(outcome.status == 64 && outcome.errors.contains(says), "\(outcome.errors)")
    }
    let several = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grade,psi",
    ])
    #expect(several.status == 64)
    #expect(several.errors.contains("say --multi-label"))
  }

  @Test("A place that cannot be written is told before the training")
  func outputFirst() throws {
    let folder = try TemporaryFolder()
    let cases = [
      ("train", ["-o", folder.path("")]), ("train", ["--history", folder.path("none/h.csv")]),
      ("cross-validate", ["-o", folder.path("none/cv.csv")]),
    ]
    for (command, options) in cases {
      let outcome = try classify.run(
        [command, "data/classification/spector.csv", "--target", "grade"] + options)
      #expect(outcome.status == 73)
      #expect(outcome.output.isEmpty)
    }
  }

  @Test("Folds by group, and a λ that some folds cannot train is told")
  func folds() throws {
    let grouped = try classify.run([
      "cross-validate", "data/classification/spector.csv", "--target", "grade", "--group", "tuce",
      "--folds", "4", "--format", "json",
    ])
    #expect(grouped.status == 0, "\(grouped.errors)")
    let found = try document(grouped.output)
    #expect(found.list("folds").compactMap { $0.number("rows") }.reduce(0, +) == 32)
    // Where both classes of a fold's training rows are not there, no λ gives a model.
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { i in "\(Double(i * 7 % 13)),\(i < 20 ? 0 : 1),\(i < 20 ? 0 : i % 2)" }
    let data = try folder.file("g.csv", "x,g,y\n" + rows.joined(separator: "\n") + "\n")
    let path = try classify.run([
      "cross-validate", data, "--target", "y", "--group", "g", "--folds", "2", "--path",
      "--path-length", "5",
    ])
    #expect(path.errors.contains("no λ gave a model without fold"), "\(path.errors)")
    #expect(path.errors.contains("one class"), "\(path.errors)")
    #expect(path.output.contains("folds"))
  }

  @Test("The model of a wide sparse file is not much larger than its coefficients")
  func sparseModel() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("rcv1.json")
    let data = "data/classification/rcv1_small_train.libsvm.gz"
    let outcome = try classify.run(["train", data, "--C", "1", "-o", model])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let size = try FileManager.default.attributesOfItem(atPath: model)[.size] as? Int ?? 0
    #expect(size < 2_500_000, "\(size)")
    let summary = try document(classify.run(["summary", model, "--format", "json"]).output)
    #expect(summary.list("coefficients").count == 47_118)
    #expect(summary.list("redundantColumns").count > 30_000)
    let evaluated = try document(
      classify.run(["evaluate", model, data, "--format", "json"]).output)
    #expect(evaluated.number("accuracy")! > 0.98)
  }
}
