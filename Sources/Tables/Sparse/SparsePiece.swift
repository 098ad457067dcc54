/// The rows of a few whole lines of a text in the format of libsvm.
package struct SparsePiece: Sendable {
  /// The labels of each row as they are written, by position in ``labels``.
  package private(set) var rowLabels: [Int32] = []
  package private(set) var labels: [String] = []
  /// The values, their indices less `lowest`, and where each row begins; one more at the end.
  package private(set) var values: [Double] = []
  package private(set) var columns: [Int32] = []
  package private(set) var offsets: [Int] = [0]
  /// One more than the largest index less `lowest`.
  package private(set) var columnCount = 0
  package private(set) var omittedCount = 0
  /// Whether an index is 0.
  package private(set) var hasZero = false
  package var rowCount: Int { rowLabels.count }

  /// Reads the lines of a range; memory of what was read before is used again.
  ///
  /// - Parameters:
  ///   - lowest: the least index allowed.
  ///   - columnLimit: pairs of columns from here on are left out and counted.
  ///   - rowLimit: at most so many rows.
  mutating func read(
    _ input: InputFile, _ range: Range<Int>, lowest: Int, columnLimit: Int?, rowLimit: Int = .max
  ) throws(TableError) {
    var parser = SparseParser(bytes: input.text, file: input.name, range: range)
    var levels = LevelIndex(isOpen: true)
    (columnCount, omittedCount, hasZero) = (0, 0, false)
    rowLabels.removeAll(keepingCapacity: true)
    // Fields are not unique storage to the optimizer; locals are.
    var (values, columns, offsets) = ([Double](), [Int32](), [Int]())
    swap(&values, &self.values)
    swap(&columns, &self.columns)
    swap(&offsets, &self.offsets)
    values.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    let limit = columnLimit ?? .max
    while rowLabels.count < rowLimit, let label = try parser.nextLabel() {
      let code = levels.code(of: label, scanner: parser.scanner)
      guard code >= 0 else { throw .notUTF8(parser.place(at: label.start)) }
      rowLabels.append(code)
      var last = lowest - 1
      while let pair = try parser.nextPair(after: last, lowest: lowest) {
        last = pair.index
        if pair.index == 0 { hasZero = true }
        if pair.index - lowest >= limit {
          omittedCount += 1
        } else if pair.value != 0 {
          values.append(pair.value)
          columns.append(Int32(truncatingIfNeeded: pair.index - lowest))
        }
      }
      columnCount = max(columnCount, last - lowest + 1)
      offsets.append(values.count)
    }
    labels = levels.levels
    (self.values, self.columns, self.offsets) = (values, columns, offsets)
  }
}
