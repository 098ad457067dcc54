internal import CZlib

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Unpacks gzip members one behind the other as their bytes come in, in memory of constant size;
/// zeros behind the last one are passed over.
@safe final class GzipStream {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private static let inputSize = 1 << 18
  /// Where the packed bytes at hand begin and end.
  private var start = 0
  private var end: Int
  private var isInMember = true
  private(set) var isAtEnd = false

  /// - Parameter first: the packed bytes read so far, at most ``inputSize``.
  init(first: UnsafeRawBufferPointer) {
    precondition(first.count <= Self.inputSize)
    unsafe input = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.inputSize)
    if let base = first.baseAddress { unsafe memcpy(input, base, first.count) }
    end = first.count
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let windowBitsForGzipAlone: Int32 = 15 + 16
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let status = unsafe inflateInit2_(stream, windowBitsForGzipAlone, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib cannot start: \(status)")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe input.deallocate()
  }

  /// Unpacks bytes to `target`, at least one unless the end is reached.
  ///
  /// - Parameter refill: reads packed bytes; 0 at their end, negative on an error, which ends this.
  /// - Returns: how many bytes; negative on an error of `refill`.
  func read(
    into target: UnsafeMutableRawPointer, count: Int,
    _ refill: (_ memory: UnsafeMutableRawPointer, _ count: Int) -> Int
  ) throws(GzipDamage) -> Int {
    while !isAtEnd {
      if start == end {
        let got = unsafe refill(input, Self.inputSize)
        if got < 0 { return got }
        (start, end) = (0, got)
        if got == 0 {
          guard !isInMember else { throw .truncated }
          isAtEnd = true
          break
        }
      }
      if !isInMember {
        // Between members: another one, or zeros to the end.
        let byte = unsafe input[start]
        if byte == 0 {
          start += 1
          continue
        }
        guard byte == 0x1F else { throw .trailing }
        unsafe inflateReset(stream)
        isInMember = true
      }
      unsafe stream.pointee.next_in = input + start
      unsafe stream.pointee.avail_in = UInt32(end - start)
      unsafe stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
      unsafe stream.pointee.avail_out = UInt32(min(count, 1 << 30))
      let status = unsafe inflate(stream, Z_NO_FLUSH)
      start = unsafe end - Int(stream.pointee.avail_in)
      let written = unsafe min(count, 1 << 30) - Int(stream.pointee.avail_out)
      switch status {
      case Z_STREAM_END: isInMember = false
      case Z_OK, Z_BUF_ERROR: break
      default: throw .corrupt
      }
      if written > 0 { return written }
    }
    return 0
  }
}
