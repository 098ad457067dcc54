/// Rows that need not be in memory: they can be gone through from the first to the last, in blocks,
/// as often as training wants to.
///
/// Each time the blocks must be the same rows in the same cuts. A block is a ``TrainingData`` of its
/// own; all blocks have the same columns, classes and layout, and either all or none have weights.
/// How large a block is decides how much memory training takes, about three blocks, and within which
/// window the rows are visited at random: some 65,536 rows are good for both.
public protocol RowBlockSource: Sendable {
  /// Begins at the first row.
  func blocks() throws -> any RowBlocks
}

/// One way through the rows of a ``RowBlockSource``.
public protocol RowBlocks {
  /// The next block, never empty; nil behind the last.
  mutating func next() throws -> TrainingData?
}

/// Data in memory, cut into blocks: what a stream of the same rows gives.
public struct SlicedRows: RowBlockSource {
  public let data: TrainingData
  public let blockRows: Int

  public init(_ data: TrainingData, blockRows: Int = 65_536) {
    precondition(blockRows > 0, "at least one row a block")
    self.data = data
    self.blockRows = blockRows
  }

  public func blocks() -> any RowBlocks { Slices(source: self) }

  private struct Slices: RowBlocks {
    let source: SlicedRows
    private var position = 0

    init(source: SlicedRows) { self.source = source }

    mutating func next() -> TrainingData? {
      guard position < source.data.rowCount else { return nil }
      let end = min(position + source.blockRows, source.data.rowCount)
      defer { position = end }
      return source.data.selectingRows(Array(position..<end))
    }
  }
}

/// What is wrong with a stream.
public enum StreamError: Error, Sendable, Equatable {
  case noRows
  /// Blocks that do not have the columns, classes or layout of the first.
  case blocksDiffer
  /// Another pass did not find the same number of rows.
  case rowsChanged(found: Int, expected: Int)
  /// All rows have the weight 0.
  case noWeight
  /// A checkpoint of other data or another solver.
  case otherCheckpoint
}
