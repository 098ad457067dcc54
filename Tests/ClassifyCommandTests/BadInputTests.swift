import Foundation
import TestSupport
import Testing

/// What is wrong with data, models and usage is said, with the right exit code.
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var says: String
    var options: [String] = []
  }

  static let cases = [
    Case(testDescription: "empty file", text: "", says: "the file holds no data"),
    Case(
      testDescription: "one class only", text: "x,y\n1,1\n2,1\n3,1\n",
      says: "column 'y': all rows have one class, '1': there is nothing to tell apart"),
    Case(
      testDescription: "a continuous target",
      text: "x,y\n" + (0..<20).map { "\($0),\(Double($0) * 1.7)" }.joined(separator: "\n") + "\n",
      says: "20 different numbers (0, 1.7, 3.4, …) look like measurements"),
    Case(
      testDescription: "a column without values", text: "x,z,y\n1,,0\n2,,1\n3,,0\n",
      says: "column 'z' has no values at all; leave it out (--exclude)",
      options: ["--missing", "impute"]),
    Case(
      testDescription: "a word among numbers", text: "x,y\n1,0\n2,1\n3,0\noops,1\n",
      says: ":5:1: column \"x\" holds \"oops\", expected a number"),
    Case(
      testDescription: "ragged row", text: "x,y\n1,0\n2,1,3\n",
      says: ":3: found 3 fields, expected 2"
    ),
    Case(
      testDescription: "a number too large", text: "x,y\n1,0\n2,1\n1e999,0\n",
      says: ":4:1: column \"x\" holds \"1e999\""),
    Case(
      testDescription: "missing target", text: "x,y\n1,0\n2,1\n3,\n",
      says: ":4:2: values are missing (1 of 'y' in 3 rows)"),
    Case(
      testDescription: "names as a feature",
      text: "name,y\n" + (0..<60).map { "n\($0),\($0 % 2)" }.joined(separator: "\n") + "\n",
      says: "column 'name' has 60 different texts in 60 rows and looks like names"),
    Case(
      testDescription: "unknown class", text: "x,y\n1,a\n2,b\n3,a\n",
      says: "there is no class 'c'; there are 'a', 'b'", options: ["--positive", "c"]),
    Case(
      testDescription: "negative weight", text: "x,y,w\n1,0,1\n2,1,-1\n3,0,1\n4,1,1\n",
      says: "row 2 has the weight -1.0", options: ["--sample-weight", "w"]),
    Case(
      testDescription: "a product with texts", text: "g,x,y\na,1,0\nb,2,1\na,3,0\nb,4,0\n",
      says: "column 'g' holds texts, and only columns of numbers can be multiplied",
      options: ["--interactions", "g:x"]),
    Case(
      testDescription: "an unknown product", text: "x,y\n1,0\n2,1\n",
      says: "'x:q' does not name two features", options: ["--interactions", "x:q"]),
    Case(
      testDescription: "no features", text: "y\n1\n0\n", says: "no column left to learn from"),
  ]

  @Test("Bad data is an error with its place", arguments: cases)
  func badData(_ bad: Case) throws {
    let folder = try TemporaryFolder()
    let data = try folder.file("bad.csv", bad.text)
    let outcome = try classify.run(["train", data, "--target", "y"] + bad.options)
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("bad.csv"), "\(outcome.errors)")
    #expect(outcome.errors.contains(bad.says), "\(outcome.errors)")
  }

  @Test("A missing file and a directory are 66, a result that cannot be written is 73")
  func files() throws {
    #expect(try classify.run(["train", "no-such.csv", "--target", "y"]).status == 66)
    #expect(try classify.run(["summary", "no-such.json"]).status == 66)
    #expect(try classify.run(["predict", "data", "data"]).status == 66)
    let folder = try TemporaryFolder()
    let outcome = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grade", "-o",
      folder.path("no/model.json"),
    ])
    #expect(outcome.status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
  }

  @Test(
    "Wrong usage is 64 and says what is allowed",
    arguments: [
      ([], "--target COLUMN is missing; the columns of"),
      (["--target", "grade", "--solver", "magic"], "there is no solver 'magic'; there are auto"),
      (["--target", "grade", "--lambda", "1", "--C", "1"], "in two ways; give one"),
      (["--target", "grade", "--l1-ratio", "0.5"], "give its weight with --lambda"),
      (
        ["--target", "grade", "--lambda", "1", "--l1-ratio", "1", "--solver", "newton"],
        "has no penalty of absolute values"
      ),
      (["--target", "grade", "--features", "gpa", "--exclude", "psi"], "give one"),
      (["--target", "grade", "--class-weight", "0:1"], "--class-weight takes balanced or"),
      (["--target", "grade", "--threads", "0"], "from 1 up"),
      (["--target", "grade", "--tolerance", "2"], "between 0 and 1"),
      (["--target", "grade", "--firth", "--C", "1"], "--firth is a penalty of its own"),
      (["--target", "grade", "--schedule", "constant"], "are for stochastic solvers"),
      (["--target", "grade", "--plain"], "say which (--solver)"),
    ])
  func usage(_ options: [String], _ says: String) throws {
    let outcome = try classify.run(["train", "data/classification/spector.csv"] + options)
    #expect(outcome.status == 64, "\(options)")
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
  }

  @Test("An unknown column names the nearest")
  func unknownColumn() throws {
    let outcome = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grad",
    ])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("there is no column \"grad\"; did you mean \"grade\"?"))
  }

  @Test("A level unseen in training, a missing column and a missing value")
  func newData() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("m.json")
    _ = try classify.run([
      "train", "data/classification/titanic_r_grouped.csv", "--target", "survived",
      "--sample-weight", "freq", "-o", model,
    ])
    let unseen = try folder.file("new.csv", "class,sex,age\n1st,Male,Adult\n4th,Male,Adult\n")
    let outcome = try classify.run(["predict", model, unseen])
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains(
        "new.csv:3:1: column 'class' holds '4th', a level that the model has not seen; it knows "
          + "'1st', '2nd', '3rd', 'Crew'"), "\(outcome.errors)")
    let column = try folder.file("new.csv", "class,age\n1st,Adult\n")
    let absent = try classify.run(["predict", model, column])
    #expect(absent.status == 65)
    #expect(absent.errors.contains("the model needs the column 'sex'"))
    let gap = try folder.file("new.csv", "class,sex,age\n1st,Male,Adult\n1st,,Adult\n")
    let missing = try classify.run(["predict", model, gap])
    #expect(missing.status == 65)
    #expect(missing.errors.contains("new.csv:3:2: column 'sex' has no value"))
  }

  @Test("Ctrl-C ends with 130 and leaves no half-written file")
  func interrupt() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("model.json")
    let trained = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grade", "-o", model,
    ])
    #expect(trained.status == 0)
    // The rows never end, so the command still waits for more when it is interrupted.
    let rows = Pipe()
    let process = try classify.start(
      ["predict", model, "-", "-o", folder.path("out.csv")], input: rows)
    try rows.fileHandleForWriting.write(contentsOf: Data("gpa,tuce,psi\n3.1,20,1\n".utf8))
    func files() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")).count
    }
    for _ in 0..<600 where try files() == 1 { Thread.sleep(forTimeInterval: 0.05) }
    #expect(try files() == 2)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["model.json"])
    try rows.fileHandleForWriting.close()
  }
}
