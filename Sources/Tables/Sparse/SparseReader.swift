/// Reads a text in the format of ``SparseText`` a block of rows at a time, in memory of constant
/// size.
package final class SparseReader {
  /// Some rows, as ``SparseText`` has them; columns are indices less the first index.
  package struct Block: Sendable {
    package var rowLabels: [Int32] = []
    package var values: [Double] = []
    package var columns: [Int32] = []
    package var offsets: [Int] = [0]
    package var rowCount: Int { rowLabels.count }
  }

  package let path: String
  package private(set) var labels: LevelIndex
  /// Whether an index was 0, and one more than the largest index so far.
  package private(set) var hasZero = false
  package private(set) var indexLimit = 0
  /// How many pairs were left out because the columns end before them.
  package private(set) var omittedCount = 0
  private let firstIndex: Int
  private let columnLimit: Int?
  private let stream: ByteStream
  private var pieceSize: Int
  private var piece: Bytes
  /// The lines of the piece that are complete.
  private var parser: SparseParser
  /// Where they end.
  private var end: Int

  /// - Parameters:
  ///   - firstIndex: the index of column 0; indices below are an error.
  ///   - columnLimit: pairs of columns from here on are left out and counted.
  ///   - labels: known from the beginning.
  package init(
    _ path: String, firstIndex: Int = 0, columnLimit: Int? = nil, labels: [String] = [],
    pieceSize: Int = 1 << 22
  ) throws(TableError) {
    stream = try ByteStream(path: path)
    self.path = stream.name
    self.firstIndex = firstIndex
    self.columnLimit = columnLimit
    self.labels = LevelIndex(levels: labels, isOpen: true)
    self.pieceSize = pieceSize
    piece = try stream.next(after: nil, from: 0, size: pieceSize)
    end = 0
    parser = SparseParser(bytes: piece, file: path)
    end = try lastLine()
    parser = SparseParser(bytes: lines(), file: self.path)
  }

  /// The next rows, at most `capacity` and until there are so many elements; nil behind the last.
  package func read(capacity: Int, elements: Int) throws(TableError) -> Block? {
    var block = Block()
    while block.rowCount < capacity, block.values.count < elements {
      guard let label = try parser.nextLabel() else {
        guard !stream.isAtEnd || end < piece.count else { break }
        try advance()
        continue
      }
      let code = labels.code(of: label, scanner: parser.scanner)
      guard code >= 0 else { throw .notUTF8(parser.place(at: label.start)) }
      block.rowLabels.append(code)
      var last = firstIndex - 1
      while let pair = try parser.nextPair(after: last, lowest: firstIndex) {
        last = pair.index
        if pair.index == 0 { hasZero = true }
        if let columnLimit, pair.index - firstIndex >= columnLimit {
          omittedCount += 1
        } else if pair.value != 0 {
          block.values.append(pair.value)
          block.columns.append(Int32(pair.index - firstIndex))
        }
      }
      indexLimit = max(indexLimit, last + 1)
      block.offsets.append(block.values.count)
    }
    return block.rowCount == 0 ? nil : block
  }

  /// Where the last line end of the piece is; reads more where there is none.
  private func lastLine() throws(TableError) -> Int {
    while true {
      if stream.isAtEnd { return piece.count }
      var end = piece.count
      // A CR at the end may be followed by its LF.
      while end > 0, piece[end - 1] != 0x0A, piece[end - 1] != 0x0D || end == piece.count {
        end -= 1
      }
      if end > 0 { return end }
      pieceSize *= 2
      piece = try stream.next(after: piece, from: 0, size: pieceSize)
    }
  }

  private func lines() -> Bytes {
    end == piece.count
      ? piece
      : unsafe piece.withBytes(in: 0..<end) {
        unsafe Bytes(InputMemory(copying: UnsafeRawBufferPointer($0)))
      }
  }

  private func advance() throws(TableError) {
    let before = parser.linesBefore + parser.bytes.lineEnds(before: parser.bytes.count)
    let left = piece.count - end
    while left * 2 > pieceSize { pieceSize *= 2 }
    piece = try stream.next(after: piece, from: end, size: pieceSize)
    end = try lastLine()
    parser = SparseParser(bytes: lines(), file: path, linesBefore: before)
  }
}
