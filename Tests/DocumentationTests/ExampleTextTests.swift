import Foundation
import TestSupport
import Testing

/// Every Swift example of the documentation stands, but for white space, in a file of this target: so it
/// compiles and runs.
struct ExampleTextTests {
  struct Example: CustomStringConvertible {
    var file: String
    var line: Int
    /// Without the indentation of each line.
    var lines: [String]
    var description: String { "\(file):\(line)" }
  }

  /// The fenced Swift blocks of documentation pages, README and doc comments.
  static func examples() throws -> [Example] {
    var found: [Example] = []
    let root = Repository.root.path(percentEncoded: false)
    let sources = try FileManager.default.subpathsOfDirectory(atPath: root + "/Sources").sorted()
    let files =
      ["README.md"]
      + sources.filter { $0.hasSuffix(".md") || $0.hasSuffix(".swift") }.map { "Sources/" + $0 }
    for file in files {
      let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      guard text.contains("```swift") else { continue }
      var open: Example?
      for (index, line) in text.components(separatedBy: "\n").enumerated() {
        var content = line.trimmingCharacters(in: .whitespaces)
        if file.hasSuffix(".swift") {
          guard content.hasPrefix("///") else { continue }
          content = content.dropFirst(3).trimmingCharacters(in: .whitespaces)
        }
        if content == "```swift" {
          open = Example(file: file, line: index + 1, lines: [])
        } else if content == "```", let example = open {
          found.append(example)
          open = nil
        } else if !content.isEmpty {
          open?.lines.append(content)
        }
      }
    }
    return found
  }

  @Test func everyExampleIsCompiledAndRun() throws {
    let folder = Repository.root.path(percentEncoded: false) + "/Tests/DocumentationTests/Examples"
    let compiled = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") }
      .map { name in
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
          .filter { !$0.isWhitespace }
      }
    let examples = try Self.examples()
    #expect(examples.count >= 12)
    for example in examples {
      // A manifest and imports have no place inside a function.
      let lines = example.lines.filter { !$0.hasPrefix("import ") }
      if lines.allSatisfy({ $0.hasPrefix(".package(") }) { continue }
      let text = lines.joined().filter { !$0.isWhitespace }
      #expect(
        compiled.contains { $0.contains(text) }, "\(example) is in no file of \(folder)")
    }
  }
}
