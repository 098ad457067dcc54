#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes that never change, followed by at least `padding` zero bytes, released at the end.
///
/// The zeros let the scanners read ahead and stop without asking at every byte whether it is the
/// last. A mapped file must not shrink while it is mapped: the system would end the process.
@safe final class InputMemory: @unchecked Sendable {
  static let padding = 64

  let base: UnsafePointer<UInt8>
  let count: Int
  /// The length of the mapping, nil for memory from `malloc`.
  private let mappedLength: Int?

  /// Takes over memory from `malloc` that is `count + padding` bytes long, and zeroes the padding.
  init(taking memory: UnsafeMutableRawPointer, count: Int) {
    unsafe memset(memory + count, 0, Self.padding)
    unsafe base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    self.count = count
    mappedLength = nil
  }

  /// A copy of some bytes.
  convenience init(copying bytes: UnsafeRawBufferPointer) {
    let memory = unsafe Self.resized(nil, to: bytes.count)
    if let source = bytes.baseAddress { unsafe memcpy(memory, source, bytes.count) }
    unsafe self.init(taking: memory, count: bytes.count)
  }

  /// Maps a regular file of `count > 0` bytes; nil where the system does not map it.
  init?(mapping descriptor: Int32, count: Int) {
    // Reserving first leaves at least one page of zeros behind the file's last page.
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let length = (count + page - 1) / page * page + page
    let reserved = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let reserved = unsafe reserved, unsafe reserved != MAP_FAILED else { return nil }
    let mapped = unsafe mmap(
      reserved, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      unsafe munmap(reserved, length)
      return nil
    }
    unsafe base = UnsafePointer(mapped.assumingMemoryBound(to: UInt8.self))
    self.count = count
    mappedLength = length
  }

  /// Gives pages back to the system where they are a file's: who reads them again gets them from the
  /// file. The page that the range ends in stays.
  func release(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard mappedLength != nil else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = range.lowerBound / page * page
    let length = range.upperBound / page * page - start
    guard length > 0 else { return }
    _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base + start), length, MADV_DONTNEED)
  }

  deinit {
    let memory = unsafe UnsafeMutableRawPointer(mutating: base)
    if let mappedLength { unsafe munmap(memory, mappedLength) } else { unsafe free(memory) }
  }

  /// `realloc` that leaves room for the padding and traps when the system has no memory left.
  static func resized(_ memory: UnsafeMutableRawPointer?, to count: Int) -> UnsafeMutableRawPointer
  {
    guard let memory = unsafe realloc(memory, count + padding) else {
      preconditionFailure("out of memory: \(count) bytes")
    }
    return unsafe memory
  }
}
