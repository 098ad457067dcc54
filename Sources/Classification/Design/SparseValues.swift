/// Compressed sparse rows: the elements of row i are offsets[i] ..< offsets[i + 1], columns
/// ascending.
package struct SparseValues: Sendable {
  package var values: [Double]
  package var columns: [Int32]
  package var offsets: [Int]
}

/// Writes a sparse design matrix row after row.
public struct SparseDesignBuilder: ~Copyable {
  private var storage = SparseValues(values: [], columns: [], offsets: [0])

  public init() {}

  /// Makes room at once for a matrix whose size is known.
  public mutating func reserve(rows: Int, elements: Int) {
    storage.offsets.reserveCapacity(rows + 1)
    storage.values.reserveCapacity(elements)
    storage.columns.reserveCapacity(elements)
  }

  public var rowCount: Int { storage.offsets.count - 1 }

  /// Adds an element to the row that is being written, to the right of those already there.
  public mutating func append(column: Int, value: Double) {
    storage.columns.append(Int32(column))
    storage.values.append(value)
  }

  /// Ends the row that is being written.
  public mutating func endRow() { storage.offsets.append(storage.values.count) }

  /// The matrix of the rows ended so far.
  ///
  /// - Throws: ``DesignError`` where an element is not finite or not to the right of the one before
  ///   it, or the names do not reach.
  public consuming func finish(columnNames: [String]) throws(DesignError) -> DesignMatrix {
    try DesignMatrix.check(rowCount: rowCount, columnNames: columnNames)
    for row in 0..<rowCount {
      var last = -1
      for k in storage.offsets[row]..<storage.offsets[row + 1] {
        let column = Int(storage.columns[k])
        guard column >= 0 && column < columnNames.count else {
          throw .columnOutOfRange(row: row, column: column)
        }
        guard column > last else { throw .columnsNotAscending(row: row) }
        guard storage.values[k].isFinite else {
          throw .notFinite(row: row, column: columnNames[column], value: storage.values[k])
        }
        last = column
      }
    }
    return DesignMatrix(.sparse(storage), rowCount: rowCount, columnNames: columnNames)
  }
}
