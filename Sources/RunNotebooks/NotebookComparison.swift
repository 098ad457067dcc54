import Foundation

/// A fresh run beside what stands in the repository.
struct NotebookComparison {
  private let file: URL
  private let fresh: String
  private let written: String
  private let freshPictures: [String: Data]
  private let changedPictures: [String]

  /// - Parameter pictures: whether pictures are compared and written.
  init(_ run: NotebookRun, with file: URL, pictures: Bool) throws {
    self.file = file
    fresh = run.notebook.text
    written = try String(contentsOf: file, encoding: .utf8)
    guard pictures else {
      freshPictures = [:]
      changedPictures = []
      return
    }
    freshPictures = run.pictures
    let folder = file.deletingPathExtension()
    let old = Set((try? PictureFolder.files(in: folder)) ?? [])
    changedPictures = old.union(run.pictures.keys).sorted().filter {
      run.pictures[$0] != (try? Data(contentsOf: folder.appending(path: $0)))
    }
  }

  var isSame: Bool { fresh == written && changedPictures.isEmpty }

  /// The differences, for people.
  var description: String {
    let name = file.lastPathComponent
    var text = ["different: \(name)"]
    let difference = fresh.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: written.split(separator: "\n", omittingEmptySubsequences: false))
    for change in difference.prefix(40) {
      switch change {
      case .remove(let line, let old, _): text.append("  line \(line + 1) was:    \(old)")
      case .insert(let line, let new, _): text.append("  line \(line + 1) is now: \(new)")
      }
    }
    if difference.count > 40 { text.append("  and \(difference.count - 40) more lines") }
    text += changedPictures.map { "  picture \($0)" }
    return text.joined(separator: "\n")
  }

  func write() throws {
    if fresh != written { try Data(fresh.utf8).write(to: file, options: .atomic) }
    let manager = FileManager.default
    for path in changedPictures {
      let target = file.deletingPathExtension().appending(path: path)
      guard let data = freshPictures[path] else {
        try manager.removeItem(at: target)
        continue
      }
      try manager.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: target, options: .atomic)
    }
  }
}
