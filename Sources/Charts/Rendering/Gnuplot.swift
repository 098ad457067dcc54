internal import Foundation

/// The program gnuplot, a process for each call.
struct Gnuplot: Sendable {
  struct Output: Sendable {
    var bytes: [UInt8]
    /// What it said on standard error.
    var messages: String
  }

  let executable: String
  private let environment: [String: String]

  /// Looks for gnuplot in the folders of PATH.
  init(environment: [String: String]) throws(ChartError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { String($0) }
    let found = folders.lazy.map { "\($0)/gnuplot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { throw .gnuplotNotFound }
    executable = found
    // The user's language and settings for gnuplot change nothing in a picture.
    var own = environment.filter { key, _ in
      !key.hasPrefix("LC_") && !key.hasPrefix("GNUPLOT") && key != "LANG" && key != "GNUTERM"
    }
    own["LC_ALL"] = "C"
    self.environment = own
  }

  /// - Throws: `gnuplotFailed` when it does not end with 0.
  func run(_ script: String) throws(ChartError) -> Output {
    do {
      let input = try AnonymousFile()
      let output = try AnonymousFile()
      let errors = try AnonymousFile()
      try input.handle.write(contentsOf: Data(script.utf8))
      try input.handle.seek(toOffset: 0)
      let process = Process()
      process.executableURL = URL(filePath: executable)
      // -d: without the settings of ~/.gnuplot and of the system. gnuplot reads its standard input
      // byte by byte, but a file in blocks, also when it is the same.
      process.arguments = ["-d", "/dev/stdin"]
      process.environment = environment
      process.standardInput = input.handle
      process.standardOutput = output.handle
      process.standardError = errors.handle
      try process.run()
      process.waitUntilExit()
      let messages = String(decoding: try errors.contents(), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      guard process.terminationReason == .exit, process.terminationStatus == 0 else {
        throw ChartError.gnuplotFailed(status: process.terminationStatus, message: messages)
      }
      return Output(bytes: try output.contents(), messages: messages)
    } catch let error as ChartError {
      throw error
    } catch {
      throw .gnuplotDoesNotRun(path: executable, reason: "\(error)")
    }
  }
}

/// A file without a name: neither side of a process waits for the other, as with pipes, and nothing
/// is left behind however the process ends.
private struct AnonymousFile {
  let handle: FileHandle

  init() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID().uuidString)")
      .path(percentEncoded: false)
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
    unsafe unlink(path)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func contents() throws -> [UInt8] {
    try handle.seek(toOffset: 0)
    return Array(try handle.readToEnd() ?? Data())
  }
}
