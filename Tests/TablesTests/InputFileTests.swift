import Tables
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the bytes of a table come from.
struct InputFileTests {
  @Test func `a file is mapped`() throws {
    let text = Array("t,y\n1,2\n3,4\n".utf8)
    try withTemporaryFile(text) { path in
      let table = try Table.read(path)
      #expect(table.path == path)
      #expect(try table.column(named: "y").numbers() == [2, 4])
      #expect(unsafe table.withInputBytes { unsafe Array($0) } == text)
    }
  }

  /// The last byte of a file may be the last byte of a page.
  @Test(arguments: [4095, 4096, 4097, 8192])
  func `a file may end with a page`(size: Int) throws {
    let rows = (size - 2) / 2
    let text = Array("x\n".utf8) + Array(repeatElement([0x37, 0x0A], count: rows).joined())
    let whole = text + Array(repeating: 0x38, count: size - text.count)
    try withTemporaryFile(whole) { path in
      let table = try Table.read(path)
      #expect(table.rowCount == (whole.last == 0x38 ? rows + 1 : rows))
    }
    // Without the line end, the number itself ends with the page.
    try withTemporaryFile(whole.dropLast(2) + [0x35, 0x36]) { path in
      let last = try Table.read(path).columns[0].numbers().last
      #expect(last == 56 || last == 756)
    }
  }

  @Test func `a pipe is read to its end`() throws {
    let expected = (0..<2_000).map(Double.init)
    let text = Array(("x\n" + (0..<2_000).map { "\($0)\n" }.joined()).utf8)
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    defer { close(ends[0]) }
    // The pipe holds it all, so that nobody has to read at the same time.
    #expect(unsafe write(ends[1], text, text.count) == text.count)
    close(ends[1])
    #expect(try Table.read("/dev/fd/\(ends[0])").columns[0].numbers() == expected)
  }

  @Test func `what is no file is missing input`() throws {
    #expect(throws: TableError.fileNotFound(file: "no/such/file")) {
      try Table.read("no/such/file")
    }
    #expect(throws: TableError.notAFile(file: "/", kind: "directory")) { try Table.read("/") }
    try withTemporaryFile([]) { path in
      #expect(throws: TableError.empty(file: path)) { try Table.read(path) }
    }
    try withTemporaryFile([0x31]) { path in
      #expect(unsafe chmod(path, 0) == 0)
      // The superuser may read everything.
      if getuid() != 0 {
        #expect(throws: TableError.unreadable(file: path, reason: "Permission denied")) {
          try Table.read(path)
        }
      }
    }
  }
}
