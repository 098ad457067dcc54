extension ModelInference {
  /// - Parameters:
  ///   - trained: by ``LogisticTrainer``.
  ///   - data: what it was trained on.
  public init(
    _ trained: TrainedClassifier, data: TrainingData,
    options: InferenceOptions = InferenceOptions()
  ) {
    precondition(data.design.columnNames == trained.featureNames, "the data it was trained on")
    let trainer = LogisticTrainer(
      TrainingOptions(
        penalty: trained.penalty, usesFirth: trained.usesFirth,
        multiclass: trained.form == .oneVsRest ? .oneVsRest : .softmax,
        hasIntercept: trained.hasIntercept, threads: options.threads))
    let preparation = trainer.prepare(data)
    let losses = LogisticTrainer.losses(data, trainer.options.multiclass).1
    var problems: [Problem] = []
    var next = 0
    for (loss, report) in zip(losses, trained.reports) {
      let functions = trained.scoreFunctions[next..<(next + loss.outputCount)]
      let isOneOfSeveral = trained.form == .oneVsRest || trained.form == .multiLabel
      let computation = ProblemInference(
        objective: trainer.objective(data, loss, preparation), report: report,
        coefficients: functions.flatMap { $0.weights + [$0.intercept] },
        usesFirth: trained.usesFirth, classNames: trained.classNames, options: options)
      problems.append(computation.problem(name: isOneOfSeveral ? trained.classNames[next] : nil))
      next += loss.outputCount
    }
    self.init(
      confidence: options.confidence, problems: problems,
      varianceInflation: VarianceInflation.factors(
        data.design, preparation.conditioning, weights: data.weights, threads: options.threads))
  }
}
