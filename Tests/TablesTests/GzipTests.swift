import CZlib
import Tables
import Testing

/// Packed input is read as what is packed in it.
struct GzipTests {
  private static let text = "t,y\n" + (0..<5_000).map { "\($0),\($0 * $0)\n" }.joined()

  @Test func `a packed table is the table`() throws {
    let bytes = packed(Array(Self.text.utf8))
    let table = try Table.parse(bytes: bytes)
    #expect(table.rowCount == 5_000)
    #expect(try table.column(named: "y").numbers() == (0..<5_000).map { Double($0 * $0) })
    #expect(unsafe table.withInputBytes { unsafe Array($0) } == bytes)
    try withTemporaryFile(bytes) { path in
      let table = try Table.read(path)
      #expect(table.rowCount == 5_000)
    }
  }

  @Test(arguments: [1, 2, 7, 100])
  func `members follow one another`(parts: Int) throws {
    let bytes = Array(Self.text.utf8)
    let size = (bytes.count + parts - 1) / parts
    let members = stride(from: 0, to: bytes.count, by: size).map {
      packed(Array(bytes[$0..<min($0 + size, bytes.count)]))
    }
    let table = try Table.parse(bytes: Array(members.joined()))
    #expect(try table.column(named: "y").numbers().last == 4_999 * 4_999)
    // Zeros to fill a block are no member.
    let padded = Array(members.joined()) + [0, 0, 0]
    #expect(try Table.parse(bytes: padded).rowCount == 5_000)
  }

  @Test func `very small and very repetitive contents`() throws {
    #expect(try Table.parse(bytes: packed(Array("x\n1".utf8))).rowCount == 1)
    let zeros = Array("x\n".utf8) + Array(repeatElement([0x30, 0x0A], count: 1_000_000).joined())
    #expect(try Table.parse(bytes: packed(zeros)).rowCount == 1_000_000)
    #expect(throws: TableError.empty(file: "text")) { try Table.parse(bytes: packed([])) }
  }

  @Test func `every truncation is an error`() throws {
    let bytes = packed(Array(Self.text.utf8.prefix(300)))
    for count in 2..<bytes.count {
      #expect(throws: TableError.damagedGzip(file: "a.gz", reason: "they end too early")) {
        try Table.parse(bytes: Array(bytes.prefix(count)), name: "a.gz")
      }
    }
  }

  @Test func `damage is an error`() throws {
    var bytes = packed(Array(Self.text.utf8))
    bytes[bytes.count - 6] ^= 1
    #expect(
      throws: TableError.damagedGzip(file: "a.gz", reason: "their checksum or their code is wrong")
    ) { try Table.parse(bytes: bytes, name: "a.gz") }
    #expect(throws: TableError.damagedGzip(file: "a.gz", reason: "other bytes follow them")) {
      try Table.parse(bytes: packed(Array(Self.text.utf8)) + [1, 2], name: "a.gz")
    }
  }
}

/// One gzip member with some contents.
func packed(_ bytes: [UInt8]) -> [UInt8] {
  var stream = unsafe z_stream()
  let size = unsafe Int32(MemoryLayout<z_stream>.size)
  let started = unsafe deflateInit2_(
    &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
  precondition(started == Z_OK)
  var input = bytes
  let capacity = unsafe Int(deflateBound(&stream, UInt(bytes.count))) + 32
  let result = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      let status = unsafe deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END)
      unsafe count = output.count - Int(stream.avail_out)
    }
  }
  unsafe deflateEnd(&stream)
  return result
}
