import ArgumentParser
import Foundation

/// `run-notebooks`: what `scripts/notebooks` runs after the build.
@main
struct RunNotebooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run-notebooks",
    abstract: "Run the notebooks, and write their outputs and pictures below the blocks.",
    discussion: """
      A notebook is Markdown. Its fenced blocks `sh` and `swift` run in their order, in a folder \
      that holds data/ and an empty folder named after the notebook, for its pictures; what a block \
      prints stands in a block `output` below it. The Swift blocks are one program, so that a block \
      sees what those before it declared. `sh exit=1` is a block that is to end with 1.
      """)

  @Flag(help: "Write nothing; fail when a fresh run differs from what stands in the notebooks.")
  var check = false
  @Flag(help: "Leave pictures alone: other versions of gnuplot draw other bytes.")
  var textOnly = false
  @Option(help: "The package's folder.")
  var root = "."
  @Argument(help: "Names of notebooks, without .md; all of notebooks-md unless given.")
  var names: [String] = []

  func run() throws {
    let root = URL(filePath: root).standardizedFileURL
    let folder = root.appending(path: "notebooks-md")
    let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    var failures = 0
    for name in try names.isEmpty ? Self.all(in: folder) : names {
      let file = folder.appending(path: name + ".md")
      do {
        let run = try NotebookRun(file, root: root, products: products)
        let comparison = try NotebookComparison(run, with: file, pictures: !textOnly)
        if check {
          print(comparison.isSame ? "same: \(name)" : comparison.description)
          if !comparison.isSame { failures += 1 }
        } else {
          try comparison.write()
          print("\(comparison.isSame ? "unchanged" : "written"): \(name)")
        }
      } catch let problem as NotebookProblem {
        print("notebooks-md/\(name).md:\(problem.line): \(problem.message)")
        failures += 1
      }
    }
    if failures > 0 { throw ExitCode(1) }
  }

  /// README.md tells about the notebooks and is none.
  private static func all(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }.sorted()
  }
}
