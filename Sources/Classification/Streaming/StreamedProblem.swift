/// The objective of a stream, and what training makes of it.
struct StreamedProblem {
  let stream: RowStream
  let options: TrainingOptions

  init(_ stream: RowStream, _ options: TrainingOptions) {
    self.stream = stream
    self.options = options
  }

  private var survey: StreamSurvey { stream.survey }
  private var isBinary: Bool { survey.classNames.count == 2 }

  func objective(_ conditioning: Conditioning) -> Objective {
    let total = survey.totalWeight
    let loss: any Loss =
      isBinary
      ? LogisticLoss(positiveWeight: survey.classWeights[1], totalWeight: total)
      : SoftmaxLoss(classWeights: survey.classWeights, totalWeight: total)
    return Objective(
      design: survey.emptyDesign, loss: loss, penalty: options.penalty, conditioning: conditioning,
      referenceOutput: isBinary || options.penalty.lambda > 0 ? nil : 0, threads: options.threads,
      totalWeight: total,
      stream: StreamedRows(rows: stream) { LogisticTrainer.losses($0, .softmax).1[0] })
  }

  /// Rows and weights alone.
  private func rowObjective(_ conditioning: Conditioning) -> Objective {
    Objective(
      design: survey.emptyDesign,
      loss: LogisticLoss(positiveWeight: 0, totalWeight: survey.totalWeight), penalty: .none,
      conditioning: conditioning, referenceOutput: nil, threads: options.threads,
      totalWeight: survey.totalWeight,
      stream: StreamedRows(rows: stream) { block in
        LogisticLoss(
          targets: [Double](repeating: 0, count: block.rowCount), weights: block.weights)
      })
  }

  func preparation() -> LogisticTrainer.Preparation {
    LogisticTrainer(options).preparation(
      survey.emptyDesign, statistics: survey.statistics
    ) { RankCheck.redundantColumns(rowObjective($0)) }
  }

  func classifier(
    _ objective: Objective, _ preparation: LogisticTrainer.Preparation, _ solution: Solution,
    _ status: TrainingStatus, covariance: [Double]?, solver: String
  ) -> TrainedClassifier {
    let length = survey.columnNames.count + 1
    let coefficients = objective.coefficients(solution.variables)
    let functions = (0..<objective.loss.outputCount).map { output in
      let part = coefficients[(output * length)..<((output + 1) * length)]
      return TrainedClassifier.ScoreFunction(intercept: part.last!, weights: Array(part.dropLast()))
    }
    let loss = solution.objective - objective.penaltyValue(solution.variables)
    return classifier(
      functions,
      TrainedClassifier.Report(
        status: status, certificate: solution.certificate, objective: solution.objective,
        logLikelihood: -loss * objective.totalWeight, gradientNorm: solution.gradientNorm,
        passes: solution.passes, solver: solver, solverReason: nil, covariance: covariance,
        stepReductions: solution.stepReductions), redundant: preparation.redundant)
  }

  /// All rows that count have one class.
  func oneClass(_ solver: String) -> TrainedClassifier {
    let only = survey.classWeights.firstIndex { $0 > 0 }
    let scores =
      isBinary
      ? [only == 1 ? Double.infinity : -.infinity]
      : survey.classNames.indices.map { $0 == only ? 0 : -.infinity }
    let zeros = [Double](repeating: 0, count: survey.columnNames.count)
    return classifier(
      scores.map { .init(intercept: $0, weights: zeros) },
      TrainedClassifier.Report(
        status: .oneClass, certificate: nil, objective: 0, logLikelihood: 0, gradientNorm: 0,
        passes: 0, solver: solver, solverReason: nil, covariance: nil), redundant: [])
  }

  private func classifier(
    _ functions: [TrainedClassifier.ScoreFunction], _ report: TrainedClassifier.Report,
    redundant: [RedundantColumn]
  ) -> TrainedClassifier {
    TrainedClassifier(
      form: isBinary ? .binary : .softmax, featureNames: survey.columnNames,
      classNames: survey.classNames, scoreFunctions: functions, penalty: options.penalty,
      hasIntercept: options.hasIntercept, rowCount: survey.rowCount,
      totalWeight: survey.totalWeight, reports: [report], redundantColumns: redundant)
  }

  func inference(
    _ classifier: TrainedClassifier, _ objective: Objective, _ conditioning: Conditioning,
    _ options: InferenceOptions
  ) -> ModelInference {
    let computation = ProblemInference(
      objective: objective, report: classifier.reports[0],
      coefficients: classifier.scoreFunctions.flatMap { $0.weights + [$0.intercept] },
      usesFirth: false, classNames: classifier.classNames, options: options)
    return ModelInference(
      confidence: options.confidence, problems: [computation.problem(name: nil)],
      varianceInflation: VarianceInflation.factors(rowObjective(conditioning)))
  }
}

extension TrainingData {
  /// All rows of a source.
  init(gathering source: any RowBlockSource) throws {
    var blocks = try source.blocks()
    guard let first = try blocks.next() else { throw StreamError.noRows }
    var classes: [Int32] = []
    var weights: [Double]? = first.weights == nil ? nil : []
    var parts: [DesignMatrix] = []
    var next: TrainingData? = first
    while let block = next {
      guard case .classes(let codes) = block.response else { throw StreamError.blocksDiffer }
      classes += codes
      if let more = block.weights { weights?.append(contentsOf: more) }
      parts.append(block.design)
      next = try blocks.next()
    }
    self.init(
      unchecked: DesignMatrix(stacking: parts), .classes(classes), first.classNames, weights)
  }
}

extension DesignMatrix {
  /// Blocks with the same columns and layout, one below the other.
  fileprivate init(stacking parts: [DesignMatrix]) {
    let rowCount = parts.reduce(0) { $0 + $1.rowCount }
    let names = parts[0].columnNames
    let storage: Storage
    if case .sparse = parts[0].storage {
      var all = SparseValues(values: [], columns: [], offsets: [0])
      for case .sparse(let values) in parts.map(\.storage) {
        let before = all.values.count
        all.values += values.values
        all.columns += values.columns
        all.offsets += values.offsets.dropFirst().map { $0 + before }
      }
      storage = .sparse(all)
    } else {
      let all = DenseValues(count: rowCount * names.count)
      var next = 0
      for case .dense(let values) in parts.map(\.storage) {
        for k in 0..<values.count { all[next + k] = values[k] }
        next += values.count
      }
      storage = .dense(all)
    }
    self.init(storage, rowCount: rowCount, columnNames: names)
  }
}
