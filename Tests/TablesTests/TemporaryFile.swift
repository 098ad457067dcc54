#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Calls a closure with the path of a new file with some contents, and removes the file.
func withTemporaryFile(_ contents: [UInt8], _ body: (String) throws -> Void) throws {
  var template = Array("\(temporaryDirectory)/tables-XXXXXX".utf8CString)
  let descriptor = unsafe template.withUnsafeMutableBufferPointer {
    unsafe mkstemp($0.baseAddress!)
  }
  precondition(descriptor >= 0, "no temporary file: \(errno)")
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { unsafe unlink(path) }
  let written = unsafe contents.withUnsafeBytes {
    unsafe write(descriptor, $0.baseAddress, $0.count)
  }
  precondition(written == contents.count, "the temporary file is not whole")
  close(descriptor)
  try body(path)
}

var temporaryDirectory: String {
  unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/" + "tmp"
}
