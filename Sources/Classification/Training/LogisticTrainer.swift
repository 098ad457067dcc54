internal import RealModule

/// Trains logistic regressions of two classes, several classes, or several independent labels.
///
/// All problems of one data set share its column statistics. Trouble with the numbers is a
/// ``TrainingStatus``, never an error.
public struct LogisticTrainer: Sendable {
  public var options: TrainingOptions

  /// A trainer of maximum likelihood, unless the options say otherwise.
  public init(_ options: TrainingOptions = TrainingOptions()) { self.options = options }

  /// - Parameter observe: called after each pass over the rows.
  public func train(
    _ data: TrainingData, observe: ((SolverProgress) -> Void)? = nil
  ) -> TrainedClassifier {
    let (form, losses) = Self.losses(data, options.multiclass)
    return train(data, form, losses, prepare(data), observe: observe)
  }

  /// The same with what does not depend on the penalty at hand.
  func train(
    _ data: TrainingData, _ form: TrainedClassifier.Form, _ losses: [any Loss],
    _ preparation: Preparation, observe: ((SolverProgress) -> Void)? = nil
  ) -> TrainedClassifier {
    var functions: [TrainedClassifier.ScoreFunction] = []
    var reports: [TrainedClassifier.Report] = []
    let length = data.design.columnCount + 1
    for (index, loss) in losses.enumerated() {
      let start = options.startCoefficients.map { all in
        Array(all[(index * length)..<((index + loss.outputCount) * length)])
      }
      let outcome = train(data, loss, preparation, start: start, observe: observe)
      for output in 0..<loss.outputCount {
        let part = outcome.coefficients[(output * length)..<((output + 1) * length)]
        functions.append(
          TrainedClassifier.ScoreFunction(intercept: part.last!, weights: Array(part.dropLast())))
      }
      reports.append(outcome.report)
    }
    return TrainedClassifier(
      form: form, featureNames: data.design.columnNames, classNames: data.classNames,
      scoreFunctions: functions, penalty: options.penalty, usesFirth: options.usesFirth,
      hasIntercept: options.hasIntercept,
      rowCount: data.rowCount, totalWeight: data.totalWeight, reports: reports,
      redundantColumns: preparation.redundant)
  }

  /// The losses to minimise, one after the other.
  package static func losses(
    _ data: TrainingData, _ multiclass: TrainingOptions.Multiclass
  ) -> (TrainedClassifier.Form, [any Loss]) {
    switch data.response {
    case .indicators(let columns):
      return (.multiLabel, columns.map { LogisticLoss(targets: $0, weights: data.weights) })
    case .classes(let classes):
      func against(_ positive: Int) -> LogisticLoss {
        LogisticLoss(
          targets: classes.map { Int($0) == positive ? 1 : 0 }, weights: data.weights)
      }
      if data.classNames.count == 2 { return (.binary, [against(1)]) }
      switch multiclass {
      case .oneVsRest: return (.oneVsRest, data.classNames.indices.map { against($0) })
      case .softmax:
        return (
          .softmax,
          [
            SoftmaxLoss(
              labels: classes, classCount: data.classNames.count, weights: data.weights)
          ]
        )
      }
    }
  }

  /// What depends on the columns and weights alone.
  package struct Preparation {
    package let conditioning: Conditioning
    package let redundant: [RedundantColumn]
  }

  package func prepare(_ data: TrainingData) -> Preparation {
    let design = data.design
    let statistics = ColumnStatistics(design, weights: data.weights, threads: options.threads)
    return preparation(design, statistics: statistics) {
      RankCheck.redundantColumns(design, $0, weights: data.weights, threads: options.threads)
    }
  }

  /// - Parameter aliased: finds the columns that others add up to.
  func preparation(
    _ design: DesignMatrix, statistics: ColumnStatistics,
    _ aliased: (Conditioning) -> [(column: Int, combination: [(column: Int, multiple: Double)])]
  ) -> Preparation {
    let conditioning = Conditioning(
      design, statistics: statistics, hasIntercept: options.hasIntercept,
      enabled: options.isConditioned)
    let names = design.columnNames
    let isActive = Set(conditioning.active)
    let constant = names.indices.filter { !isActive.contains($0) }
      .map { RedundantColumn(column: names[$0], combination: []) }
    // A ridge makes the minimum unique, and with λ₁ alone the choice among equals is the solver's.
    guard options.penalty.lambda == 0, options.isConditioned,
      conditioning.active.count <= QuadraticModel.largestFactored
    else { return Preparation(conditioning: conditioning, redundant: constant) }
    let aliased = aliased(conditioning)
    return Preparation(
      conditioning: conditioning.removing(aliased.map { $0.column }),
      redundant: constant
        + aliased.map { entry in
          RedundantColumn(
            column: names[entry.column],
            combination: entry.combination.map {
              .init(column: names[$0.column], multiple: $0.multiple)
            })
        })
  }

  package func objective(
    _ data: TrainingData, _ loss: any Loss, _ preparation: Preparation
  ) -> Objective {
    let isSymmetric = options.penalty.lambda > 0
    return Objective(
      design: data.design, loss: loss, penalty: options.penalty,
      conditioning: preparation.conditioning,
      referenceOutput: loss.outputCount > 1 && !isSymmetric ? 0 : nil, threads: options.threads)
  }

