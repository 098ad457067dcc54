/// How well models trained on some of the rows predict the others, each fold held out once.
public struct CrossValidation: Sendable {
  /// One fold: what its training came to and what the model is worth on the rows held out.
  public struct Fold: Sendable {
    public let trainingRows: Int
    public let heldOutRows: Int
    /// The predictions of a failed model are evaluated like others; this tells that it failed.
    public let status: TrainingStatus
    public let reports: [TrainedClassifier.Report]
    /// Undefined where the rows held out have weight 0.
    public let logLoss: Metric
    public let brier: Metric
    public let accuracy: Metric
    public let auc: Metric
  }

  public let folds: Folds
  public let results: [Fold]
  /// Scores of each row from the model that did not see it, those of function k from k·n.
  public let scores: [Double]
  /// Of these scores, all rows together. Its AUC compares scores of different models.
  public let evaluation: ClassificationEvaluation
  public let logLoss: FoldSummary
  public let brier: FoldSummary
  public let accuracy: FoldSummary
  public let auc: FoldSummary

  /// The worst training of all folds.
  public var status: TrainingStatus { .worst(results.map { $0.status }) }

  /// The folds whose training failed.
  public var failedFolds: [Int] { results.indices.filter { !results[$0].status.isSuccess } }

  /// Trains and evaluates each fold, folds side by side on `options.threads` threads; the bits do not
  /// depend on their number.
  ///
  /// - Throws: ``EvaluationError`` where an independent label is neither 0 nor 1.
  public init(
    _ data: TrainingData, folds: Folds, options: TrainingOptions = TrainingOptions(),
    evaluation evaluationOptions: EvaluationOptions = EvaluationOptions()
  ) throws(EvaluationError) {
    precondition(folds.assignment.count == data.rowCount, "a fold for each row")
    let trainer = Self.trainer(options, folds)
    let outer = Self.withoutCurves(evaluationOptions)
    let outcomes = Parallel.map(count: folds.count, threads: options.threads) { fold in
      let heldOut = folds.heldOut(fold)
      let model = trainer.train(data.selectingRows(folds.training(fold)))
      let test = data.selectingRows(heldOut)
      let scores = model.scores(for: test.design, threads: trainer.options.threads)
      let result = Result { () throws(EvaluationError) in
        try ClassificationEvaluation(
          form: model.form, classNames: data.classNames, scores: scores, response: test.response,
          weights: test.weights, options: outer)
      }
      return Outcome(model: model, heldOut: heldOut, scores: scores, evaluation: result)
    }
    self.folds = folds
    results = try outcomes.map { outcome throws(EvaluationError) in
      try Self.fold(outcome, rowCount: data.rowCount)
    }
    let n = data.rowCount
    var scores = [Double](repeating: 0, count: outcomes[0].model.scoreFunctions.count * n)
    for outcome in outcomes {
      let m = outcome.heldOut.count
      for k in outcome.model.scoreFunctions.indices {
        for (i, row) in outcome.heldOut.enumerated() {
          scores[k * n + row] = outcome.scores[k * m + i]
        }
      }
    }
    self.scores = scores
    evaluation = try ClassificationEvaluation(
      form: outcomes[0].model.form, classNames: data.classNames, scores: scores,
      response: data.response, weights: data.weights, options: evaluationOptions,
      threads: options.threads)
    logLoss = FoldSummary(results.map { $0.logLoss })
    brier = FoldSummary(results.map { $0.brier })
    accuracy = FoldSummary(results.map { $0.accuracy })
    auc = FoldSummary(results.map { $0.auc })
  }

  private static func trainer(_ options: TrainingOptions, _ folds: Folds) -> LogisticTrainer {
    var options = options
    options.computesCovariance = false
    // Threads that the folds leave over.
    options.threads = max(options.threads / folds.count, 1)
    return LogisticTrainer(options)
  }

  private static func withoutCurves(_ options: EvaluationOptions) -> EvaluationOptions {
    var options = options
    options.includesCurves = false
    return options
  }

  private struct Outcome: Sendable {
    let model: TrainedClassifier
    let heldOut: [Int]
    let scores: [Double]
    let evaluation: Result<ClassificationEvaluation, EvaluationError>
  }

  private static func fold(
    _ outcome: Outcome, rowCount: Int
  ) throws(EvaluationError) -> Fold {
    let evaluation: ClassificationEvaluation?
    switch outcome.evaluation {
    case .success(let value): evaluation = value
    // All rows held out have weight 0.
    case .failure(.noWeight): evaluation = nil
    case .failure(let error): throw error
    }
    let nothing = Metric.undefined(.noWeight)
    return Fold(
      trainingRows: rowCount - outcome.heldOut.count, heldOutRows: outcome.heldOut.count,
      status: outcome.model.status, reports: outcome.model.reports,
      logLoss: evaluation.map { .value($0.logLoss) } ?? nothing,
      brier: evaluation.map { .value($0.brier) } ?? nothing,
      accuracy: evaluation.map {
        $0.accuracy.map { .value($0.value) } ?? .undefined(.noThreshold)
      } ?? nothing,
      auc: evaluation.map { $0.auc } ?? nothing)
  }
}
