internal import Crypto

/// The SHA-256 of an input, so that a result says from which bytes it came.
package enum InputDigest {
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    unsafe sha256 { unsafe $0(bytes) }
  }

  /// Of bytes that come in parts.
  package static func sha256(
    _ parts: (_ add: (UnsafeRawBufferPointer) -> Void) -> Void
  ) -> String {
    let digits = Array("0123456789abcdef")
    var hash = SHA256()
    unsafe parts { unsafe hash.update(bufferPointer: $0) }
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
