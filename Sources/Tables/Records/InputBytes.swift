/// The bytes of an input as they are stored, packed where they are packed; for any thread.
package struct InputBytes: Sendable {
  let bytes: Bytes

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe bytes.withBytes(in: 0..<bytes.count) { unsafe body(UnsafeRawBufferPointer($0)) }
  }

  /// Calls `body` with one part after the other; what lies behind does not stay in memory where it is
  /// a file's.
  package func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) {
    let part = 1 << 22
    for start in stride(from: 0, to: bytes.count, by: part) {
      let range = start..<min(start + part, bytes.count)
      unsafe bytes.withBytes(in: range) { unsafe body(UnsafeRawBufferPointer($0)) }
      bytes.release(range)
    }
  }
}
