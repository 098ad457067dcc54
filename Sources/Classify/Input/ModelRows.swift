import Classification
import CommandSupport
import Tables

/// The rows of a table as a model wants them, block by block: its features found by their names,
/// its levels known, what is missing filled in or marked.
struct ModelRows {
  /// Some rows: the matrix of those that are complete, and which they are.
  struct Block {
    var rowCount: Int
    /// nil where no row is complete.
    var design: DesignMatrix?
    /// The rows of the block that the matrix holds, ascending.
    var complete: [Int]
    /// For each further column the values of all rows: levels as positions.
    var others: [[Double]]
  }

  let reader: RecordReader
  let encoding: FeatureEncoding
  let featureNames: [String]
  private let otherCount: Int
  private let width: Int
  /// Whether rows are copied as they are.
  private let isPlain: Bool
  private var block: RecordBlock
  private var wrongCounts: [Int]
  /// Rows so far in which something was missing.
  private(set) var incompleteCount = 0

  /// - Parameter others: columns beside the features, with the role in which they are read.
  init(
    _ reader: RecordReader, _ encoding: FeatureEncoding,
    others: [(name: String, role: RecordColumn.Role)] = []
  ) throws(CommandFailure) {
    self.reader = reader
    self.encoding = encoding
    otherCount = others.count
    featureNames = encoding.featureNames
    width = featureNames.count
    isPlain = encoding.isIdentity && encoding.columns.allSatisfy { $0.fill == nil }
    var selection: [Int] = []
    let names = reader.columns.map(\.name)
    let absent = encoding.columns.map(\.name).filter { !names.contains($0) }
    guard absent.isEmpty else {
      throw CommandFailure(
        .badData,
        """
        \(reader.path): the model needs the column\(absent.count == 1 ? "" : "s") \
        \(TargetClasses.listed(absent)), and the table has only \(TargetClasses.listed(names))
        """)
    }
    for column in encoding.columns {
      let index = try CommandFailure.rethrowing { () throws(TableError) in
        try reader.index(of: column.name)
      }
      selection.append(index)
      switch column.kind {
      case .number: reader.columns[index].role = .number
      case .text:
        reader.columns[index].role = .text
        reader.columns[index].levels = LevelIndex(levels: column.levels, isOpen: false)
      case .boolean:
        reader.columns[index].role = .text
        reader.columns[index].levels = LevelIndex(levels: BooleanTexts.all, isOpen: false)
      }
    }
    for (name, role) in others {
      let index = try CommandFailure.rethrowing { () throws(TableError) in
        try reader.index(of: name)
      }
      guard !selection.contains(index) else {
        throw CommandFailure(.wrongUsage, "column '\(name)' is one of the features of the model")
      }
      reader.columns[index].role = role
      selection.append(index)
    }
    reader.select(selection)
    block = RecordBlock(width: selection.count, capacity: 4096)
    wrongCounts = selection.map { _ in 0 }
  }

  /// Reads the next rows.
  ///
  /// - Returns: those in which nothing is missing, ascending; nil behind the last.
  mutating func advance() throws(CommandFailure) -> [Int]? {
    do {
      guard try reader.read(&block) else { return nil }
    } catch {
      throw CommandFailure(error)
    }
    try refuseWrongFields()
    let columns = encoding.columns
    for (slot, column) in columns.enumerated() where column.kind == .boolean {
      for row in 0..<block.rowCount {
        let place = row * block.width + slot
        if !block.values[place].isNaN { block.values[place] = block.values[place] >= 3 ? 1 : 0 }
      }
    }
    return try completeRows()
  }

  /// The value of a further column in a row of those read last.
  func other(_ other: Int, row: Int) -> Double {
    block.values[row * block.width + encoding.columns.count + other]
  }

  /// Writes rows of those read last as rows of the design matrix.
  func write(_ rows: ArraySlice<Int>, to elements: inout MutableSpan<Double>) {
    for (target, row) in rows.enumerated() {
      let base = row * block.width
      if isPlain {
        for slot in 0..<width { elements[target * width + slot] = block.values[base + slot] }
        continue
      }
      _ = encoding.encode(block.values.span, from: base, into: &elements, at: target * width)
    }
  }

  /// The next rows; nil behind the last.
  mutating func next() throws(CommandFailure) -> Block? {
    guard let complete = try advance() else { return nil }
    var design: DesignMatrix?
    if !complete.isEmpty {
      let builder = DenseDesignBuilder(
        rowCount: complete.count, columnNames: featureNames)
      builder.withRows(0..<complete.count) { write(complete[...], to: &$0) }
      do { design = try builder.finish() } catch {
        throw CommandFailure(error, path: reader.path)
      }
    }
    return Block(
      rowCount: block.rowCount, design: design, complete: complete,
      others: (0..<otherCount).map { other in
        (0..<block.rowCount).map {
          self.other(other, row: $0)
        }
      })
  }

  /// The line on which a row of the block that was read last begins.
  func lineNumber(row: Int) -> Int { reader.lineNumber(row: row, of: block) }

  private mutating func completeRows() throws(CommandFailure) -> [Int] {
    let required = encoding.columns.indices.filter { encoding.columns[$0].fill == nil }
    var complete: [Int] = []
    complete.reserveCapacity(block.rowCount)
    for row in 0..<block.rowCount {
      // x − x is 0 unless x is NaN.
      var gaps = 0.0
      for slot in required {
        let value = block.values[row * block.width + slot]
        gaps += value - value
      }
      if gaps == 0 {
        complete.append(row)
      } else if encoding.missing == .drop {
        incompleteCount += 1
      } else {
        let slot = required.first { block.values[row * block.width + $0].isNaN } ?? 0
        let place = reader.field(row: row, slot: slot, of: block).place
        throw CommandFailure(
          .badData,
          """
          \(place.position): column '\(encoding.columns[slot].name)' has no value, and the model \
          was trained without missing values (--missing drop or impute)
          """)
      }
    }
    return complete
  }

  private mutating func refuseWrongFields() throws(CommandFailure) {
    for (slot, index) in reader.selection.enumerated() {
      let count = reader.columns[index].wrongCount
      guard count > wrongCounts[slot] else { continue }
      wrongCounts[slot] = count
      if reader.columns[index].role == .number {
        if let error = reader.wrongField(inColumn: index) { throw CommandFailure(error) }
        continue
      }
      let isLevelUnknown = (0..<block.rowCount).first { block.values[$0 * block.width + slot] < 0 }
      guard let row = isLevelUnknown else { continue }
      let (place, text) = reader.field(row: row, slot: slot, of: block)
      let known =
        encoding.columns.indices.contains(slot) && encoding.columns[slot].kind == .text
        ? encoding.columns[slot].levels : BooleanTexts.all
      throw CommandFailure(
        .badData,
        """
        \(place.position): column '\(reader.columns[index].name)' holds '\(text)', a level that \
        the model has not seen; it knows \(TargetClasses.listed(known))
        """)
    }
  }
}
