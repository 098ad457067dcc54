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

  /// - Parameters:
  ///   - firstIndex: nil to find it.
  ///   - columnLimit: pairs of columns from here on are left out and counted.
  package static func read(
    _ path: String, firstIndex: Int? = nil, columnLimit: Int? = nil, threads: Int = 1
  ) throws(TableError) -> SparseText {
    try SparseText(
      SparseInput(path: path), firstIndex: firstIndex, columnLimit: columnLimit, threads: threads)
  }

  package static func parse(
    bytes: [UInt8], name: String = "text", firstIndex: Int? = nil, columnLimit: Int? = nil,
    threads: Int = 1
  ) throws(TableError) -> SparseText {
    try SparseText(
      SparseInput(InputFile(name: name, stored: Bytes(copying: bytes))), firstIndex: firstIndex,
      columnLimit: columnLimit, threads: threads)
  }

  package init(
    _ input: SparseInput, firstIndex: Int? = nil, columnLimit: Int? = nil, threads: Int = 1
  ) throws(TableError) {
    // Memory that is not touched costs nothing.
    let survey = input.survey()
    let pairs = survey.map { Double(input.lineCount * $0.columnCount) * $0.share } ?? 0
    var (values, columns, offsets) = ([Double](), [Int32](), [0])
    // A pair and its blank are four bytes at least.
    let room = min(Int(1.05 * pairs), input.textByteCount / 4 + 1)
    values.reserveCapacity(room)
    columns.reserveCapacity(room)
    self = try SparseText(
      input, firstIndex: firstIndex, columnLimit: columnLimit, threads: threads
    ) { pieces in
      for piece in pieces {
        let before = values.count
        values += piece.values
        columns += piece.columns
        offsets += piece.offsets.dropFirst().lazy.map { $0 + before }
      }
      return true
    }!
    if firstIndex == nil && self.firstIndex == 1 { for k in columns.indices { columns[k] -= 1 } }
    (self.values, self.columns, self.offsets) = (values, columns, offsets)
  }

  /// Everything but the elements, which `body` gets, in the order of the rows, a few pieces at a time,
  /// until it returns false. Without `firstIndex` the columns of the pieces are the indices.
  ///
  /// - Returns: nil where `body` returned false.
  package init?(
    _ input: SparseInput, firstIndex: Int? = nil, columnLimit: Int? = nil, threads: Int,
    handing body: (_ pieces: [SparsePiece]) -> Bool
  ) throws(TableError) {
    path = input.path
    var levels = LevelIndex(isOpen: true)
    var hasZero = firstIndex == 0
    var isWanted = true
    let lowest = firstIndex ?? 0
    var (rowLabels, columnCount, omittedCount) = ([Int32](), 0, 0)
    // With the first index open, columns are shifted at the end.
    try input.forEachPiece(lowest: lowest, columnLimit: columnLimit, threads: threads) { pieces in
      for piece in pieces {
        let codes = piece.labels.map { levels.code(of: Array($0.utf8)) }
        rowLabels += piece.rowLabels.lazy.map { codes[Int($0)] }
        columnCount = max(columnCount, piece.columnCount)
        omittedCount += piece.omittedCount
        if piece.hasZero { hasZero = true }
      }
      isWanted = body(pieces)
      return isWanted
    }
    guard isWanted else { return nil }
    if rowLabels.isEmpty { throw .empty(file: input.path) }
    if let columnLimit { columnCount = min(columnCount, columnLimit) }
    self.firstIndex = firstIndex ?? (hasZero ? 0 : 1)
    if firstIndex == nil && !hasZero { columnCount = max(columnCount - 1, 0) }
    labels = levels.levels
    (self.rowLabels, self.columnCount, self.omittedCount) = (rowLabels, columnCount, omittedCount)
  }

  /// Whether a path names a file of this format: `.svm`, `.libsvm` or `.svmlight`, perhaps `.gz`.
  package static func isName(_ path: String) -> Bool {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return [".svm", ".libsvm", ".svmlight"].contains { name.hasSuffix($0) }
  }
}
