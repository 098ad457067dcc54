/// The columns that the scores are linear in: one row an observation, one named column a feature,
/// all elements finite. The intercept is no column.
///
/// Dense matrices are row-major and are written in place with ``DenseDesignBuilder``; sparse ones
/// keep the elements that are not 0, row by row. A value of this type shares its storage with its
/// copies.
public struct DesignMatrix: Sendable {
  package enum Storage: Sendable {
    case dense(DenseValues)
    case sparse(SparseValues)
  }

  package let storage: Storage
  public let rowCount: Int
  public let columnNames: [String]
  public var columnCount: Int { columnNames.count }

  package init(_ storage: Storage, rowCount: Int, columnNames: [String]) {
    self.storage = storage
    self.rowCount = rowCount
    self.columnNames = columnNames
  }

  public var isSparse: Bool {
    if case .sparse = storage { true } else { false }
  }

  /// How many elements are stored: all of a dense matrix.
  public var storedCount: Int {
    switch storage {
    case .dense: rowCount * columnCount
    case .sparse(let values): values.values.count
    }
  }

  public subscript(row: Int, column: Int) -> Double {
    precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount)
    switch storage {
    case .dense(let values): return values[row * columnCount + column]
    case .sparse(let values):
      let range = values.offsets[row]..<values.offsets[row + 1]
      return range.first { values.columns[$0] == Int32(column) }.map { values.values[$0] } ?? 0
    }
  }

  /// Calls `body` with each element that is stored in the row, in the order of the columns.
  public func forEachStored(inRow row: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    precondition(row >= 0 && row < rowCount)
    switch storage {
    case .dense(let values):
      for j in 0..<columnCount { body(j, values[row * columnCount + j]) }
    case .sparse(let values):
      for k in values.offsets[row]..<values.offsets[row + 1] {
        body(Int(values.columns[k]), values.values[k])
      }
    }
  }

  /// The dense matrix of some rows.
  ///
  /// - Throws: ``DesignError`` where an element is not finite or a row has another length.
  public init(rows: [[Double]], columnNames: [String]) throws(DesignError) {
    let builder = DenseDesignBuilder(rowCount: rows.count, columnNames: columnNames)
    for (i, row) in rows.enumerated() {
      guard row.count == columnNames.count else {
        throw .raggedRow(row: i, found: row.count, expected: columnNames.count)
      }
      for (j, value) in row.enumerated() { builder[i, j] = value }
    }
    self = try builder.finish()
  }

  /// The same matrix with some of its rows, in the order given; for folds.
  public func selectingRows(_ rows: [Int]) -> DesignMatrix {
    switch storage {
    case .dense(let values):
      let copy = DenseValues(count: rows.count * columnCount)
      for (target, row) in rows.enumerated() {
        let range = (target * columnCount)..<((target + 1) * columnCount)
        values.withElements((row * columnCount)..<((row + 1) * columnCount)) { source in
          copy.withMutableElements(range) { for j in source.indices { $0[j] = source[j] } }
        }
      }
      return DesignMatrix(.dense(copy), rowCount: rows.count, columnNames: columnNames)
    case .sparse(let values):
      var copy = SparseValues(values: [], columns: [], offsets: [0])
      for row in rows {
        let range = values.offsets[row]..<values.offsets[row + 1]
        copy.values += values.values[range]
        copy.columns += values.columns[range]
        copy.offsets.append(copy.values.count)
      }
      return DesignMatrix(.sparse(copy), rowCount: rows.count, columnNames: columnNames)
    }
  }
}

/// What is wrong with a design matrix or with the labels that belong to it.
public enum DesignError: Error, Sendable, Equatable {
  case notFinite(row: Int, column: String, value: Double)
  case raggedRow(row: Int, found: Int, expected: Int)
  case duplicateColumn(String)
  case columnsNotAscending(row: Int)
  case columnOutOfRange(row: Int, column: Int)
  case tooManyColumns(Int)
  case noRows
  case labelCount(found: Int, rows: Int)
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  case weightCount(found: Int, rows: Int)
  /// Negative or not finite, or all weights 0.
  case badWeight(row: Int, value: Double)
  case noWeight
  case tooFewClasses(Int)
}
