import Foundation

/// Runs the shell blocks of a notebook, each in a `bash` of its own.
struct Shell {
  let environment: Environment

  /// What a block printed, to standard output and standard error in the order of the writing.
  func output(of block: Notebook.Block) throws(NotebookProblem) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["bash", "-euo", "pipefail", "-c", block.code]
    environment.prepare(process)
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch {
      throw NotebookProblem(line: block.line, message: "bash does not run: \(error)")
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = Environment.lines(data)
    let status =
      process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
    guard status == block.status else {
      throw NotebookProblem(
        line: block.line,
        message: "the block ended with \(status) instead of \(block.status)\n\(text)")
    }
    return text
  }
}

/// Where the blocks of a notebook run, and with what.
struct Environment {
  /// The package's folder, from which the blocks see `data`.
  let root: URL
  /// Where the built commands and modules are.
  let products: URL
  /// The folder in which the blocks run: it has `data`, and goes with the run.
  let folder: URL

  func prepare(_ process: Process) {
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = products.path(percentEncoded: false) + ":" + (variables["PATH"] ?? "")
    // Sorting and number formats of other programs are then the same everywhere.
    variables["LC_ALL"] = "C.UTF-8"
    variables["COLUMNS"] = nil
    process.environment = variables
  }

  /// Text that ends with a line end, unless it is empty.
  static func lines(_ data: Data) -> String {
    let text = String(decoding: data, as: UTF8.self)
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }
}
