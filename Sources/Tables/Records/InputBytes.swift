/// The bytes of an input as they are stored, packed where they are packed; for any thread.
package struct InputBytes: Sendable {
  let bytes: Bytes

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe bytes.withBytes(in: 0..<bytes.count) { unsafe body(UnsafeRawBufferPointer($0)) }
  }
}
