import Classification
import CommandSupport
import Tables

/// What a stream of the rows of a table needs to know, learned in a pass before.
struct StreamedTable {
  var encoding: FeatureEncoding
  var target: ClassifierModel.Target
  var classNames: [String]
  /// The texts of the target column, and the class of each; -1 where no row that counts has it.
  var levels: [String]
  var codes: [Int32]
  /// What rows of each class are weighted with.
  var factors: [Double]?
  var digest: Digest
  var droppedRowCount: Int
  var notes: [String]
}

/// The rows of a table from the file, as often as wanted.
struct TableStream: RowBlockSource {
  let path: String
  let textOptions: DelimitedTextOptions
  let encoding: FeatureEncoding
  let target: String
  let weight: String?
  let classNames: [String]
  let levels: [String]
  let codes: [Int32]
  let factors: [Double]?

  init(
    _ path: String, _ input: InputOptions, _ columns: ColumnOptions, _ table: StreamedTable
  ) {
    self.path = path
    textOptions = input.textOptions
    encoding = table.encoding
    target = table.target.columns[0]
    weight = columns.sampleWeight
    classNames = table.classNames
    levels = table.levels
    codes = table.codes
    factors = table.factors
  }

  func blocks() throws -> any RowBlocks { try Blocks(self) }

  private struct Blocks: RowBlocks {
    let stream: TableStream
    let blockRows: Int
    var rows: ModelRows
    /// Rows of those read last that are not in a block yet.
    var waiting: ArraySlice<Int> = []
    var rowsBefore = 0

    init(_ stream: TableStream) throws {
      self.stream = stream
      let reader = try CommandFailure.rethrowing { () throws(TableError) in
        try RecordReader(stream.path, options: stream.textOptions, streams: true)
      }
      rows = try ModelRows(
        reader, stream.encoding,
        others: [(stream.target, .text)] + (stream.weight.map { [($0, .number)] } ?? []))
      let index = try CommandFailure.rethrowing { () throws(TableError) in
        try reader.index(of: stream.target)
      }
      reader.columns[index].levels = LevelIndex(levels: stream.levels, isOpen: false)
      blockRows = BlockSize.rows(columns: rows.featureNames.count)
    }

    mutating func next() throws -> TrainingData? {
      let builder = DenseDesignBuilder(rowCount: blockRows, columnNames: rows.featureNames)
      var classes: [Int32] = []
      classes.reserveCapacity(blockRows)
      var weights: [Double]? = stream.weight == nil && stream.factors == nil ? nil : []
      while classes.count < blockRows {
        if waiting.isEmpty {
          guard let complete = try rows.advance() else { break }
          // A label or weight that is missing leaves the row out, as in the pass before.
          let others = stream.weight == nil ? 1 : 2
          waiting =
            complete.filter { row in
              (0..<others).allSatisfy { !rows.other($0, row: row).isNaN }
            }[...]
          continue
        }
        let taken = waiting.prefix(blockRows - classes.count)
        waiting = waiting.dropFirst(taken.count)
        let start = classes.count
        builder.withRows(start..<(start + taken.count)) { rows.write(taken, to: &$0) }
        for row in taken {
          let level = Int(rows.other(0, row: row))
          guard level >= 0, stream.codes[level] >= 0 else {
            throw CommandFailure(.badData, "\(stream.path) changed while it was being read")
          }
          let code = stream.codes[level]
          classes.append(code)
          let weight = stream.weight == nil ? 1 : rows.other(1, row: row)
          weights?.append(weight * (stream.factors?[Int(code)] ?? 1))
        }
      }
      guard !classes.isEmpty else { return nil }
      defer { rowsBefore += classes.count }
      do throws(DesignError) {
        return try TrainingData(
          block: builder.finish(rowCount: classes.count), classes: classes,
          classNames: stream.classNames, weights: weights)
      } catch {
        throw CommandFailure(error.shifted(rows: rowsBefore), path: stream.path)
      }
    }
  }
}

extension DesignError {
  /// With rows counted from the first of the file.
  func shifted(rows: Int) -> DesignError {
    switch self {
    case .notFinite(let row, let column, let value):
      .notFinite(row: row + rows, column: column, value: value)
    case .badWeight(let row, let value): .badWeight(row: row + rows, value: value)
    default: self
    }
  }
}
