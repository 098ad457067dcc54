import Foundation
import TestSupport
import Testing

/// Known answers, what is written where, and how training ends.
struct TrainTests {
  let spector = ["data/classification/spector.csv", "--target", "grade"]

  /// Maximum likelihood by Newton's method in multiple precision, 22 digits.
  static let estimates = [
    "(Intercept)": -13.02134685811568870963, "gpa": 2.826112594889320884321,
    "tuce": 0.09515766131790928664277, "psi": 2.378687655093354485605,
  ]
  static let errors = [
    "(Intercept)": 4.931324213602758060057, "gpa": 1.262941075629092305932,
    "tuce": 0.1415542056736947398768, "psi": 1.064564254497132973563,
  ]

  @Test(
    "The golden fit to 12 digits, by every batch solver",
    arguments: ["auto", "newton", "newton-cg", "lbfgs", "gradient-descent", "coordinate-descent"])
  func golden(_ solver: String) throws {
    let found = try summary(spector + ["--solver", solver])
    #expect(found.text("schema") == "classify-summary/1")
    #expect(found.text("status") == "converged")
    let (estimates, errors) = (found.coefficients(), found.coefficients("standardError"))
    for (name, wanted) in Self.estimates {
      #expect(logRelativeError(estimates[name] ?? .nan, wanted, cap: 15) >= 12, "\(name)")
    }
    for (name, wanted) in Self.errors {
      #expect(logRelativeError(errors[name] ?? .nan, wanted, cap: 15) >= 11.5, "\(name)")
    }
  }

  @Test("Stochastic descent ends at the same coefficients", arguments: ["sgd", "saga", "svrg"])
  func stochastic(_ solver: String) throws {
    let folder = try TemporaryFolder()
    let history = folder.path("history.csv")
    let found = try summary(spector + ["--solver", solver, "--seed", "7", "--history", history])
    for (name, wanted) in Self.estimates {
      #expect(
        logRelativeError(found.coefficients()[name] ?? .nan, wanted, cap: 15) >= 8, "\(name)")
    }
    let lines = try String(contentsOfFile: history, encoding: .utf8).split(separator: "\n")
    #expect(
      lines[0] == "pass,objective,gradient_norm,step,seconds,gpa,tuce,psi,(Intercept)")
    #expect(lines.count > 2)
    #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",").count == 9 })
  }

  @Test("Training alone writes nothing but prints the summary; -o writes the model")
  func files() throws {
    let folder = try TemporaryFolder()
    let data = try String(
      contentsOf: Repository.data("classification/spector.csv"), encoding: .utf8)
    _ = try folder.file("data.csv", data)
    let printed = try classify.run(["train", "data.csv", "--target", "grade"], in: folder.url)
    #expect(printed.status == 0)
    #expect(printed.output.contains("gpa            2.82611"))
    #expect(printed.output.contains("status: converged by newton"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["data.csv"])

    let written = try classify.run(
      ["train", "data.csv", "--target", "grade", "-o", "model.json"], in: folder.url)
    #expect(written.status == 0)
    let summary = try classify.run(["summary", "model.json"], in: folder.url)
    #expect(summary.output == printed.output)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
        == ["data.csv", "model.json"])
  }

  @Test("Quasi-separation names the column and the way out, which works")
  func separation() throws {
    let arguments = ["data/classification/endometrial.csv", "--target", "hg"]
    let outcome = try classify.run(["train"] + arguments + ["--format", "json"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("separated (quasi): along 'nv'"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--firth"))
    let found = try document(outcome.output)
    #expect(found.text("status") == "separated")
    let separation = try #require(found["separation"] as? [String: Any])
    #expect(separation["columns"] as? [String] == ["nv"])
    // Heinze and Schemper 2002; 22 digits by multiple precision.
    let firth = try summary(arguments + ["--firth"]).coefficients()
    let wanted = [
      "(Intercept)": 3.774559713647115, "nv": 2.929273353197120, "pi": -0.0347517598704367,
      "eh": -2.604163925293683,
    ]
    for (name, value) in wanted {
      #expect(logRelativeError(firth[name] ?? .nan, value, cap: 15) >= 11, "\(name)")
    }
  }

  @Test("A failed model is written, and used only by force")
  func failedModel() throws {
    let folder = try TemporaryFolder()
    let (model, data) = (folder.path("model.json"), "data/classification/endometrial.csv")
    let trained = try classify.run(["train", data, "--target", "hg", "-o", model])
    #expect(trained.status == 1)
    let refused = try classify.run(["predict", model, data])
    #expect(refused.status == 65)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("is no trained model: separated"))
    let forced = try classify.run(["predict", model, data, "--force"])
    #expect(forced.status == 0)
    #expect(forced.output.split(separator: "\n").count == 80)
  }

  @Test("The same bytes for any number of threads")
  func threads() throws {
    let folder = try TemporaryFolder()
    func model(_ threads: Int) throws -> (String, String) {
      let path = folder.path("model\(threads).json")
      let outcome = try classify.run([
        "train", "data/classification/breast_cancer.csv", "--target", "target", "--C", "1",
        "--threads", "\(threads)", "-o", path,
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return (outcome.output, try String(contentsOfFile: path, encoding: .utf8))
    }
    let one = try model(1)
    for count in [2, 3] {
      let many = try model(count)
      #expect(many == one)
    }
  }

  @Test("Columns with nothing to add are named; training succeeds, but not with --strict")
  func redundant() throws {
    let folder = try TemporaryFolder()
    var text = "a,b,one,y\n"
    for (index, row) in ["1,0", "2,1", "3,0", "4,1", "5,0", "6,1", "7,1"].enumerated() {
      let x = row.split(separator: ",")
      text += "\(x[0]),\(2 * (index + 1)),5,\(x[1])\n"
    }
    let data = try folder.file("data.csv", text)
    let outcome = try classify.run(["train", data, "--target", "y", "--format", "json"])
    #expect(outcome.status == 0)
    let found = try document(outcome.output)
    #expect(found.text("status") == "rank-deficient")
    #expect(found.list("redundantColumns").map { $0.text("column") } == ["one", "b"])
    #expect(found.coefficients()["b"] == 0)
    #expect(outcome.errors.contains("'one' (constant)"))
    #expect(try classify.run(["train", data, "--target", "y", "--strict"]).status == 1)
  }

  @Test("Too few passes are not converged, with the way out")
  func notConverged() throws {
    let outcome = try classify.run(
      ["train"] + spector + ["--solver", "gradient-descent", "--max-iterations", "2"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("not converged: the passes ran out"))
    #expect(outcome.errors.contains("--max-iterations"))
  }
}
