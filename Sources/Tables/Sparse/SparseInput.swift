internal import Dispatch
internal import Synchronization

/// A text in the format of libsvm, read in pieces of whole lines on several threads.
package struct SparseInput: Sendable {
  let file: InputFile
  /// What a thread parses stays in its cache until it is taken over.
  private static let pieceBytes = 1 << 20

  package init(path: String) throws(TableError) { file = try InputFile(path: path) }

  init(_ file: InputFile) { self.file = file }

  package var path: String { file.name }
  package var inputBytes: InputBytes { InputBytes(bytes: file.stored) }
  package var textByteCount: Int { file.text.count }
  /// At least as many as there are rows.
  package var lineCount: Int { file.text.lineCount(from: 0) }

  /// What the first rows look like: the first index, the columns, and the share of their elements
  /// that are written and not 0. nil where they cannot be read.
  package func survey(
    rows: Int = 1000
  ) -> (firstIndex: Int, columnCount: Int, share: Double)? {
    var piece = SparsePiece()
    guard
      (try? piece.read(
        file, 0..<file.text.count, lowest: 0, columnLimit: nil, rowLimit: rows)) != nil,
      piece.rowCount > 0
    else { return nil }
    let firstIndex = piece.hasZero ? 0 : 1
    let columnCount = max(piece.columnCount - firstIndex, 0)
    let share = Double(piece.values.count) / Double(max(piece.rowCount * columnCount, 1))
    return (firstIndex, columnCount, share)
  }

  /// Hands all pieces to `body` in their order, some at a time, until it returns false.
  ///
  /// - Throws: what is wrong with the first bad line.
  package func forEachPiece(
    lowest: Int, columnLimit: Int?, threads: Int, _ body: (_ pieces: [SparsePiece]) -> Bool
  ) throws(TableError) {
    let ranges = pieces()
    // Four for each thread, so that none waits long for the others.
    let count = threads > 1 ? min(4 * threads, ranges.count) : 1
    let slots = (0..<count).map { _ in Slot() }
    for start in stride(from: 0, to: ranges.count, by: count) {
      let wave = ranges[start..<min(start + count, ranges.count)]
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(threads, wave.count)) { _ in
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < wave.count else { return }
          slots[index].read(
            file, wave[wave.startIndex + index], lowest: lowest, columnLimit: columnLimit)
        }
      }
      var read: [SparsePiece] = []
      for slot in slots.prefix(wave.count) { read.append(try slot.take()) }
      guard body(read) else { return }
      for (slot, piece) in zip(slots, read) { slot.giveBack(piece) }
      file.text.release(wave.first!.lowerBound..<wave.last!.upperBound)
    }
  }

  /// Ranges of whole lines that depend on the text alone.
  private func pieces() -> [Range<Int>] {
    let scanner = FieldScanner(file.text, delimiter: .blanks)
    var ranges: [Range<Int>] = []
    var start = 0
    while start < file.text.count {
      let goal = start + Self.pieceBytes
      let end =
        goal < file.text.count
        ? scanner.afterLineEnd(at: scanner.lineEnd(at: goal)) : file.text.count
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}

/// A piece and the thread that reads it, or what is wrong with it.
private final class Slot: Sendable {
  private let piece = Mutex<Result<SparsePiece, TableError>>(.success(SparsePiece()))

  func read(_ file: InputFile, _ range: Range<Int>, lowest: Int, columnLimit: Int?) {
    piece.withLock { state in
      guard case .success(var piece) = state else { return }
      state = .success(SparsePiece())
      do throws(TableError) {
        try piece.read(file, range, lowest: lowest, columnLimit: columnLimit)
        state = .success(piece)
      } catch {
        state = .failure(error)
      }
    }
  }

  func take() throws(TableError) -> SparsePiece {
    try piece.withLock { state in
      defer { state = .success(SparsePiece()) }
      return state
    }.get()
  }

  /// For its memory.
  func giveBack(_ used: SparsePiece) { piece.withLock { $0 = .success(used) } }
}
