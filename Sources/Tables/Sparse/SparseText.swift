/// Rows of a text in the format of libsvm and svmlight: a label, then `index:value` pairs.
///
/// ```
/// +1 3:0.5 11:1 # a comment
/// ```
///
/// Indices ascend within a row and count from 1, or from 0 where one of them is 0. A pair `qid:n`
/// behind the label is passed over; a row may have several labels, separated by commas. Blank lines
/// and lines that begin with `#` are no rows. Gzip is unpacked.
package struct SparseText: Sendable {
  package let path: String
  /// The labels of each row as they are written, by position in ``labels``.
  package private(set) var rowLabels: [Int32] = []
  package private(set) var labels: [String] = []
  /// The values, their indices less ``firstIndex``, and where each row begins; one more at the end.
  package private(set) var values: [Double] = []
  package private(set) var columns: [Int32] = []
  package private(set) var offsets: [Int] = [0]
  /// 1, or 0 where an index is 0 or the reader was told so.
  package private(set) var firstIndex: Int
  /// One more than the largest column.
  package private(set) var columnCount = 0
  /// How many pairs were left out because the columns end before them.
  package private(set) var omittedCount = 0
  package var rowCount: Int { rowLabels.count }
  private let input: InputFile

  /// - Parameters:
  ///   - firstIndex: nil to find it.
  ///   - columnLimit: pairs of columns from here on are left out and counted.
  package static func read(
    _ path: String, firstIndex: Int? = nil, columnLimit: Int? = nil
  ) throws(TableError) -> SparseText {
    try SparseText(InputFile(path: path), firstIndex: firstIndex, columnLimit: columnLimit)
  }

  package static func parse(
    bytes: [UInt8], name: String = "text", firstIndex: Int? = nil, columnLimit: Int? = nil
  ) throws(TableError) -> SparseText {
    try SparseText(
      InputFile(name: name, stored: Bytes(copying: bytes)), firstIndex: firstIndex,
      columnLimit: columnLimit)
  }

  private init(_ input: InputFile, firstIndex: Int?, columnLimit: Int?) throws(TableError) {
    self.input = input
    path = input.name
    self.firstIndex = firstIndex ?? 1
    var parser = SparseParser(bytes: input.text, file: input.name)
    let bytes = input.text
    // Four bytes are the shortest pair and its blank.
    let rows = bytes.lineCount(from: 0)
    rowLabels.reserveCapacity(rows)
    offsets.reserveCapacity(rows + 1)
    let lowest = firstIndex ?? 0
    var levels = LevelIndex(isOpen: true)
    var hasZero = firstIndex == 0
    while let label = try parser.nextLabel() {
      let code = levels.code(of: label, scanner: parser.scanner)
      guard code >= 0 else { throw .notUTF8(parser.place(at: label.start)) }
      rowLabels.append(code)
      var last = lowest - 1
      while let pair = try parser.nextPair(after: last, lowest: lowest) {
        last = pair.index
        if pair.index == 0 { hasZero = true }
        // With the first index open, columns are shifted at the end.
        if let columnLimit, pair.index - lowest >= columnLimit {
          omittedCount += 1
        } else if pair.value != 0 {
          values.append(pair.value)
          columns.append(Int32(pair.index - lowest))
        }
      }
      if last - lowest >= columnCount { columnCount = last - lowest + 1 }
      offsets.append(values.count)
    }
    labels = levels.levels
    if rowLabels.isEmpty { throw .empty(file: input.name) }
    if let columnLimit { columnCount = min(columnCount, columnLimit) }
    if firstIndex == nil {
      self.firstIndex = hasZero ? 0 : 1
      if !hasZero {
        for k in columns.indices { columns[k] -= 1 }
        columnCount = max(columnCount - 1, 0)
      }
    }
  }

  package var inputBytes: InputBytes { InputBytes(bytes: input.stored) }

  /// Whether a path names a file of this format: `.svm`, `.libsvm` or `.svmlight`, perhaps `.gz`.
  package static func isName(_ path: String) -> Bool {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return [".svm", ".libsvm", ".svmlight"].contains { name.hasSuffix($0) }
  }
}
