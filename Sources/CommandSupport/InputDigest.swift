internal import Crypto

/// The SHA-256 of an input, so that a result says from which bytes it came.
package enum InputDigest {
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = Array("0123456789abcdef")
    var hash = SHA256()
    unsafe hash.update(bufferPointer: bytes)
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
