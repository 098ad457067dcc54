import Foundation

/// The Swift blocks of a notebook: one program, so that a block sees what the blocks before it
/// declared. The program waits at the start of each block until it is told to go on.
final class SwiftSession {
  private static let mark: UInt8 = 0x1E
  private let process: Process
  private let commands = Pipe()
  private let results = Pipe()

  /// Compiles the blocks and starts the program, which waits before the first.
  init(_ blocks: [Notebook.Block], named name: String, in environment: Environment)
    throws(NotebookProblem)
  {
    let program = try Self.compile(blocks, named: name, in: environment)
    process = Process()
    process.executableURL = program
    environment.prepare(process)
    process.standardInput = commands
    process.standardOutput = results
    process.standardError = results
    do { try process.run() } catch {
      throw NotebookProblem(line: blocks[0].line, message: "the program does not run: \(error)")
    }
  }

  /// Lets the next block run, and returns what it printed.
  func output(of block: Notebook.Block) throws(NotebookProblem) -> String {
    commands.fileHandleForWriting.write(Data("\n".utf8))
    var data = Data()
    while true {
      let more = results.fileHandleForReading.availableData
      data += more
      if data.last == Self.mark { return Environment.lines(data.dropLast()) }
      if more.isEmpty { break }
    }
    process.waitUntilExit()
    throw NotebookProblem(
      line: block.line,
      message: "the program ended with \(process.terminationStatus)\n\(Environment.lines(data))")
  }

  deinit {
    try? commands.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static func compile(
    _ blocks: [Notebook.Block], named name: String, in environment: Environment
  ) throws(NotebookProblem) -> URL {
    let folder = environment.folder.appending(path: ".swift")
    let program = folder.appending(path: "notebook")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(source(blocks, named: name).utf8).write(to: folder.appending(path: "main.swift"))
      try Data(waiting.utf8).write(to: folder.appending(path: "Waiting.swift"))
    } catch {
      throw NotebookProblem(line: blocks[0].line, message: "\(folder.path()): \(error)")
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["swiftc", "-swift-version", "6", "-o", program.path(percentEncoded: false)]
      + ["main.swift", "Waiting.swift"].map {
        folder.appending(path: $0).path(percentEncoded: false)
      }
      + BuiltLibraries(environment).arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch {
      throw NotebookProblem(line: blocks[0].line, message: "swiftc does not run: \(error)")
    }
    let messages = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw NotebookProblem(
        line: blocks[0].line,
        message: "the Swift blocks do not compile\n\(Environment.lines(messages))")
    }
    return program
  }

  /// The compiler's messages name the lines of the notebook.
  private static func source(_ blocks: [Notebook.Block], named name: String) -> String {
    blocks.map { block in
      """
      waitForNextBlock()
      #sourceLocation(file: "\(name)", line: \(block.line))
      \(block.code)
      #sourceLocation()
      endOfBlock()

      """
    }.joined()
  }

  private static let waiting = """
    import Foundation

    func waitForNextBlock() { if readLine() == nil { exit(0) } }
    func endOfBlock() {
      print("\\u{1E}", terminator: "")
      fflush(nil)
    }
    """
}
