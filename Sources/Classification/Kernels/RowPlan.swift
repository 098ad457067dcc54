/// How the rows are cut: blocks that stay in the cache while a loss looks at them, and chunks of
/// blocks, the pieces of work for threads. Depends on the shapes alone, so that the order of all sums
/// does too.
package struct RowPlan: Sendable {
  let rowCount: Int
  let blockRows: Int
  let chunkRows: Int

  /// - Parameters:
  ///   - resultLength: how many numbers each chunk contributes; long results make few chunks.
  ///   - blockRows: at most as many rows in a block.
  init(_ design: DesignMatrix, resultLength: Int, blockRows limit: Int = 1024) {
    rowCount = design.rowCount
    let elementsInRow = max(design.storedCount / max(rowCount, 1), 1)
    // 64 KB of elements, a multiple of eight rows.
    let fitting = max(8192 / elementsInRow / 8 * 8, 8)
    blockRows = min(fitting, limit)
    let atLeast = max(65_536, 4 * resultLength) / elementsInRow
    let rows = max((rowCount + 63) / 64, atLeast, 1)
    chunkRows = (rows + blockRows - 1) / blockRows * blockRows
  }

  var chunkCount: Int { (rowCount + chunkRows - 1) / chunkRows }

  func forEachBlock(in chunk: Int, _ body: (_ rows: Range<Int>) -> Void) {
    let end = min((chunk + 1) * chunkRows, rowCount)
    for start in stride(from: chunk * chunkRows, to: end, by: blockRows) {
      body(start..<min(start + blockRows, end))
    }
  }
}
