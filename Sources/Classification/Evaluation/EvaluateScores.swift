internal import RealModule

extension ClassificationEvaluation {
  /// Evaluates the scores of a classifier.
  ///
  /// - Parameters:
  ///   - scores: of each row, those of function k from k·n, as from
  ///     ``TrainedClassifier/scores(for:threads:)``.
  ///   - response: what happened.
  /// - Throws: ``EvaluationError`` where counts do not match, a score is NaN, a label is out of range
  ///   or, of independent labels, neither 0 nor 1.
  public init(
    form: TrainedClassifier.Form, classNames: [String], scores: [Double],
    response: TrainingData.Response, weights: [Double]? = nil,
    options: EvaluationOptions = EvaluationOptions(), threads: Int = 1
  ) throws(EvaluationError) {
    switch (form, response) {
    case (.binary, .classes(let labels)):
      try Self.check(labels, classCount: 2)
      let predictions = try BinaryPredictions(
        scores: scores, labels: labels.map { $0 == 1 }, weights: weights)
      self.init(predictions, classNames: classNames, options: options)
    case (.softmax, .classes(let labels)), (.oneVsRest, .classes(let labels)):
      let count = classNames.count
      try Self.check(labels, classCount: count)
      try EvaluationError.check(
        rowCount: scores.count / count, labelCount: labels.count, weights)
      if let index = scores.firstIndex(where: { $0.isNaN }) {
        throw .notANumber(row: index % labels.count)
      }
      let logProbabilities =
        form == .softmax
        ? MulticlassPredictions.logSoftmax(scores, classCount: count)
        : MulticlassPredictions.logNormalizedSigmoids(scores, classCount: count)
      self.init(
        MulticlassPredictions(
          logProbabilities: logProbabilities, classCount: count, labels: labels.map { Int($0) },
          weights: weights),
        form: form, classNames: classNames, options: options, threads: threads)
    case (.multiLabel, .indicators(let columns)):
      var labels: [BinaryPredictions] = []
      for (k, column) in columns.enumerated() {
        if let row = column.firstIndex(where: { $0 != 0 && $0 != 1 }) {
          throw .notBinary(row: row, label: classNames[k], value: column[row])
        }
        let n = scores.count / columns.count
        labels.append(
          try BinaryPredictions(
            scores: Array(scores[(k * n)..<((k + 1) * n)]), labels: column.map { $0 == 1 },
            weights: weights))
      }
      self.init(labels: labels, labelNames: classNames, options: options, threads: threads)
    default: preconditionFailure("classes are evaluated with classes, labels with labels")
    }
  }

  /// Evaluates probabilities of several classes, those of class k from k·n.
  public init(
    classNames: [String], probabilities: [Double], labels: [Int32], weights: [Double]? = nil,
    options: EvaluationOptions = EvaluationOptions(), threads: Int = 1
  ) throws(EvaluationError) {
    let count = classNames.count
    try Self.check(labels, classCount: count)
    try EvaluationError.check(
      rowCount: probabilities.count / count, labelCount: labels.count, weights)
    if let index = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .notAProbability(row: index % labels.count, value: probabilities[index])
    }
    self.init(
      MulticlassPredictions(
        logProbabilities: probabilities.map { .log($0) }, classCount: count,
        labels: labels.map { Int($0) }, weights: weights),
      form: .softmax, classNames: classNames, options: options, threads: threads)
  }

  private static func check(_ labels: [Int32], classCount: Int) throws(EvaluationError) {
    if let row = labels.firstIndex(where: { $0 < 0 || Int($0) >= classCount }) {
      throw .labelOutOfRange(row: row, label: Int(labels[row]), classes: classCount)
    }
  }
}

extension TrainedClassifier {
  /// What the predictions are worth on some rows with known classes or labels, best not those of the
  /// training.
  ///
  /// - Throws: ``EvaluationError``.
  public func evaluate(
    _ data: TrainingData, options: EvaluationOptions = EvaluationOptions(), threads: Int = 1
  ) throws(EvaluationError) -> ClassificationEvaluation {
    guard data.classNames == classNames else {
      throw .classNames(found: data.classNames, expected: classNames)
    }
    return try ClassificationEvaluation(
      form: form, classNames: classNames, scores: scores(for: data.design, threads: threads),
      response: data.response, weights: data.weights, options: options, threads: threads)
  }
}
