import Classification
import CommandSupport
import Tables

/// The rows of a libsvm file from the file, as often as wanted.
struct SparseStream: RowBlockSource {
  let path: String
  let encoding: SparseEncoding
  let target: ClassifierModel.Target
  let classNames: [String]
  let labels: [String]
  let codes: [Int32]
  let factors: [Double]?
  let columnNames: [String]

  /// Goes through the file once.
  init(learning path: String, _ columns: ColumnOptions) throws {
    self.path = path
    let reader = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseReader(path)
    }
    var counts: [Int] = []
    var rowCount = 0
    while let block = try Self.next(reader) {
      rowCount += block.rowCount
      for label in block.rowLabels {
        while counts.count <= Int(label) { counts.append(0) }
        counts[Int(label)] += 1
      }
    }
    guard rowCount > 0 else { throw CommandFailure(TableError.empty(file: reader.path)) }
    labels = reader.labels.levels
    let classes = try TargetClasses(
      sparse: labels, rowCount: rowCount, path: path, positive: columns.positive)
    codes = classes.codes
    classNames = classes.names
    let firstIndex = reader.hasZero ? 0 : 1
    encoding = SparseEncoding(
      firstIndex: firstIndex, columnCount: max(reader.indexLimit - firstIndex, 0))
    columnNames = encoding.featureNames
    target = classes.target(columns: ["label"])
    var totals = [Double](repeating: 0, count: classes.names.count)
    for (label, count) in counts.enumerated() { totals[Int(codes[label])] += Double(count) }
    factors = try classes.factors(totals, columns.classWeights(), path: path)
  }

  static func next(_ reader: SparseReader) throws(CommandFailure) -> SparseReader.Block? {
    try CommandFailure.rethrowing { () throws(TableError) in
      try reader.read(capacity: BlockSize.rows, elements: BlockSize.elements)
    }
  }

  func blocks() throws -> any RowBlocks { try Blocks(self) }

  private struct Blocks: RowBlocks {
    let stream: SparseStream
    let reader: SparseReader
    var rowsBefore = 0

    init(_ stream: SparseStream) throws {
      self.stream = stream
      reader = try CommandFailure.rethrowing { () throws(TableError) in
        try SparseReader(
          stream.path, firstIndex: stream.encoding.firstIndex,
          columnLimit: stream.encoding.columnCount, labels: stream.labels)
      }
    }

    mutating func next() throws -> TrainingData? {
      guard let block = try SparseStream.next(reader) else { return nil }
      guard block.rowLabels.allSatisfy({ Int($0) < stream.codes.count }) else {
        throw CommandFailure(.badData, "\(stream.path) changed while it was being read")
      }
      let classes = block.rowLabels.map { stream.codes[Int($0)] }
      defer { rowsBefore += block.rowCount }
      do throws(DesignError) {
        return try TrainingData(
          block: DesignMatrix(
            values: block.values, columns: block.columns, offsets: block.offsets,
            columnNames: stream.columnNames),
          classes: classes, classNames: stream.classNames,
          weights: stream.factors.map { factors in classes.map { factors[Int($0)] } })
      } catch {
        throw CommandFailure(error.shifted(rows: rowsBefore), path: stream.path)
      }
    }
  }
}
