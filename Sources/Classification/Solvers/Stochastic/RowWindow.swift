/// Rows of a large matrix that are visited together: a random row is a miss of the cache, a block of
/// rows is read as fast as the memory delivers.
///
/// A window is 32 blocks from anywhere in the matrix, each of neighbouring rows; its rows, and those
/// of the window behind it, which are fetched meanwhile, lie in a cache of 1 MB. Of rows that are
/// sorted a window has a bit of everything.
struct RowWindow {
  private static let blockBytes = 1 << 13
  private static let blockCount = 32
  /// Below this the matrix itself stays in the cache.
  private static let smallest = 1 << 22

  let blockRows: Int
  var rows: Int { blockRows * Self.blockCount }

  /// nil where the matrix is small or its rows are long: then rows are visited one by one.
  init?(rowCount: Int, rowBytes: Int) {
    guard rowBytes > 0, rowCount * rowBytes >= Self.smallest else { return nil }
    blockRows = Self.blockBytes / rowBytes
    guard blockRows > 1 else { return nil }
  }

  /// How many rows before its turn a row is fetched.
  static func distance(rowCount: Int, rowBytes: Int) -> Int {
    RowWindow(rowCount: rowCount, rowBytes: rowBytes)?.rows ?? 16
  }
}

extension StochasticRows {
  /// What a row takes of memory, about.
  var rowBytes: Int {
    let design = objective.design
    return design.isSparse ? 12 * design.storedCount / max(rowCount, 1) : 8 * columnCount
  }
}
