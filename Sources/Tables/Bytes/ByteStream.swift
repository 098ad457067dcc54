#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file or a pipe in pieces of some size, each beginning with what was left of the one before.
final class ByteStream {
  private let descriptor: Int32
  let name: String
  private(set) var isAtEnd = false

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
    while count < size, !isAtEnd {
      let got = unsafe read(descriptor, memory + count, size - count)
      if got > 0 {
        count += got
      } else if got == 0 {
        isAtEnd = true
      } else if errno != EINTR {
        let error = InputFile.failure(to: name)
        unsafe free(memory)
        throw error
      }
    }
    return unsafe Bytes(InputMemory(taking: memory, count: count))
  }
}
