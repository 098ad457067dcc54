import Classification
import CommandSupport
import Foundation
import Tables

/// What a file gave to learn from.
struct LearningData {
  var data: TrainingData
  var input: ClassifierModel.Input
  var target: ClassifierModel.Target
  var path: String
  var digest: Digest
  var droppedRowCount: Int
  /// For each row the number of its group, for folds.
  var groups: [Int32]?
  /// What the user should know.
  var notes: [String] = []

  static func read(
    _ path: String, _ input: InputOptions, _ columns: ColumnOptions, group: String? = nil,
    threads: Int = 1
  ) throws -> LearningData {
    if input.isSparse(path) {
      guard group == nil else {
        throw CommandFailure(.wrongUsage, "--group names a column, and a libsvm file has none")
      }
      return try SparseLearning(path, columns).read(threads: threads)
    }
    let reader = try input.reader(path)
    var learning = try TableLearning(reader, columns, group: group)
    return try learning.read()
  }

  /// −Σ sᵢℓᵢ where every row has the shares of the classes for probabilities.
  func nullLogLikelihood(hasIntercept: Bool) -> Double {
    if let weights = data.classWeights {
      return Self.nullLogLikelihood(classWeights: weights, hasIntercept: hasIntercept)
    }
    return labelWeights.reduce(0) {
      $0
        + Self.nullLogLikelihood(
          classWeights: [$1, data.totalWeight - $1], hasIntercept: hasIntercept)
    }
  }

  static func nullLogLikelihood(classWeights weights: [Double], hasIntercept: Bool) -> Double {
    let total = weights.reduce(0, +)
    return weights.reduce(0) {
      $0 + ($1 > 0 ? $1 * (hasIntercept ? log($1 / total) : -log(Double(weights.count))) : 0)
    }
  }

  /// The weight of the rows that have each label.
  private var labelWeights: [Double] {
    guard case .indicators(let columns) = data.response else { return [] }
    return columns.map { column in
      column.indices.reduce(0) { $0 + column[$1] * (data.weights?[$1] ?? 1) }
    }
  }

  func source(hasIntercept: Bool) -> ClassifierModel.Source {
    ClassifierModel.Source(
      path: path, sha256: digest.value, rowCount: data.rowCount, droppedRowCount: droppedRowCount,
      totalWeight: data.totalWeight, classWeights: data.classWeights ?? labelWeights,
      nullLogLikelihood: nullLogLikelihood(hasIntercept: hasIntercept))
  }
}

/// The SHA-256 of an input, taken while it is being read.
final class Digest: @unchecked Sendable {
  private let group = DispatchGroup()
  // Written before the group is left, read after it.
  private nonisolated(unsafe) var text = ""

  init(_ bytes: InputBytes) {
    DispatchQueue.global().async(group: group) { [self] in
      unsafe text = InputDigest.sha256 { add in unsafe bytes.forEachPart { unsafe add($0) } }
    }
  }

  /// Of a file; empty where it cannot be read.
  init(path: String) {
    DispatchQueue.global().async(group: group) { [self] in
      unsafe text = InputDigest.sha256(file: path) ?? ""
    }
  }

  var value: String {
    group.wait()
    return unsafe text
  }
}

extension CommandFailure {
  /// What is wrong with a design matrix or its labels; rows are counted from 1.
  init(_ error: DesignError, path: String) {
    let text =
      switch error {
      case .notFinite(let row, let column, let value):
        "row \(row + 1) of feature '\(column)' is \(value), which is no finite number"
      case .duplicateColumn(let name): "two features are named '\(name)'; rename one"
      case .noRows: "no rows are left to learn from"
      case .badWeight(let row, let value):
        "row \(row + 1) has the weight \(value), expected a number from 0 up"
      case .noWeight: "all rows have the weight 0"
      case .tooFewClasses(let count):
        "there \(count == 1 ? "is 1 class" : "are \(count) classes"), expected 2 or more"
      default: "\(error)"
      }
    self.init(.badData, "\(path): \(text)")
  }
}
