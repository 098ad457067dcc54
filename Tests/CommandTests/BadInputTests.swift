import Foundation
import TestSupport
import Testing

/// What is wrong with an input is said, with the right exit code.
struct BadInputTests {
  let command = Command("fit-growth")

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var status: Int32
    /// What standard error must hold.
    var says: String
  }

  static let cases = [
    Case(testDescription: "empty file", text: "", status: 65, says: "the file holds no data"),
    Case(
      testDescription: "header only", text: "t,y\n", status: 65,
      says: ":1: only a header was found, expected rows of data below it"),
    Case(
      testDescription: "a column of words", text: "t,y\n1,a\n2,b\n3,a\n", status: 65,
      says: "no column of sizes was found beside the times"),
    Case(
      testDescription: "a word among numbers", text: "t,y\n1,2\n2,3\n3,oops\n4,5\n", status: 65,
      says: ":4:2: column \"y\" holds \"oops\", expected a number"),
    Case(
      testDescription: "ragged row", text: "t,y\n1,2\n2,3,4\n3,4\n", status: 65,
      says: ":3: found 3 fields, expected 2"),
    Case(
      testDescription: "number too large", text: "t,y\n1,2\n2,1e999\n3,4\n", status: 65,
      says: ":3:2: column \"y\" holds \"1e999\""),
    Case(
      testDescription: "duplicate column", text: "t,y,y\n1,2,3\n2,3,4\n", status: 65,
      says: "columns 2 and 3 are both named \"y\""),
  ]

  @Test("Bad data is an error with its place", arguments: cases)
  func badData(_ bad: Case) throws {
    let folder = try TemporaryFolder()
    let outcome = try command.run([try folder.file("bad.csv", bad.text)])
    #expect(outcome.status == bad.status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("bad.csv"), "\(outcome.errors)")
    #expect(outcome.errors.contains(bad.says), "\(outcome.errors)")
  }

  @Test("A missing file and a directory are 66")
  func noInput() throws {
    let missing = try command.run(["no-such-file.csv"])
    #expect(missing.status == 66)
    #expect(
      missing.errors == "fit-growth: no-such-file.csv: there is no such file; check the path\n")
    let directory = try command.run(["data"])
    #expect(directory.status == 66)
    #expect(directory.errors.contains("data: this is a directory"))
  }

  @Test("An unknown column names the nearest")
  func unknownColumn() throws {
    let outcome = try command.run([
      "data/growth/carlson_yeast_1913.csv", "--size", "biomas",
    ])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("there is no column \"biomas\"; did you mean \"biomass\"?"))
  }

  @Test("A result that cannot be written is 73, and nothing is left behind")
  func cannotWrite() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("no-such-folder/out.csv")
    let outcome = try command.run(["data/growth/carlson_yeast_1913.csv", "-o", path])
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("no-such-folder/out.csv: cannot be written"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
  }

  @Test(
    "Wrong usage is 64 and says what is allowed",
    arguments: [
      (["data/growth/carlson_yeast_1913.csv", "--model", "logistics"], "there is no model"),
      (
        ["data/growth/carlson_yeast_1913.csv", "--fix", "q=1"], "no parameter 'q'; it has L, k, x0"
      ),
      (["data/growth/carlson_yeast_1913.csv", "--bound", "k=2:1"], "the low side is not below"),
      (["data/growth/carlson_yeast_1913.csv", "--start", "k=fast"], "takes a number, not 'fast'"),
      (["data/growth/carlson_yeast_1913.csv", "--trim", "5"], "--trim takes A:B"),
      (["data/growth/carlson_yeast_1913.csv", "--confidence", "95"], "between 0 and 1"),
      (["data/growth/carlson_yeast_1913.csv", "--threads", "0"], "from 1 up"),
      (["data/growth/chickweight.csv", "--by", "Chick,Chick"], "names the column 'Chick' twice"),
      (
        ["data/growth/carlson_yeast_1913.csv", "--time-unit", "fortnights"], "--time-unit takes one"
      ),
      (["data/growth/carlson_yeast_1913.csv", "--delimiter", "ab"], "--delimiter takes"),
      ([], "Missing expected argument"),
      (["a.csv", "b.csv"], "Unexpected argument"),
    ])
  func wrongUsage(_ arguments: [String], _ says: String) throws {
    let outcome = try command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
  }
}