  private func train(
    _ data: TrainingData, _ loss: any Loss, _ preparation: Preparation, start: [Double]?,
    observe: ((SolverProgress) -> Void)?
  ) -> (coefficients: [Double], report: TrainedClassifier.Report) {
    let objective = objective(data, loss, preparation)
    if let scores = Self.oneClassScores(loss) {
      return oneClass(objective, scores)
    }
    if options.usesFirth {
      return trainFirth(objective, preparation, start: start, observe: observe)
    }
    let choice =
      options.solver.map { SolverChoice(solver: $0, reason: "asked for") }
      ?? SolverChoice.automatic(objective)
    precondition(
      choice.solver.supportsLasso || !objective.hasLasso,
      "\(choice.solver.name) has no absolute-value penalty")
    var monitor = ProgressMonitor(objective, rule: options.stopping, observe: observe)
    let solution = choice.solver.minimize(
      objective, from: start.map { objective.variables($0) } ?? objective.start, monitor: &monitor)
    let status = status(solution, objective, preparation)
    let certified = status.isSuccess
    let covariance =
      options.computesCovariance && certified ? objective.covariance(solution.variables) : nil
    let penalty = objective.penaltyValue(solution.variables)
    return (
      objective.coefficients(solution.variables),
      TrainedClassifier.Report(
        status: status, certificate: solution.certificate, objective: solution.objective,
        logLikelihood: -(solution.objective - penalty) * objective.totalWeight,
        gradientNorm: solution.gradientNorm, passes: solution.passes, solver: choice.solver.name,
        solverReason: options.solver == nil ? choice.reason : nil, covariance: covariance,
        stepReductions: solution.stepReductions)
    )
  }

  private func trainFirth(
    _ objective: Objective, _ preparation: Preparation, start: [Double]?,
    observe: ((SolverProgress) -> Void)?
  ) -> (coefficients: [Double], report: TrainedClassifier.Report) {
    precondition(
      !objective.isPenalized && objective.loss is LogisticLoss,
      "Firth's penalty stands alone, and for several classes is one against the rest")
    var monitor = ProgressMonitor(
      objective, rule: options.stopping, looksForSeparation: false, observe: observe)
    let solution = FirthIteration().minimize(
      objective, from: start.map { objective.variables($0) } ?? objective.start, monitor: &monitor)
    let status: TrainingStatus
    switch solution.termination {
    case .converged:
      status = preparation.redundant.isEmpty ? .converged : .rankDeficient(preparation.redundant)
    case .diverged: status = .diverged
    case .passLimit:
      status = .notConverged(reason: .passLimit, gradient: solution.gradientNorm)
    case .timeLimit:
      status = .notConverged(reason: .timeLimit, gradient: solution.gradientNorm)
    case .singular: status = .notConverged(reason: .singular, gradient: solution.gradientNorm)
    case .stalled, .oscillating, .separating:
      status = .notConverged(reason: .stalled, gradient: solution.gradientNorm)
    }
    let value = objective.evaluate(solution.variables).value
    return (
      objective.coefficients(solution.variables),
      TrainedClassifier.Report(
        status: status, certificate: solution.certificate, objective: solution.objective,
        logLikelihood: -value * objective.totalWeight, gradientNorm: solution.gradientNorm,
        passes: solution.passes, solver: FirthIteration.name, solverReason: nil,
        covariance: options.computesCovariance && status.isSuccess
          ? objective.covariance(solution.variables) : nil)
    )
  }

  func status(
    _ solution: Solution, _ objective: Objective, _ preparation: Preparation
  ) -> TrainingStatus {
    func unless(_ suspect: [Double]?, _ reason: TrainingStatus.Reason) -> TrainingStatus {
      if !objective.isPenalized,
        let separation = options.separationCheck.separation(objective, suspect: suspect)
      {
        return .separated(
          separation.simplified(
            by: preparation.redundant, objective.conditioning, names: objective.design.columnNames))
      }
      return .notConverged(reason: reason, gradient: solution.gradientNorm)
    }
    switch solution.termination {
    case .converged:
      // With a penalty the minimum is unique, and 0 for a constant column: nothing is amiss.
      return preparation.redundant.isEmpty || objective.isPenalized
        ? .converged : .rankDeficient(preparation.redundant)
    case .diverged: return .diverged
    case .separating(let direction): return unless(direction, .stalled)
    case .passLimit: return unless(nil, .passLimit)
    case .timeLimit: return unless(nil, .timeLimit)
    case .stalled: return unless(nil, .stalled)
    case .oscillating: return unless(nil, .oscillating)
    case .singular: return unless(nil, .singular)
    }
  }

  /// The limit of the scores where all rows that count have one class.
  private static func oneClassScores(_ loss: any Loss) -> [Double]? {
    switch loss {
    case let loss as LogisticLoss:
      let score = loss.constantScores[0]
      return score.isFinite ? nil : [score]
    case let loss as SoftmaxLoss:
      let present = Set(
        loss.labels.indices.filter { (loss.weights?[$0] ?? 1) > 0 }.map { loss.labels[$0] })
      guard present.count == 1, let only = present.first else { return nil }
      return (0..<loss.outputCount).map { $0 == Int(only) ? 0 : -.infinity }
    default: return nil
    }
  }

  private func oneClass(
    _ objective: Objective, _ scores: [Double]
  ) -> (coefficients: [Double], report: TrainedClassifier.Report) {
    let zeros = [Double](repeating: 0, count: objective.design.columnCount)
    return (
      scores.flatMap { zeros + [$0] },
      TrainedClassifier.Report(
        status: .oneClass, certificate: nil, objective: 0, logLikelihood: 0, gradientNorm: 0,
        passes: 0, solver: options.solver?.name ?? "none", solverReason: nil, covariance: nil)
    )
  }
}
