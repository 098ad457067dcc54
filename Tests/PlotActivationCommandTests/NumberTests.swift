import Activations
import Foundation
import TestSupport
import Testing

/// `--table` and `list`.
struct NumberTests {
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  @Test(
    "CSV has the core's numbers to the last bit", arguments: ["sigmoid", "gelu", "selu", "mish"])
  func csv(_ name: String) throws {
    let outcome = try plotActivation.run(["--table", name, "--at", "-10:10:0.5"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let rows = rows(outcome.output)
    #expect(rows.first == ["x", "value", "slope", "saturated"])
    #expect(rows.count == 42)
    let activation = try #require(ActivationGallery.named(name))
    for (index, row) in rows.dropFirst().enumerated() {
      let x = -10 + 0.5 * Double(index)
      let (value, slope) = activation.valueAndSlope(x)
      #expect(Double(row[0]) == x && Double(row[1]) == value && Double(row[2]) == slope)
    }
  }

  @Test("Saturated is where the slope is below a hundredth of its largest")
  func saturated() throws {
    let outcome = try plotActivation.run(["--table", "sigmoid", "--at", "-5.99,-5.98,0,5.98,5.99"])
    // e/(1 + e)² = 0.0025 at x = ln(199 + √39600) = 5.98645…
    #expect(
      rows(outcome.output).dropFirst().map { $0[3] } == ["true", "false", "false", "false", "true"])
    let relu = try plotActivation.run(["--table", "relu", "--at", "-1,1,100"])
    #expect(rows(relu.output).dropFirst().map { $0[3] } == ["true", "false", "false"])
  }

  @Test("JSON says what saturated means")
  func json() throws {
    let outcome = try plotActivation.run(
      ["--table", "elu", "--alpha", "2", "--at", "-1:1:1", "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "activation-table/1")
    #expect(object["parameters"] as? [String: Double] == ["alpha": 2])
    let saturation = try #require(object["saturation"] as? [String: Any])
    #expect(saturation["largestSlope"] as? Double == 2)
    #expect(saturation["threshold"] as? Double == 0.02)
    // 2·exp(x) = 0.02.
    let left = try #require(saturation["left"] as? Double)
    #expect(abs(left + log(100)) < 1e-12)
    #expect(saturation["right"] is NSNull)
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.map { $0["x"] as? Double } == [-1, 0, 1])
  }

  @Test("Steps of a tenth give the numbers that a user would write")
  func steps() throws {
    let outcome = try plotActivation.run(["--table", "linear", "--at", "0:1:0.1"])
    #expect(
      rows(outcome.output).dropFirst().map { $0[0] }
        == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"])
  }

  @Test(
    "What is no grid is 64",
    arguments: ["", "1:2", "1:2:0", "2:1:1", "a", "0:1:-1", "0:1e9:0.1", "nan", "1,,2", "0:inf:1"])
  func wrongGrid(_ text: String) throws {
    let outcome = try plotActivation.run(["--table", "tanh", "--at", text])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--at"))
  }

  @Test("A file is written whole, also for people")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("t.txt")
    let outcome = try plotActivation.run(
      ["--table", "tanh", "--at", "-20,0", "--format", "table", "-o", path])
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
          x     value        slope  saturated
        -20  -1.00000  1.69934e-17  yes
          0         0      1.00000

        """)
  }

  @Test("list has every activation with formula and range")
  func list() throws {
    let outcome = try plotActivation.run(["list"])
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == ActivationGallery.all.count + 1)
    for (line, activation) in zip(lines.dropFirst(), ActivationGallery.all) {
      #expect(line.hasPrefix(activation.name + " ") && line.contains(activation.formula))
    }
  }

  @Test("--help and --version end with 0")
  func help() throws {
    let help = try plotActivation.run(["--help"])
    #expect(help.status == 0)
    for option in ["--table", "--saturation", "--at", "--output", "saturated: the tails"] {
      #expect(help.output.contains(option), "\(option)")
    }
    #expect(try plotActivation.run(["--version"]).status == 0)
  }
}
