public import Foundation

/// Runs a built command of the package, as a user would.
public struct Command: Sendable {
  public struct Outcome: Sendable {
    public var status: Int32
    public var output: String
    public var errors: String
  }

  private let executable: URL

  /// - Parameter name: the product's name, such as `fit-growth`.
  public init(_ name: String) {
    // The commands lie beside the test bundle, or (macOS) beside the bundle's folder.
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let manager = FileManager.default
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      folder = bundle.bundleURL.deletingLastPathComponent()
    }
    while folder.pathComponents.count > 1 {
      let candidate = folder.appending(path: name)
      if manager.isExecutableFile(atPath: candidate.path(percentEncoded: false)) {
        executable = candidate
        return
      }
      folder = folder.deletingLastPathComponent()
    }
    fatalError("\(name) was not built beside the tests")
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - folder: where it runs; by default the package's root, so that `data/…` is at hand.
  ///   - input: what it reads from standard input.
  ///   - environment: variables that differ from those of the tests.
  public func run(
    _ arguments: [String], in folder: URL = Repository.root, input: Data? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if !environment.isEmpty {
      process.environment = ProcessInfo.processInfo.environment
        .merging(environment) { _, new in new }
    }
    process.currentDirectoryURL = folder
    // Files rather than pipes: no output is too long for them.
    let scratch = try TemporaryFolder()
    let output = try scratch.writable("output")
    let errors = try scratch.writable("errors")
    process.standardOutput = output.handle
    process.standardError = errors.handle
    if let input {
      let file = scratch.url.appending(path: "input")
      try input.write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output.url), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors.url), as: UTF8.self))
  }

  /// A process that was started and not waited for.
  ///
  /// - Parameter input: what it reads from standard input as it comes.
  public func start(
    _ arguments: [String], in folder: URL = Repository.root, input: Pipe? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    if let input { process.standardInput = input }
    try process.run()
    return process
  }
}

/// A folder of its own for a test; it goes with the value.
public final class TemporaryFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a text file and returns its path.
  public func file(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }

  public func path(_ name: String) -> String {
    url.appending(path: name).path(percentEncoded: false)
  }

  func writable(_ name: String) throws -> (url: URL, handle: FileHandle) {
    let file = url.appending(path: name)
    try Data().write(to: file)
    return (file, try FileHandle(forWritingTo: file))
  }
}
