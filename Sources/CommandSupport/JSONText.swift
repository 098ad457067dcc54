internal import Foundation

/// JSON for files and pipes: the same value gives the same bytes, numbers are the shortest text that
/// reads back to the same double.
package enum JSONText {
  package static func encode(_ value: some Encodable) throws(CommandFailure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      throw CommandFailure(.bug, "the result cannot be written as JSON: \(error)")
    }
  }
}
