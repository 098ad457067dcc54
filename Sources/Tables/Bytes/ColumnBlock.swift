/// A few rows of all columns, filled field by field and emptied column by column.
///
/// The rows are parsed side by side but the columns are arrays of their own: writing to thousands of
/// arrays in turn would miss the cache at every field. A block fits into the second-level cache.
@safe struct ColumnBlock: ~Copyable {
  let rowCapacity: Int
  private let columnCount: Int
  /// More than the capacity, so that long columns do not begin at the same place of a cache way.
  private let stride: Int
  private let memory: UnsafeMutablePointer<UInt64>

  init(columnCount: Int) {
    self.columnCount = columnCount
    rowCapacity = min(max(32_768 / max(columnCount, 1), 4), 2_048)
    stride = rowCapacity >= 64 ? rowCapacity + 8 : rowCapacity
    unsafe memory = .allocate(capacity: max(stride * columnCount, 1))
    unsafe memory.initialize(repeating: 0, count: stride * columnCount)
  }

  deinit { unsafe memory.deallocate() }

  /// Sets the bits of one cell.
  @inline(__always)
  func store(_ bits: UInt64, row: Int, column: Int) {
    assert(row >= 0 && row < rowCapacity && column >= 0 && column < columnCount)
    unsafe memory[column * stride + row] = bits
  }

  /// Appends the first rows of a column to an array.
  func append<Element: BitwiseCopyable>(rows: Int, ofColumn column: Int, to array: inout [Element])
  {
    precondition(rows <= rowCapacity && column < columnCount, "cell outside the block")
    precondition(MemoryLayout<Element>.size == MemoryLayout<UInt64>.size, "cells have eight bytes")
    unsafe (memory + column * stride).withMemoryRebound(to: Element.self, capacity: rows) {
      unsafe array.append(contentsOf: UnsafeBufferPointer(start: $0, count: rows))
    }
  }
}
