internal import Crypto
internal import Foundation

/// The SHA-256 of an input, so that a result says from which bytes it came.
package enum InputDigest {
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    unsafe sha256 { unsafe $0(bytes) }
  }

  /// Of bytes that come in parts.
  package static func sha256(
    _ parts: (_ add: (UnsafeRawBufferPointer) -> Void) -> Void
  ) -> String {
    var hash = SHA256()
    unsafe parts { unsafe hash.update(bufferPointer: $0) }
    return text(hash)
  }

  /// Of a file, in pieces; nil where it cannot be read.
  package static func sha256(file path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    var hash = SHA256()
    do {
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.update(data: piece)
      }
    } catch {
      return nil
    }
    return text(hash)
  }

  private static func text(_ hash: SHA256) -> String {
    let digits = Array("0123456789abcdef")
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
