/// Writes a dense design matrix in place, element by element, row by row or in blocks of rows on
/// several threads: what is read from a file needs no other copy.
public struct DenseDesignBuilder: ~Copyable {
  private let values: DenseValues
  public let rowCount: Int
  public let columnNames: [String]

  /// All elements are 0 at first.
  public init(rowCount: Int, columnNames: [String]) {
    precondition(rowCount >= 0)
    self.rowCount = rowCount
    self.columnNames = columnNames
    values = DenseValues(count: rowCount * columnNames.count)
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columnNames.count + column] }
    nonmutating set { values[row * columnNames.count + column] = newValue }
  }

  /// Writes a column.
  public func fillColumn(_ column: Int, _ element: (_ row: Int) -> Double) {
    precondition(column >= 0 && column < columnNames.count)
    for row in 0..<rowCount { values[row * columnNames.count + column] = element(row) }
  }

  /// Calls `body` for each block of at most `blockRows` rows, on `threads` threads, with its rows and
  /// their elements, row-major, to write to.
  public func fillRows(
    blockRows: Int = 4096, threads: Int = 1,
    _ body: @Sendable (_ rows: Range<Int>, _ elements: inout MutableSpan<Double>) -> Void
  ) {
    precondition(blockRows > 0)
    let (values, rowCount, columnCount) = (values, rowCount, columnNames.count)
    Parallel.forEach(count: (rowCount + blockRows - 1) / blockRows, threads: threads) { block in
      let rows = (block * blockRows)..<min((block + 1) * blockRows, rowCount)
      values.withMutableElements(
        (rows.lowerBound * columnCount)..<(rows.upperBound * columnCount)
      ) { body(rows, &$0) }
    }
  }

  /// Calls `body` with the elements of some rows, row-major, to write to.
  public func withRows(_ rows: Range<Int>, _ body: (inout MutableSpan<Double>) -> Void) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    values.withMutableElements(
      (rows.lowerBound * columnNames.count)..<(rows.upperBound * columnNames.count), body)
  }

  /// Writes the elements of sparse rows, those of one piece after those of the other, on several
  /// threads.
  ///
  /// - Parameters:
  ///   - first: the row to begin with.
  ///   - pieces: values, columns and where each row begins, one more at the end.
  ///   - shift: is taken off the columns.
  package func fill(
    from first: Int, shift: Int, threads: Int,
    _ pieces: [(values: [Double], columns: [Int32], offsets: [Int])]
  ) {
    var starts = [first]
    for piece in pieces { starts.append(starts.last! + piece.offsets.count - 1) }
    precondition(first >= 0 && starts.last! <= rowCount)
    let (values, d, firstRows) = (values, columnNames.count, starts)
    Parallel.forEach(count: pieces.count, threads: threads) { index in
      let piece = pieces[index]
      values.withMutableElements((firstRows[index] * d)..<(firstRows[index + 1] * d)) { elements in
        for row in 0..<(piece.offsets.count - 1) {
          let base = row * d - shift
          for k in piece.offsets[row]..<piece.offsets[row + 1] {
            elements[base + Int(piece.columns[k])] = piece.values[k]
          }
        }
      }
    }
  }

  /// The matrix of the first rows, whose elements are known to be finite.
  package consuming func finishFinite(rowCount: Int) throws(DesignError) -> DesignMatrix {
    precondition(rowCount >= 0 && rowCount <= self.rowCount)
    try DesignMatrix.check(rowCount: rowCount, columnNames: columnNames)
    values.truncate(to: rowCount * columnNames.count)
    return DesignMatrix(.dense(values), rowCount: rowCount, columnNames: columnNames)
  }

  /// The matrix of the first rows, where there turned out to be fewer than there is room for.
  public consuming func finish(rowCount: Int) throws(DesignError) -> DesignMatrix {
    precondition(rowCount >= 0 && rowCount <= self.rowCount)
    return try finish(rows: rowCount)
  }

  /// The matrix.
  ///
  /// - Throws: ``DesignError`` where an element is not finite, two columns have one name, or there
  ///   are no rows.
  public consuming func finish() throws(DesignError) -> DesignMatrix {
    let rowCount = rowCount
    return try finish(rows: rowCount)
  }

  private consuming func finish(rows rowCount: Int) throws(DesignError) -> DesignMatrix {
    try DesignMatrix.check(rowCount: rowCount, columnNames: columnNames)
    values.truncate(to: rowCount * columnNames.count)
    if let index = Self.firstNotFinite(values) {
      let columnCount = columnNames.count
      throw .notFinite(
        row: index / columnCount, column: columnNames[index % columnCount], value: values[index])
    }
    return DesignMatrix(.dense(values), rowCount: rowCount, columnNames: columnNames)
  }

  private static func firstNotFinite(_ values: DenseValues) -> Int? {
    let block = 4096
    for start in stride(from: 0, to: values.count, by: block) {
      let range = start..<min(start + block, values.count)
      let index = values.withElements(range) { (span: Span<Double>) -> Int? in
        // x − x is 0 unless x is infinite or NaN, and the sum then is NaN.
        var sum = 0.0
        for i in span.indices { sum += span[i] - span[i] }
        return sum == 0 ? nil : span.indices.first { !span[$0].isFinite }
      }
      if let index { return start + index }
    }
    return nil
  }
}

extension DesignMatrix {
  static func check(rowCount: Int, columnNames: [String]) throws(DesignError) {
    guard rowCount > 0 else { throw .noRows }
    guard columnNames.count < Int(Int32.max) else { throw .tooManyColumns(columnNames.count) }
    var seen: Set<String> = []
    for name in columnNames where !seen.insert(name).inserted { throw .duplicateColumn(name) }
  }
}
