import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

let plotActivation = Command("plot-activation")

/// Pictures of activations.
struct PictureTests {
  /// Whether a text is XML, by the system's parser.
  private func isXML(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  private func files(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
  }

  @Test("The gallery has every name, its formula and the legend")
  func gallery() throws {
    let folder = try TemporaryFolder()
    let outcome = try plotActivation.run(["all", "-o", folder.path("gallery.svg")])
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(try files(folder) == ["gallery.svg"])
    let svg = try String(contentsOfFile: folder.path("gallery.svg"), encoding: .utf8)
    #expect(isXML(svg))
    for text in [
      ">binary-step<", ">hard-sigmoid<", ">gelu-tanh<", ">softsign<", ">saturated<", ">f(x)<",
      ">f′(x)<", ">tanh: tanh(x); −1 … 1<", "alpha = 1.67326",
    ] {
      #expect(svg.contains(text), "\(text)")
    }
  }

  @Test("One picture says where the function is saturated")
  func caption() throws {
    let outcome = try plotActivation.run(["sigmoid", "--saturation", "0.1"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(isXML(outcome.output))
    #expect(outcome.output.contains(">f(x) = 1/(1 + exp(-x)); range 0 … 1.<"))
    // e/(1 + e)² = 0.025 at e = 19 − √360, x = ln e.
    #expect(outcome.output.contains("0.0250: x ≤ −3.64"))
    #expect(outcome.output.contains("x ≥ 3.64."))
  }

  @Test(
    "What is not saturated is not called so",
    arguments: [
      ("relu", "x ≤ 0."), ("linear", "Nowhere saturated"), ("leaky-relu", "Nowhere saturated"),
      ("binary-step", "Saturated everywhere"), ("selu", "x ≤ −4.61."),
      ("log-sigmoid", "x ≥ 4.60."),
    ])
  func tails(_ name: String, _ expected: String) throws {
    let outcome = try plotActivation.run([name])
    let words = outcome.output.replacingOccurrences(
      of: "<[^>]*>\\s*", with: " ", options: .regularExpression)
    #expect(words.contains(expected), "\(name)")
  }

  @Test("The same bytes each time, and --no-derivative draws one line")
  func lines() throws {
    let first = try plotActivation.run(["tanh"])
    let again = try plotActivation.run(["tanh", "--derivative"])
    #expect(first.output == again.output && first.status == 0)
    let alone = try plotActivation.run(["tanh", "--no-derivative"])
    #expect(first.output.contains("f′(x)<") && !alone.output.contains(">f′(x)<"))
  }

  @Test(
    "The file's ending chooses the format",
    arguments: [("a.png", [0x89, 0x50, 0x4E, 0x47]), ("a.PDF", Array("%PDF".utf8))])
  func formats(_ name: String, _ start: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let outcome = try plotActivation.run(["relu", "gelu", "-o", folder.path(name)])
    #expect(outcome.status == 0)
    let bytes = try Data(contentsOf: URL(filePath: folder.path(name)))
    #expect(Array(bytes.prefix(4)) == start)
  }

  @Test("Parameters change the curve and stand in the caption")
  func parameters() throws {
    let usual = try plotActivation.run(["elu"])
    let other = try plotActivation.run(["elu", "--alpha", "2"])
    #expect(other.status == 0 && other.output != usual.output)
    #expect(other.output.contains("alpha = 2; range −2 … ∞."))
    #expect(try plotActivation.run(["prelu", "--slope", "-0.5"]).output.contains("a = -0.5"))
  }

  @Test("Without gnuplot: 69, the packages named, and no file")
  func withoutGnuplot() throws {
    let folder = try TemporaryFolder()
    for arguments in [["silu", "-o", folder.path("a.svg")], ["silu"]] {
      let outcome = try plotActivation.run(arguments, environment: ["PATH": ""])
      #expect(outcome.status == 69)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("gnuplot-nox") && outcome.errors.contains("brew"))
    }
    #expect(try files(folder).isEmpty)
    // Numbers need no gnuplot.
    let table = try plotActivation.run(["--table", "silu"], environment: ["PATH": ""])
    #expect(table.status == 0)
  }

  @Test(
    "Wrong usage is 64 and says what would be right",
    arguments: [
      (["sigmod"], "did you mean 'sigmoid'?"), (["tanh", "nothing-like-it"], "known: binary-step"),
      ([], "Give a name"), (["tanh", "-o", "x.jpg"], "svg, png or pdf"),
      (["tanh", "--saturation", "0"], "--saturation"),
      (["tanh", "--from", "3", "--to", "-3"], "--from"),
      (["tanh", "--alpha", "2"], "--alpha belongs to elu"),
      (["prelu", "--slope", "nan"], "--slope is a finite number"),
      (["tanh", "--at", "1"], "--table"),
    ])
  func usage(_ arguments: [String], _ expected: String) throws {
    let outcome = try plotActivation.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("A folder that cannot be written is 73")
  func unwritable() throws {
    let outcome = try plotActivation.run(["tanh", "-o", "/nowhere/at/all.svg"])
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("/nowhere/at/all.svg"))
  }
}
