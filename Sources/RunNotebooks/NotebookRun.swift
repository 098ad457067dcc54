import Foundation

/// One notebook, run from its first block to its last.
struct NotebookRun {
  /// The notebook with fresh outputs.
  private(set) var notebook: Notebook
  /// The files that the blocks wrote into the folder named after the notebook, by their path in it.
  private(set) var pictures: [String: Data] = [:]

  /// - Parameter file: the Markdown file, `NAME.md`; its pictures are in the folder `NAME` beside it.
  init(_ file: URL, root: URL, products: URL) throws {
    notebook = try Notebook(parsing: String(contentsOf: file, encoding: .utf8))
    let name = file.deletingPathExtension().lastPathComponent
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "notebook-\(UUID().uuidString)")
    let pictureFolder = folder.appending(path: name)
    try manager.createDirectory(at: pictureFolder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    try manager.createSymbolicLink(
      at: folder.appending(path: "data"), withDestinationURL: root.appending(path: "data"))
    let environment = Environment(root: root, products: products, folder: folder)
    try run(in: environment, named: file.lastPathComponent)
    for path in try PictureFolder.files(in: pictureFolder) {
      pictures[path] = try Data(contentsOf: pictureFolder.appending(path: path))
    }
  }

  private mutating func run(in environment: Environment, named name: String) throws {
    let shell = Shell(environment: environment)
    let swiftBlocks = notebook.parts.compactMap { part -> Notebook.Block? in
      if case .block(let block) = part, block.language == .swift { block } else { nil }
    }
    var session: SwiftSession?
    for index in notebook.parts.indices {
      guard case .block(var block) = notebook.parts[index] else { continue }
      switch block.language {
      case .shell: block.output = try shell.output(of: block)
      case .swift:
        let current =
          try session ?? SwiftSession(swiftBlocks, named: name, in: environment)
        session = current
        block.output = try current.output(of: block)
      }
      notebook.parts[index] = .block(block)
    }
  }
}

/// The folder of a notebook's pictures.
enum PictureFolder {
  /// The paths of the files in it and in its subfolders.
  static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).filter {
      let values = try folder.appending(path: $0).resourceValues(forKeys: [.isRegularFileKey])
      return values.isRegularFile == true
    }
  }
}
