/// Trains a logistic regression of two or more classes on rows that are not in memory, in passes over
/// a ``RowBlockSource``: about three blocks, the coefficients and, with up to 500 of them, their
/// Hessian are all that is kept, however many rows there are.
///
/// It is the training of ``LogisticTrainer`` by other means: the same conditioning, steps, schedules
/// and evidence. The first passes make the ``StreamSurvey`` and look for redundant columns. An epoch
/// visits the blocks in their order, and the rows of a block in a fresh random order, without
/// replacement, that depends on the seed and the numbers of the epoch and the block: rows are mixed
/// within the window of a block only, so a file that is sorted by class should be shuffled first. A
/// batch of rows ends with its block.
/// After each epoch a pass forms the objective. Unless the polish is switched off, the run ends with
/// batch steps, a pass or two each (Newton's method up to 500 coefficients, L-BFGS beyond), so that
/// the coefficients are those of every other solver, to rounding.
///
/// Bits do not depend on the number of threads, nor on interruptions.
public struct StreamingTrainer: Sendable {
  /// Its solver is a ``StochasticSolver`` other than ``SAGA``, or nil for
  /// ``StochasticGradientDescent``. Without λ₁, Firth's penalty, one-vs-rest, unconditioned runs,
  /// start coefficients and observations within an epoch.
  public var options: TrainingOptions
  /// nil for no inference. There are no profile intervals and no test of Hosmer and Lemeshow.
  public var inference: InferenceOptions?
  /// Up to how many elements of the design the rows are loaded where separation is to be told from
  /// slow convergence, which takes a linear programme; beyond, only a separation that a solver's own
  /// direction shows is reported.
  public var largestLoad = 2_000_000
  /// Blocks between two checkpoints within an epoch; there is one after each pass in any case.
  public var checkpointInterval = 16

  public init(
    _ options: TrainingOptions = TrainingOptions(),
    inference: InferenceOptions? = InferenceOptions()
  ) {
    let solver = options.solver ?? StochasticGradientDescent()
    precondition(
      solver is any StochasticSolver && !(solver is SAGA),
      "\(solver.name) does not go over a stream")
    precondition(
      options.penalty.lasso == 0 && !options.usesFirth && options.isConditioned
        && options.startCoefficients == nil, "what a stream has no way for")
    self.options = options
    self.inference = inference
  }

  /// What a streamed training gives.
  public struct Result: Sendable {
    public let classifier: TrainedClassifier
    public let inference: ModelInference?
    public let survey: StreamSurvey
  }

  /// - Parameters:
  ///   - survey: of this source, if it is known already.
  ///   - checkpoint: to go on from, of a training with the same rows and options; a training that was
  ///     interrupted and went on gives the same bits.
  ///   - store: is given a checkpoint after each pass and every ``checkpointInterval`` blocks; what it
  ///     throws ends the training.
  ///   - observe: called after each pass; first, where the training goes on, for the passes before.
  /// - Throws: what the source or `store` throws; ``StreamError``.
  public func train(
    _ source: any RowBlockSource, survey known: StreamSurvey? = nil,
    from checkpoint: StreamingCheckpoint? = nil,
    store: ((StreamingCheckpoint) throws -> Void)? = nil,
    observe: ((SolverProgress) -> Void)? = nil
  ) throws -> Result {
    let solver = options.solver ?? StochasticGradientDescent()
    let survey = try known ?? StreamSurvey(source, threads: options.threads)
    let session = try StreamSession(
      solver: solver.name, survey: survey, resuming: checkpoint, interval: checkpointInterval,
      store: store)
    let stream = RowStream(source, survey, session, threads: options.threads)
    let problem = StreamedProblem(stream, options)
    if survey.classWeights.count(where: { $0 > 0 }) < 2 {
      return Result(
        classifier: problem.oneClass(solver.name), inference: nil, survey: survey)
    }
    let observer = observe.map { observe in
      { (progress: SolverProgress) in
        session.observed(progress)
        observe(progress)
      }
    }
    if let observe { session.observations.forEach { observe($0.progress) } }
    let preparation = problem.preparation()
    try stream.check()
    let objective = problem.objective(preparation.conditioning)
    var monitor = ProgressMonitor(objective, rule: options.stopping, observe: observer)
    let solution = solver.minimize(objective, from: objective.start, monitor: &monitor)
    try stream.check()
    let status = try status(solution, objective, preparation, source)
    let covariance =
      options.computesCovariance && status.isSuccess
      ? objective.covariance(solution.variables) : nil
    try stream.check()
    let classifier = problem.classifier(
      objective, preparation, solution, status, covariance: covariance, solver: solver.name)
    let inferred = inference.map {
      problem.inference(classifier, objective, preparation.conditioning, $0)
    }
    try stream.check()
    return Result(classifier: classifier, inference: inferred, survey: survey)
  }

  private func status(
    _ solution: Solution, _ objective: Objective, _ preparation: LogisticTrainer.Preparation,
    _ source: any RowBlockSource
  ) throws -> TrainingStatus {
    let trainer = LogisticTrainer(options)
    let elements = objective.rowCount * max(objective.design.columnCount, 1)
    guard solution.termination != .converged, solution.termination != .diverged,
      !objective.isPenalized, elements <= largestLoad
    else {
      var streamed = trainer
      streamed.options.separationCheck = DirectionCheck()
      return streamed.status(solution, objective, preparation)
    }
    // Few enough rows to hold them after all.
    let data = try TrainingData(gathering: source)
    return trainer.status(
      solution, trainer.objective(data, LogisticTrainer.losses(data, .softmax).1[0], preparation),
      preparation)
  }
}

extension RowStream {
  func check() throws {
    if let error { throw error }
    try session.check()
  }
}

extension StreamingCheckpoint.Observation {
  /// The seconds of an earlier run are not known.
  var progress: SolverProgress {
    SolverProgress(
      pass: pass, updates: updates, objective: numbers.values[0], gradientNorm: numbers.values[1],
      step: numbers.values[2], seconds: .nan, coefficients: coefficients.values)
  }
}
