import Foundation
import TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whether pictures can be drawn here; `scripts/test` sees to it.
let hasGnuplot = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

/// A picture as SVG that `classify` drew.
struct Drawn {
  var outcome: Command.Outcome
  var svg: String
  /// What stands in it, in the order of the drawing.
  var texts: [String]

  /// Runs `classify` with `--plot` and reads what it drew, which must be well-formed XML.
  init(_ arguments: [String], status: Int32 = 0) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("picture.svg")
    outcome = try classify.run(arguments + ["--plot", path])
    guard outcome.status == status else {
      throw UnexpectedStatus(found: outcome.status, errors: outcome.errors)
    }
    svg = try String(contentsOfFile: path, encoding: .utf8)
    let document = try XMLDocument(xmlString: svg)
    texts = try document.nodes(forXPath: "//*[local-name()='text']").compactMap {
      $0.stringValue?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Whether some text of the picture contains this one.
  func has(_ text: String) -> Bool { texts.contains { $0.contains(text) } }
}

/// A trained model in a folder of its own.
struct TrainedFile {
  let folder: TemporaryFolder
  var path: String { folder.path("model.json") }

  init(_ arguments: [String], status: Int32 = 0) throws {
    folder = try TemporaryFolder()
    let outcome = try classify.run(
      ["train"] + arguments + ["-o", folder.path("model.json"), "--quiet"])
    guard outcome.status == status else {
      throw UnexpectedStatus(found: outcome.status, errors: outcome.errors)
    }
  }
}
