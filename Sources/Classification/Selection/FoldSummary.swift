/// A metric over the folds.
public struct FoldSummary: Sendable, Equatable {
  /// Of each fold.
  public let values: [Metric]
  /// Over the folds where it is defined.
  public let mean: Metric
  /// s/√k with the standard deviation s over k folds. Folds share training rows: it is a guide, not
  /// an error bound.
  public let standardError: Metric

  /// The folds where it is undefined, and that the mean leaves out.
  public var undefinedFolds: [Int] { values.indices.filter { values[$0].value == nil } }

  init(_ values: [Metric]) {
    self.values = values
    let defined = values.compactMap { $0.value }
    let count = Double(defined.count)
    guard !defined.isEmpty else {
      mean = .undefined(.undefinedInAllFolds)
      standardError = .undefined(.undefinedInAllFolds)
      return
    }
    let mean = defined.reduce(0, +) / count
    self.mean = .value(mean)
    guard defined.count > 1 else {
      standardError = .undefined(.tooFewFolds)
      return
    }
    guard mean.isFinite else {
      standardError = .undefined(.infiniteScores)
      return
    }
    let squares = defined.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = .value((squares / (count - 1) / count).squareRoot())
  }
}
