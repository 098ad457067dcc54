internal import CZlib

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why gzip data cannot be unpacked.
enum GzipDamage: String, Error {
  case truncated = "they end too early"
  case corrupt = "their checksum or their code is wrong"
  case trailing = "other bytes follow them"
}

extension Bytes {
  var isGzip: Bool { count >= 2 && self[0] == 0x1F && self[1] == 0x8B }

  /// The unpacked contents of one or more gzip members; zeros behind the last one are passed over.
  func inflated() throws(GzipDamage) -> Bytes {
    var inflater = Inflater(expecting: count * 4)
    var offset = 0
    repeat {
      offset = try inflater.appendMember(of: self, from: offset)
      if offset < count, !(self[offset] == 0x1F && self[offset + 1] == 0x8B) {
        guard (offset..<count).allSatisfy({ self[$0] == 0 }) else { throw .trailing }
        offset = count
      }
    } while offset < count
    return inflater.finish()
  }
}

/// Unpacks gzip members one behind the other into one buffer, which it owns until `finish()`.
@safe private struct Inflater: ~Copyable {
  private var memory: UnsafeMutableRawPointer?
  private var capacity: Int
  private var written = 0

  init(expecting size: Int) {
    capacity = max(size, 1 << 16)
    unsafe memory = InputMemory.resized(nil, to: capacity)
  }

  deinit { unsafe free(memory) }

  /// Unpacks the member at an offset and returns where it ends.
  mutating func appendMember(of input: Bytes, from start: Int) throws(GzipDamage) -> Int {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let windowBitsForGzipAlone: Int32 = 15 + 16
    let status = unsafe inflateInit2_(&stream, windowBitsForGzipAlone, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib cannot start: \(status)")
    defer { unsafe inflateEnd(&stream) }

    var offset = start
    while true {
      if written == capacity {
        capacity *= 2
        unsafe memory = InputMemory.resized(memory, to: capacity)
      }
      // zlib counts in 32 bits.
      let available = min(input.count - offset, 1 << 30)
      let room = min(capacity - written, 1 << 30)
      let status = unsafe input.withBytes(in: offset..<offset + available) { source in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.avail_in = UInt32(available)
        unsafe stream.next_out = memory?.assumingMemoryBound(to: UInt8.self).advanced(by: written)
        unsafe stream.avail_out = UInt32(room)
        return unsafe inflate(&stream, Z_NO_FLUSH)
      }
      offset += unsafe available - Int(stream.avail_in)
      written += unsafe room - Int(stream.avail_out)
      switch status {
      case Z_STREAM_END: return offset
      case Z_OK: if offset == input.count && written < capacity { throw .truncated }
      case Z_BUF_ERROR: if written < capacity { throw .truncated }
      default: throw .corrupt
      }
    }
  }

  consuming func finish() -> Bytes {
    let owned = unsafe InputMemory.resized(memory, to: written)
    unsafe memory = nil
    return unsafe Bytes(InputMemory(taking: owned, count: written))
  }
}
