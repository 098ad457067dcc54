internal import Foundation

/// A file that is written whole or not at all: into a temporary file beside it, then renamed. What
/// stood there before stays until the new one is complete.
package enum OutputFile {
  /// Refuses early what cannot be written for certain: a directory, or a file in no directory.
  package static func check(_ path: String) throws(CommandFailure) {
    var information = stat()
    if unsafe stat(path, &information) == 0 {
      if information.st_mode & S_IFMT == S_IFDIR { throw isDirectory(path) }
      return
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    guard unsafe stat(folder, &information) == 0 else { throw failure(path) }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written (\(folder) is no directory)")
    }
  }

  fileprivate static func isDirectory(_ path: String) -> CommandFailure {
    CommandFailure(.cannotWrite, "\(path): this is a directory; give the path of a file")
  }

  /// - Parameter path: nil for standard output.
  package static func write(_ bytes: [UInt8], to path: String?) throws(CommandFailure) {
    guard let path else { return try StandardStreams.write(bytes) }
    let sink = try OutputSink(file: path)
    try sink.write(bytes)
    try sink.finish()
  }

  static func failure(_ path: String) -> CommandFailure {
    CommandFailure(
      .cannotWrite, "\(path): cannot be written (\(unsafe String(cString: strerror(errno))))")
  }
}

/// Output that is written piece by piece: to standard output, or to a file that takes its name only
/// when it is complete.
package final class OutputSink {
  private let path: String?
  /// nil once it has taken its name, and for what is no plain file.
  private var temporary: String?
  private let descriptor: Int32

  /// - Parameter path: nil or `-` for standard output.
  package convenience init(_ path: String?) throws(CommandFailure) {
    if let path, path != "-" { try self.init(file: path) } else { self.init() }
  }

  private init() { (path, temporary, descriptor) = (nil, nil, 1) }

  /// A file, whatever its name.
  init(file path: String) throws(CommandFailure) {
    self.path = path
    var information = stat()
    // A pipe or a device has no older content to keep.
    var isPlain = true
    if unsafe stat(path, &information) == 0 {
      if information.st_mode & S_IFMT == S_IFDIR { throw OutputFile.isDirectory(path) }
      isPlain = information.st_mode & S_IFMT == S_IFREG
    }
    temporary = isPlain ? "\(path).\(getpid()).part" : nil
    descriptor = unsafe open(
      temporary ?? path, isPlain ? O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC : O_WRONLY | O_CLOEXEC,
      0o666)
    guard descriptor >= 0 else { throw OutputFile.failure(path) }
    if let temporary { Interrupt.remove(temporary) }
  }

  package func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try StandardStreams.writeAll(bytes, to: descriptor, named: path ?? "standard output")
  }

  /// Gives a file its name.
  package func finish() throws(CommandFailure) {
    guard let path, let temporary else { return }
    guard unsafe rename(temporary, path) == 0 else { throw OutputFile.failure(path) }
    self.temporary = nil
    Interrupt.keep()
  }

  deinit {
    guard path != nil else { return }
    close(descriptor)
    if let temporary {
      unsafe unlink(temporary)
      Interrupt.keep()
    }
  }
}
