/// A read-only view of an input's memory, cheap to copy, that keeps the memory alive.
///
/// Reading is not checked in release builds: an offset must be in `0 ..< count + padding`. The
/// scanners keep to that because every one of them stops at `count`, or at the zeros behind it.
@safe struct Bytes: Sendable {
  private let memory: InputMemory
  private nonisolated(unsafe) let base: UnsafePointer<UInt8>
  let count: Int

  init(_ memory: InputMemory) {
    self.memory = memory
    unsafe base = memory.base
    count = memory.count
  }

  init(copying bytes: [UInt8]) {
    self.init(unsafe bytes.withUnsafeBytes { unsafe InputMemory(copying: $0) })
  }

  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    assert(offset >= 0 && offset < count + InputMemory.padding)
    return unsafe base[offset]
  }

  /// The eight bytes at an offset, the first one lowest. The offset must not be past `count`.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    assert(offset >= 0 && offset <= count)
    let raw = unsafe UnsafeRawPointer(base + offset)
    return UInt64(littleEndian: unsafe raw.loadUnaligned(as: UInt64.self))
  }

  /// Calls a closure with some of the bytes; the pointer is good until it returns.
  func withBytes<Result>(
    in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range past the bytes")
    let result = unsafe body(
      UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    return withExtendedLifetime(memory) { result }
  }

  /// Says that some of the bytes are not wanted soon; see ``InputMemory/release(_:)``.
  func release(_ range: Range<Int>) { memory.release(range) }

  /// The bytes as text, nil when they are not UTF-8.
  func text(in range: Range<Int>) -> String? {
    unsafe withBytes(in: range) { unsafe String(validating: $0, as: UTF8.self) }
  }

  /// The bytes as ISO 8859-1 text, which any bytes are.
  func latinText(in range: Range<Int>) -> String {
    String(String.UnicodeScalarView(range.map { UnicodeScalar(self[$0]) }))
  }

  /// A copy of the first lines.
  func prefix(lines: Int) -> Bytes {
    let scanner = FieldScanner(self, delimiter: .comma)
    var end = 0
    for _ in 0..<lines where end < count {
      end = scanner.afterLineEnd(at: scanner.lineEnd(at: end))
    }
    return end == count ? self : Bytes(copying: (0..<end).map { self[$0] })
  }
}
