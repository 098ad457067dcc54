#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file, or standard input, as bytes: as it lies on disk, and as the text it holds.
struct InputFile: Sendable {
  /// The path as given, `standard input` for `-`.
  let name: String
  let stored: Bytes
  let text: Bytes

  /// Maps a regular file, reads a pipe to its end (`-` is standard input), unpacks gzip.
  init(path: String) throws(TableError) {
    let stored =
      path == "-"
      ? try Self.readToEnd(STDIN_FILENO, name: "standard input") : try Self.contents(of: path)
    try self.init(name: path == "-" ? "standard input" : path, stored: stored)
  }

  /// A text that is not packed.
  init(name: String, text: Bytes) {
    self.name = name
    stored = text
    self.text = text
  }

  init(name: String, stored: Bytes) throws(TableError) {
    self.name = name
    self.stored = stored
    if stored.isGzip {
      do throws(GzipDamage) { text = try stored.inflated() } catch {
        throw .damagedGzip(file: name, reason: error.rawValue)
      }
    } else {
      text = stored
    }
  }

  private static func contents(of path: String) throws(TableError) -> Bytes {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(to: path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(to: path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .notAFile(file: path, kind: "directory")
    case S_IFREG where status.st_size > 0:
      if let memory = InputMemory(mapping: descriptor, count: Int(status.st_size)) {
        return Bytes(memory)
      }
    default: break
    }
    // A size of zero may also be a file of the system (/proc) that has contents all the same.
    return try readToEnd(descriptor, name: path)
  }

  private static func readToEnd(_ descriptor: Int32, name: String) throws(TableError) -> Bytes {
    var capacity = 1 << 12
    var count = 0
    var memory = unsafe InputMemory.resized(nil, to: capacity)
    while true {
      if count == capacity {
        capacity *= 2
        unsafe memory = InputMemory.resized(memory, to: capacity)
      }
      let got = unsafe read(descriptor, memory + count, capacity - count)
      if got > 0 {
        count += got
      } else if got == 0 {
        break
      } else if errno != EINTR {
        let error = failure(to: name)
        unsafe free(memory)
        throw error
      }
    }
    unsafe memory = InputMemory.resized(memory, to: count)
    return unsafe Bytes(InputMemory(taking: memory, count: count))
  }

  /// The error that `errno` stands for.
  static func failure(to path: String) -> TableError {
    switch errno {
    case ENOENT, ENOTDIR: .fileNotFound(file: path)
    case EISDIR: .notAFile(file: path, kind: "directory")
    default: unsafe .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
  }
}
