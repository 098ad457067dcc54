internal import Foundation

/// A file that is written whole or not at all: into a temporary file beside it, then renamed. What
/// stood there before stays until the new one is complete.
package enum OutputFile {
  package static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    var information = stat()
    if unsafe stat(path, &information) == 0 {
      if information.st_mode & S_IFMT == S_IFDIR {
        throw CommandFailure(.cannotWrite, "\(path): this is a directory; give the path of a file")
      }
      // A pipe or a device has no older content to keep.
      if information.st_mode & S_IFMT != S_IFREG {
        return try writeInPlace(bytes, path)
      }
    }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    Interrupt.remove(temporary)
    defer { Interrupt.keep() }
    do throws(CommandFailure) {
      defer { close(descriptor) }
      try StandardStreams.writeAll(bytes, to: descriptor, named: path)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, path) == 0 else {
      let error = failure(path)
      unsafe unlink(temporary)
      throw error
    }
  }

  private static func writeInPlace(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try StandardStreams.writeAll(bytes, to: descriptor, named: path)
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(
      .cannotWrite, "\(path): cannot be written (\(unsafe String(cString: strerror(errno))))")
  }
}
