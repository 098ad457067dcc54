import Foundation
import TestSupport

/// A package's folder with notebooks, and nothing else that they would see but `data/`.
struct NotebookFolder {
  private let folder: TemporaryFolder
  private var notebooks: URL { folder.url.appending(path: "notebooks-md") }

  init(_ texts: [String: String]) throws {
    folder = try TemporaryFolder()
    let manager = FileManager.default
    for name in ["notebooks-md", "data"] {
      try manager.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    // The headers of the C libraries.
    try manager.createSymbolicLink(
      at: folder.url.appending(path: "Sources"),
      withDestinationURL: Repository.root.appending(path: "Sources"))
    for (name, text) in texts { try write(text, to: name + ".md") }
  }

  func write(_ text: String, to file: String) throws {
    let url = notebooks.appending(path: file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ file: String) throws -> String {
    try String(contentsOf: notebooks.appending(path: file), encoding: .utf8)
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(
      atPath: notebooks.appending(path: file).path(percentEncoded: false))
  }

  func run(_ arguments: String...) throws -> Command.Outcome {
    try Command("run-notebooks")
      .run(["--root", folder.url.path(percentEncoded: false)] + arguments)
  }
}
