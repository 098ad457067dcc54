import Classification
import CommandSupport
import Tables

/// A libsvm file as data to learn from.
struct SparseLearning {
  let path: String
  let columns: ColumnOptions

  init(_ path: String, _ columns: ColumnOptions) throws(CommandFailure) {
    self.path = path
    self.columns = columns
    let refused = [
      ("--features", columns.features), ("--exclude", columns.exclude),
      ("--categorical", columns.categorical), ("--sample-weight", columns.sampleWeight),
      ("--interactions", columns.interactions), ("--target", columns.target),
    ]
    if let option = refused.first(where: { $0.1 != nil })?.0 {
      throw CommandFailure(
        .wrongUsage, "\(option) names columns, and a libsvm file has none with names")
    }
    if columns.multiLabel || columns.polynomial > 1 {
      throw CommandFailure(
        .wrongUsage, "--multi-label and --polynomial are for tables, not for libsvm files")
    }
  }

  func read(threads: Int) throws -> LearningData {
    let input = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseInput(path: path)
    }
    let digest = Digest(input.inputBytes)
    let (text, design) = try matrix(input, threads: threads)
    let target = try TargetClasses(
      sparse: text.labels, rowCount: text.rowCount, path: text.path, positive: columns.positive)
    let codes = text.rowLabels.map { target.codes[Int($0)] }
    let weights = try target.weights(nil, codes: codes, columns.classWeights(), path: text.path)
    do throws(DesignError) {
      return LearningData(
        data: try TrainingData(
          design: design, classes: codes, classNames: target.names, weights: weights),
        input: .sparse(Self.encoding(text)),
        target: target.target(columns: ["label"]),
        path: text.path, digest: digest, droppedRowCount: 0)
    } catch {
      throw CommandFailure(error, path: text.path)
    }
  }

  private static func encoding(_ text: SparseText) -> SparseEncoding {
    SparseEncoding(firstIndex: text.firstIndex, columnCount: text.columnCount)
  }

  private func matrix(_ input: SparseInput, threads: Int) throws -> (SparseText, DesignMatrix) {
    if let dense = try denseMatrix(input, threads: threads) { return dense }
    let text = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseText(input, threads: threads)
    }
    do throws(DesignError) {
      let design = try DesignMatrix(
        values: text.values, columns: text.columns, offsets: text.offsets,
        columnNames: Self.encoding(text).featureNames)
      return (text, design)
    } catch {
      throw CommandFailure(error, path: text.path)
    }
  }

  /// Where at least half of the elements are not 0 a dense matrix takes little more memory, and its
  /// sums a fraction of the time: what the first rows promise, and all others keep.
  private func denseMatrix(
    _ input: SparseInput, threads: Int
  ) throws -> (SparseText, DesignMatrix)? {
    guard let survey = input.survey(), survey.share >= 0.5, survey.columnCount > 0 else {
      return nil
    }
    // An element that is written takes four bytes at least: with more rows it cannot be half.
    let rowLimit = input.lineCount
    guard rowLimit <= input.textByteCount / 2 / survey.columnCount + 1 else { return nil }
    let names = SparseEncoding(
      firstIndex: survey.firstIndex, columnCount: survey.columnCount
    ).featureNames
    let builder = DenseDesignBuilder(rowCount: rowLimit, columnNames: names)
    var row = 0
    let text = try CommandFailure.rethrowing { () throws(TableError) in
      try SparseText(input, threads: threads) { pieces in
        for piece in pieces {
          let fits = piece.columnCount <= survey.columnCount + survey.firstIndex
          guard fits && (!piece.hasZero || survey.firstIndex == 0) else { return false }
        }
        builder.fill(
          from: row, shift: survey.firstIndex, threads: threads,
          pieces.map { ($0.values, $0.columns, $0.offsets) })
        row += pieces.reduce(0) { $0 + $1.rowCount }
        return true
      }
    }
    guard let text else { return nil }
    do throws(DesignError) {
      return (text, try builder.finishFinite(rowCount: row))
    } catch {
      throw CommandFailure(error, path: text.path)
    }
  }
}
