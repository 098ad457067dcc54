internal import Foundation

/// Writing to the process's own streams.
package enum StandardStreams {
  /// Writes bytes to standard output.
  ///
  /// - Throws: when the reader has gone away or the disk is full.
  package static func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try writeAll(bytes, to: 1, named: "standard output")
  }

  package static func write(_ text: String) throws(CommandFailure) {
    try write(Array(text.utf8))
  }

  /// Writes a line to standard error; a diagnostic that cannot be written is lost.
  package static func note(_ text: String) {
    try? writeAll(Array((text + "\n").utf8), to: 2, named: "standard error")
  }

  package static var outputIsTerminal: Bool { isatty(1) == 1 }

  package static var errorIsTerminal: Bool { isatty(2) == 1 }

  static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, named name: String
  ) throws(CommandFailure) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(descriptor, buffer.baseAddress! + start, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw CommandFailure(
          .cannotWrite, "\(name) cannot be written: \(unsafe String(cString: strerror(errno)))")
      }
      start += written
    }
  }
}
