internal import Activations

extension TrainedClassifier {
  /// The scores of each row, those of function k from k·n.
  ///
  /// - Parameter design: its columns are those of ``featureNames``, in this order.
  public func scores(for design: DesignMatrix, threads: Int = 1) -> [Double] {
    precondition(design.columnCount == featureNames.count, "the columns of the training data")
    let n = design.rowCount
    let result = DenseValues(count: n * scoreFunctions.count)
    let padding = RowKernels.padded(design.columnCount) - design.columnCount
    let weights = scoreFunctions.map { $0.weights + [Double](repeating: 0, count: padding) }
    let block = 4096
    Parallel.forEach(count: (n + block - 1) / block, threads: threads) { index in
      let rows = (index * block)..<min((index + 1) * block, n)
      for (k, function) in scoreFunctions.enumerated() {
        let weights = weights[k]
        result.withMutableElements((k * n + rows.lowerBound)..<(k * n + rows.upperBound)) {
          RowKernels.scores(
            of: design, rows: rows, weights: weights.span, at: 0, shift: nil,
            intercept: function.intercept, into: &$0, at: 0)
        }
      }
    }
    return (0..<result.count).map { result[$0] }
  }

  /// The probability of each class or label in each row, those of class k from k·n.
  public func probabilities(for design: DesignMatrix, threads: Int = 1) -> [Double] {
    let n = design.rowCount
    var scores = scores(for: design, threads: threads)
    switch form {
    case .binary:
      var probabilities = scores.map { -$0 } + scores
      Self.applySigmoid(&probabilities)
      return probabilities
    case .softmax:
      var span = scores.mutableSpan
      LossKernels.softmaxProbabilities(&span, classes: classNames.count)
      return scores
    case .multiLabel:
      Self.applySigmoid(&scores)
      return scores
    case .oneVsRest:
      Self.applySigmoid(&scores)
      for i in 0..<n {
        var sum = 0.0
        for k in classNames.indices { sum += scores[k * n + i] }
        for k in classNames.indices {
          scores[k * n + i] = sum > 0 ? scores[k * n + i] / sum : 1 / Double(classNames.count)
        }
      }
      return scores
    }
  }

  /// The class of the largest probability in each row; of equals the first. For a binary classifier,
  /// whether the probability of the second class reaches the threshold. Of independent labels the most
  /// probable one: compare each of their ``probabilities(for:threads:)`` with a threshold instead.
  public func predictedClasses(
    for design: DesignMatrix, threshold: Double = 0.5, threads: Int = 1
  ) -> [Int] {
    let n = design.rowCount
    let probabilities = probabilities(for: design, threads: threads)
    if form == .binary { return (0..<n).map { probabilities[n + $0] >= threshold ? 1 : 0 } }
    return (0..<n).map { i in
      classNames.indices.reduce(0) {
        probabilities[$1 * n + i] > probabilities[$0 * n + i] ? $1 : $0
      }
    }
  }

  private static func applySigmoid(_ values: inout [Double]) {
    let copy = values
    var span = values.mutableSpan
    Sigmoid().values(of: copy.span, into: &span)
  }
}
