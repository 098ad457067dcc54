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
    guard input.isSparse(path) else {
      throw CommandFailure(
        .wrongUsage,
        "the model was trained on a libsvm file; if \(path) is one, say --format-in libsvm")
    }
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
