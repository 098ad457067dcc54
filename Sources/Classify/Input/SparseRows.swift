import Classification
import CommandSupport
import Tables

/// The rows of a libsvm file as a model wants them.
struct SparseRows {
  let text: SparseText
  private let encoding: SparseEncoding

  static func read(
    _ path: String, _ encoding: SparseEncoding, _ input: InputOptions
  ) throws(CommandFailure) -> SparseRows {
    try input.requireSparse(path)
    let text = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseText.read(
        path, firstIndex: encoding.firstIndex, columnLimit: encoding.columnCount)
    }
    return SparseRows(text: text, encoding: encoding)
  }

  private init(text: SparseText, encoding: SparseEncoding) {
    self.text = text
    self.encoding = encoding
  }

  /// The matrix, and what the user should know.
  var design: (matrix: DesignMatrix, notes: [String]) {
    get throws(CommandFailure) {
      do {
        let matrix = try DesignMatrix(
          values: text.values, columns: text.columns, offsets: text.offsets,
          columnNames: encoding.featureNames)
        let omitted = text.omittedCount
        return (
          matrix,
          omitted == 0
            ? []
            : ["\(omitted) values of features that the model has not seen were left out"]
        )
      } catch {
        throw CommandFailure(error, path: text.path)
      }
    }
  }
}

/// The same block by block, in memory of constant size.
struct SparseRowBlocks {
  private let reader: SparseReader
  private let columnNames: [String]
  private var rowCount = 0

  init(_ path: String, _ encoding: SparseEncoding, _ input: InputOptions) throws(CommandFailure) {
    try input.requireSparse(path)
    columnNames = encoding.featureNames
    reader = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseReader(
        path, firstIndex: encoding.firstIndex, columnLimit: encoding.columnCount)
    }
  }

  mutating func next() throws(CommandFailure) -> DesignMatrix? {
    let block = try CommandFailure.rethrowing { () throws(TableError) in
      try reader.read(capacity: 16_384, elements: 1 << 20)
    }
    guard let block else {
      if rowCount == 0 { throw CommandFailure(TableError.empty(file: reader.path)) }
      return nil
    }
    defer { rowCount += block.rowCount }
    do {
      return try DesignMatrix(
        values: block.values, columns: block.columns, offsets: block.offsets,
        columnNames: columnNames)
    } catch {
      throw CommandFailure(error.shifted(rows: rowCount), path: reader.path)
    }
  }

  /// What the user should know in the end.
  var notes: [String] {
    let omitted = reader.omittedCount
    return omitted == 0
      ? [] : ["\(omitted) values of features that the model has not seen were left out"]
  }
}

extension InputOptions {
  func requireSparse(_ path: String) throws(CommandFailure) {
    guard isSparse(path) else {
      throw CommandFailure(
        .wrongUsage,
        "the model was trained on a libsvm file; if \(path) is one, say --format-in libsvm")
    }
  }
}
