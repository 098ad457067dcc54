import Classification
import CommandSupport
import Foundation
import Statistics
import TestSupport
import Testing

/// Model files: what is written is read back, and what is not a model is refused.
struct ModelFileTests {
  private func modelBytes() throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path("m.json")
    let outcome = try classify.run([
      "train", "data/classification/titanic_r_grouped.csv", "--target", "survived",
      "--sample-weight", "freq", "-o", path,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  private func open(_ bytes: [UInt8]) throws(SealProblem) -> ClassifierModel {
    try SealedJSON.open(ClassifierModel.self, bytes, schema: ClassifierModel.schema)
  }

  @Test("Writing what was read gives the same bytes; other blanks do not matter, other digits do")
  func roundTrip() throws {
    let bytes = try modelBytes()
    let model = try open(bytes)
    #expect(try SealedJSON.seal(model) == bytes)
    #expect(model.source.rowCount == 32)
    #expect(model.source.totalWeight == 2201)
    let compact = bytes.filter { $0 != 0x0A }
    #expect(try SealedJSON.seal(open(compact)) == bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    for (old, new) in [
      ("\"intercept\" : 2.04", "\"intercept\" : 2.05"), ("\"Crew\"", "\"crew\""),
      ("classify-model\\/1", "x"),
    ] where text.contains(old) {
      #expect(throws: SealProblem.damaged) {
        try open(Array(text.replacing(old, with: new).utf8))
      }
    }
  }

  @Test("What is wrong is named")
  func named() throws {
    let bytes = try modelBytes()
    #expect(throws: SealProblem.cutShort) { try open(Array(bytes.dropLast(100))) }
    #expect(throws: SealProblem.notJSON) { try open([]) }
    #expect(throws: SealProblem.notJSON) { try open(Array("model".utf8)) }
    #expect(throws: SealProblem.noChecksum) { try open(Array("{}".utf8)) }
    let text = String(decoding: bytes, as: UTF8.self)
    let other = text.replacing("classify-model/1", with: "classify-model/9")
    #expect(throws: SealProblem.otherSchema("classify-model/9")) { try open(Array(other.utf8)) }
    // With a checksum that is right, the parts still have to fit.
    let parts = [
      ("\"binary\"", "\"softmax\"", "there are 1 scores, expected 2"),
      ("\"positive\" : \"Yes\"", "\"positive\" : \"No\"", "the positive class is not the second"),
      ("\"name\" : \"sex\"", "\"name\" : \"age\"", "two features would be named 'age'"),
      ("\"degree\" : 1", "\"degree\" : 11", "the degree 11 is not between 1 and 10"),
      ("\"rowCount\" : 32", "\"rowCount\" : 0", "the number of rows"),
      ("\"version\"", "\"vision\"", "version is missing"),
    ]
    for (old, new, says) in parts {
      #expect(text.contains(old))
      do {
        _ = try open(resealed(Array(text.replacing(old, with: new).utf8)))
        Issue.record("\(new) was taken")
      } catch {
        #expect(error.description.contains(says), "\(error)")
      }
    }
  }

  /// The same text with the checksum that belongs to it.
  private func resealed(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    guard let mark = text.range(of: "sha256:") else { return bytes }
    let end = text.index(mark.upperBound, offsetBy: 64, limitedBy: text.endIndex) ?? text.endIndex
    text.replaceSubrange(mark.upperBound..<end, with: String(repeating: "0", count: 64))
    // Blanks count inside strings only; no string of these models has an escape.
    var isInString = false
    let canonical = Array(text.utf8).filter { byte in
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      return isInString || (byte != 0x20 && byte != 0x0A)
    }
    let digest = unsafe canonical.withUnsafeBytes { unsafe InputDigest.sha256($0) }
    let start = text.range(of: "sha256:")!.upperBound
    text.replaceSubrange(start..<text.index(start, offsetBy: 64), with: digest)
    return Array(text.utf8)
  }

  /// A byte changed, removed, inserted or doubled, a part cut out or moved.
  private func mutated(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var copy = bytes
    for _ in 0...stream.integer(below: 3) {
      let at = stream.integer(below: copy.count)
      switch stream.integer(below: 7) {
      case 0: copy[at] = UInt8(stream.integer(below: 256))
      case 1: copy[at] ^= 1 << UInt8(stream.integer(below: 8))
      case 2: copy.remove(at: at)
      case 3: copy.insert(UInt8(stream.integer(below: 256)), at: at)
      case 4:
        copy.removeSubrange(at..<min(at + stream.integer(below: 200), copy.count))
      case 5:
        copy.insert(
          contentsOf: copy[at..<min(at + 40, copy.count)], at: stream.integer(below: copy.count))
      default: copy.removeSubrange(at...)
      }
      if copy.isEmpty { copy = [0x7B] }
    }
    return copy
  }

  @Test("100,000 damaged files: a clear error or the right model")
  func fuzz() throws {
    let bytes = try modelBytes()
    var stream = RandomStream(seed: 20)
    var refused = 0
    for _ in 0..<100_000 {
      do {
        let model = try open(mutated(bytes, &stream))
        #expect(try SealedJSON.seal(model) == bytes)
      } catch let problem as SealProblem {
        #expect(!problem.description.isEmpty)
        refused += 1
      }
    }
    // Only a change of blanks leaves the model as it is.
    #expect(refused > 50_000)
  }

  @Test("Damage behind a right checksum: an error, or a model whose parts fit and that predicts")
  func fuzzResealed() throws {
    let bytes = try modelBytes()
    var stream = RandomStream(seed: 21)
    var taken = 0
    for _ in 0..<4000 {
      guard let model = try? open(resealed(mutated(bytes, &stream))) else { continue }
      taken += 1
      let design = try DesignMatrix(
        rows: [[Double](repeating: 1, count: model.classifier.featureNames.count)],
        columnNames: model.classifier.featureNames)
      let probabilities = model.classifier.probabilities(for: design)
      #expect(probabilities.count == model.classifier.classNames.count)
    }
    #expect(taken > 0)
  }
}
