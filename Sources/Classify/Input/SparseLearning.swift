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

  func read() throws -> LearningData {
    let text = try CommandFailure.rethrowing { () throws(TableError) in try SparseText.read(path) }
    let digest = Digest(text.inputBytes)
    let numbers = text.labels.compactMap { Double($0) }
    let target = try TargetClasses(
      labels: text.labels, numbers: numbers.count == text.labels.count ? numbers : nil,
      rowCount: text.rowCount, name: "the labels", path: text.path, positive: columns.positive,
      isTold: false)
    let encoding = SparseEncoding(firstIndex: text.firstIndex, columnCount: text.columnCount)
    let codes = text.rowLabels.map { target.codes[Int($0)] }
    let weights = try target.weights(nil, codes: codes, columns.classWeights(), path: text.path)
    do throws(DesignError) {
      let design = try DesignMatrix(
        values: text.values, columns: text.columns, offsets: text.offsets,
        columnNames: encoding.featureNames)
      return LearningData(
        data: try TrainingData(
          design: design, classes: codes, classNames: target.names, weights: weights),
        input: .sparse(encoding),
        target: .init(
          columns: ["label"], isNumeric: target.isNumeric, positive: target.positive),
        path: text.path, digest: digest, droppedRowCount: 0)
    } catch {
      throw CommandFailure(error, path: text.path)
    }
  }
}
