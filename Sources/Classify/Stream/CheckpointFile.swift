import Classification
import CommandSupport
import Foundation

/// A checkpoint of a streamed training on disk: what is needed to go on, and of which training it is.
struct CheckpointFile: Codable {
  static let schema = "classify-checkpoint/1"

  var schema = CheckpointFile.schema
  var checksum = ClassifierModel.noChecksum
  var version: String
  var byteCount: Int
  var sha256: String
  /// All options that the result depends on, as the user would write them.
  var options: [String: String]
  var training: StreamingCheckpoint

  /// - Returns: nil where there is no such file.
  static func read(_ path: String) throws(CommandFailure) -> CheckpointFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): the checkpoint cannot be read")
    }
    do {
      return try SealedJSON.open(CheckpointFile.self, Array(data), schema: schema)
    } catch {
      throw CommandFailure(
        .badData,
        "\(path): \(error); expected a checkpoint of schema \(schema) that classify train "
          + "--checkpoint has written; to begin again, remove it")
    }
  }

  /// Refuses a checkpoint of another training and says in what it differs.
  func check(against other: CheckpointFile, path: String) throws(CommandFailure) {
    func refuse(_ what: String) -> CommandFailure {
      CommandFailure(
        .badData,
        "\(path) is a checkpoint of another training: \(what). Give the same data and options to "
          + "go on, another --checkpoint, or remove it to begin again")
    }
    guard version == other.version else {
      throw refuse("it was written by version \(version), and this is \(other.version)")
    }
    guard byteCount == other.byteCount else {
      throw refuse("its data had \(byteCount) bytes, and the file has \(other.byteCount)")
    }
    guard sha256 == other.sha256 else {
      throw refuse("its data had the SHA-256 \(sha256), and the file has \(other.sha256)")
    }
    let names = Set(options.keys).union(other.options.keys).sorted()
    for name in names where options[name] != other.options[name] {
      let before = options[name] ?? "not given"
      let now = other.options[name] ?? "not given"
      throw refuse("\(name) was \(before), and now is \(now)")
    }
  }

  func write(to path: String) throws(CommandFailure) {
    try OutputFile.write(try SealedJSON.seal(self), to: path)
  }
}
