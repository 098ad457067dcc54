#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file or a pipe in pieces of some size, each beginning with what was left of the one before;
/// gzip is unpacked on the way.
final class ByteStream {
  private let descriptor: Int32
  let name: String
  private(set) var isAtEnd = false
  private var gzip: GzipStream?
  private var hasBegun = false

  init(path: String) throws(TableError) {
    if path == "-" {
      descriptor = dup(STDIN_FILENO)
      name = "standard input"
    } else {
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      name = path
    }
    guard descriptor >= 0 else { throw InputFile.failure(to: name) }
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .notAFile(file: path, kind: "directory")
    }
  }

  deinit { close(descriptor) }

  /// The bytes of a piece from an offset on, and then new ones, `size` in all or up to the end.
  func next(after piece: Bytes?, from start: Int, size: Int) throws(TableError) -> Bytes {
    var count = 0
    let memory = unsafe InputMemory.resized(nil, to: size)
    if let piece, start < piece.count {
      count = piece.count - start
      precondition(count < size, "room for new bytes")
      unsafe piece.withBytes(in: start..<piece.count) { left in
        _ = unsafe memcpy(memory, left.baseAddress!, left.count)
      }
    }
    do {
      if !hasBegun { try unsafe begin(memory, &count, size) }
      while count < size, !isAtEnd {
        let got = try unsafe fill(memory + count, size - count)
        count += got
        if got == 0 { isAtEnd = true }
      }
    } catch {
      unsafe free(memory)
      throw error
    }
    return unsafe Bytes(InputMemory(taking: memory, count: count))
  }

  /// Looks whether the bytes are packed.
  private func begin(
    _ memory: UnsafeMutableRawPointer, _ count: inout Int, _ size: Int
  ) throws(TableError) {
    hasBegun = true
    var got = 0
    while got < 2 {
      let more = unsafe Self.read(descriptor, memory + got, min(size, 1 << 16) - got)
      if more < 0 { throw InputFile.failure(to: name) }
      if more == 0 { break }
      got += more
    }
    let first = unsafe UnsafeRawBufferPointer(start: memory, count: got)
    if got >= 2, unsafe first[0] == 0x1F, unsafe first[1] == 0x8B {
      unsafe gzip = GzipStream(first: first)
    } else {
      count = got
      isAtEnd = got < 2
    }
  }

  /// New bytes; 0 at the end.
  private func fill(_ memory: UnsafeMutableRawPointer, _ count: Int) throws(TableError) -> Int {
    let descriptor = descriptor
    let got: Int
    if let gzip {
      do throws(GzipDamage) {
        got = try unsafe gzip.read(into: memory, count: count) {
          unsafe Self.read(descriptor, $0, $1)
        }
      } catch {
        throw .damagedGzip(file: name, reason: error.rawValue)
      }
    } else {
      got = unsafe Self.read(descriptor, memory, count)
    }
    guard got >= 0 else { throw InputFile.failure(to: name) }
    return got
  }

  private static func read(
    _ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int
  ) -> Int {
    while true {
      #if canImport(Glibc)
        let got = unsafe Glibc.read(descriptor, memory, count)
      #elseif canImport(Musl)
        let got = unsafe Musl.read(descriptor, memory, count)
      #else
        let got = unsafe Darwin.read(descriptor, memory, count)
      #endif
      if got >= 0 || errno != EINTR { return got }
    }
  }
}
