internal import Foundation

/// JSON files that carry a checksum of themselves, readable and checked before they are believed.
///
/// The value has a member `checksum`, `sha256:` and 64 digits, which are 0 while the SHA-256 of the
/// text is taken. Blanks and line ends between the parts of the JSON do not count.
package enum SealedJSON {
  /// The text of a value whose checksum is still 64 zeros.
  package static func seal(_ value: some Encodable) throws(CommandFailure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let bytes: [UInt8]
    do { bytes = Array(try encoder.encode(value)) } catch {
      throw CommandFailure(.bug, "the model cannot be written as JSON: \(error)")
    }
    let canonical = Canonical(bytes)
    guard let digits = canonical.digits else {
      throw CommandFailure(.bug, "the model has no place for its checksum")
    }
    var sealed = bytes
    for (offset, digit) in zip(canonical.origins[digits], canonical.digest.utf8) {
      sealed[offset] = digit
    }
    return sealed + [UInt8(ascii: "\n")]
  }

  /// Reads a value back.
  ///
  /// - Parameter schema: the member `schema` that the text must have, such as `classify-model/1`.
  /// - Throws: what is wrong, as a sentence without the name of the file.
  package static func open<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], schema: String
  ) throws(SealProblem) -> Value {
    let canonical = Canonical(bytes)
    guard canonical.bytes.first == UInt8(ascii: "{") else { throw .notJSON }
    guard let digits = canonical.digits else { throw .noChecksum }
    if let found = canonical.text(of: "schema"), found != schema { throw .otherSchema(found) }
    let written = String(decoding: canonical.found[digits], as: UTF8.self)
    guard written == canonical.digest else {
      throw canonical.bytes.last == UInt8(ascii: "}") ? .damaged : .cutShort
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return try decoder.decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw .mismatch(error.place)
    } catch {
      throw .mismatch("\(error)")
    }
  }
}

/// What is wrong with a sealed file.
package enum SealProblem: Error, Equatable, CustomStringConvertible {
  case notJSON
  case cutShort
  case noChecksum
  case otherSchema(String)
  case damaged
  case mismatch(String)

  package var description: String {
    switch self {
    case .notJSON: "this is no JSON object"
    case .cutShort: "the file is cut short"
    case .noChecksum: "there is no checksum, or the file is cut short"
    case .otherSchema(let found): "the schema is '\(found)'"
    case .damaged: "the checksum does not match the content: the file is damaged or was edited"
    case .mismatch(let text): text
    }
  }
}

/// A JSON text without what lies between its parts, and with the digits of its checksum set to 0.
private struct Canonical {
  private(set) var bytes: [UInt8] = []
  /// The same with the digits that were found.
  let found: [UInt8]
  /// Where each byte stood.
  private(set) var origins: [Int] = []
  private(set) var digits: Range<Int>?

  init(_ text: [UInt8]) {
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count)
    var isInString = false
    var isEscaped = false
    for (offset, byte) in text.enumerated() {
      if !isInString && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09) { continue }
      bytes.append(byte)
      origins.append(offset)
      if isEscaped {
        isEscaped = false
      } else if isInString && byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      }
    }
    found = bytes
    // Quotes inside strings are escaped, so this is found as a member only.
    let key = Array("\"checksum\":\"sha256:".utf8)
    if let start = Self.position(of: key, in: bytes).map({ $0 + key.count }),
      start + 64 < bytes.count, bytes[start + 64] == UInt8(ascii: "\"")
    {
      digits = start..<(start + 64)
      for index in start..<(start + 64) { bytes[index] = UInt8(ascii: "0") }
    }
  }

  var digest: String { unsafe bytes.withUnsafeBytes { unsafe InputDigest.sha256($0) } }

  /// The text of a member without escapes.
  func text(of member: String) -> String? {
    let key = Array("\"\(member)\":\"".utf8)
    guard let start = Self.position(of: key, in: bytes).map({ $0 + key.count }),
      let end = bytes[start...].prefix(100).firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func position(of key: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= key.count else { return nil }
    return (0...(bytes.count - key.count)).first { start in
      bytes[start] == key[0] && bytes[start + 1] == key[1]
        && key.indices.allSatisfy { bytes[start + $0] == key[$0] }
    }
  }
}
