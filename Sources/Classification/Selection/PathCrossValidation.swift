/// The path of λ with the loss of each λ on rows held out, and the λ that this chooses.
public struct PathCrossValidation: Sendable {
  /// What is compared.
  public enum Measure: String, Sendable, CaseIterable {
    /// Half of the deviance a row.
    case logLoss = "log-loss"
    case brier
    /// The share of wrong decisions; at ½ for two classes and independent labels.
    case error
  }

  public struct Point: Sendable, Equatable {
    public let lambda: Double
    /// Of each fold; nil where its rows held out have weight 0, or its training failed.
    public let foldLosses: [Double?]
    /// Mean over the folds that have a loss, weighted with the weights of their rows; nil where none
    /// has one.
    public let mean: Double?
    /// √(weighted mean of (loss − mean)² / (k − 1)) over k folds, as in glmnet.
    public let standardError: Double?
    public let nonzeroCount: Int

    /// How many folds have a loss.
    public var foldCount: Int { foldLosses.count { $0 != nil } }
  }

  /// Of all rows.
  public let path: PenaltyPath
  public let measure: Measure
  public let folds: Folds
  /// One for each step of the path.
  public let points: [Point]
  /// The step with the least mean, of equals that of the largest λ: `lambda.min`. Among those only
  /// where no fold is missing that has a loss at another λ, since means over different rows cannot be
  /// compared; nil where there is none.
  public let best: Int?
  /// Of these the step of the largest λ whose mean is within a standard error of the least:
  /// `lambda.1se`.
  public let withinOneError: Int?
  /// The statuses of each fold's trainings, by step.
  public let foldStatuses: [[TrainingStatus]]

  public var lambdaMin: Double? { best.map { path.steps[$0].lambda } }
  public var lambda1SE: Double? { withinOneError.map { path.steps[$0].lambda } }

  /// Trains the path on all rows and, for the same values of λ, without each fold; these side by side
  /// on `training.threads` threads. The bits do not depend on their number.
  ///
  /// - Throws: ``EvaluationError`` where an independent label is neither 0 nor 1.
  public init(
    _ data: TrainingData, folds: Folds, measure: Measure = .logLoss,
    options: PenaltyPathOptions = PenaltyPathOptions(),
    training: TrainingOptions = TrainingOptions()
  ) throws(EvaluationError) {
    precondition(folds.assignment.count == data.rowCount, "a fold for each row")
    let path = PenaltyPath(data, options: options, training: training)
    var foldOptions = options
    foldOptions.lambdas = path.lambdas
    var inner = training
    inner.threads = max(training.threads / folds.count, 1)
    let (innerTraining, innerOptions) = (inner, foldOptions)
    let results = Parallel.map(count: folds.count, threads: training.threads) { fold in
      Self.losses(data, folds, fold, measure, innerOptions, innerTraining)
    }
    for case .failure(let error) in results.map({ $0.losses }) { throw error }
    let weights = (0..<folds.count).map { fold in
      folds.heldOut(fold).reduce(0) { $0 + (data.weights?[$1] ?? 1) }
    }
    points = path.steps.enumerated().map { k, step in
      Self.point(
        lambda: step.lambda, nonzeroCount: step.nonzeroCount,
        results.map { (try? $0.losses.get())?[k] ?? nil }, weights)
    }
    self.path = path
    self.measure = measure
    self.folds = folds
    foldStatuses = results.map { $0.statuses }
    (best, withinOneError) = Self.choice(points, foldCount: folds.count)
  }

  /// The folds that have no loss at any λ: their training failed throughout, or their rows have
  /// weight 0.
  public var unusableFolds: [Int] {
    (0..<folds.count).filter { fold in points.allSatisfy { $0.foldLosses[fold] == nil } }
  }

  /// The best of the points that can be compared, and the largest λ within an error of it.
  package static func choice(
    _ points: [Point], foldCount: Int
  ) -> (best: Int?, withinOneError: Int?) {
    let usable = (0..<foldCount).filter { fold in points.contains { $0.foldLosses[fold] != nil } }
    let comparable = points.indices.filter { k in
      points[k].mean != nil && usable.allSatisfy { points[k].foldLosses[$0] != nil }
    }
    var best: Int?
    for k in comparable where points[k].mean! < best.map({ points[$0].mean! }) ?? .infinity {
      best = k
    }
    guard let best, let error = points[best].standardError else { return (best, nil) }
    return (best, comparable.first { points[$0].mean! <= points[best].mean! + error })
  }

  private struct FoldResult: Sendable {
    let losses: Result<[Double?], EvaluationError>
    let statuses: [TrainingStatus]
  }

  private static func losses(
    _ data: TrainingData, _ folds: Folds, _ fold: Int, _ measure: Measure,
    _ options: PenaltyPathOptions, _ training: TrainingOptions
  ) -> FoldResult {
    let test = data.selectingRows(folds.heldOut(fold))
    let path = PenaltyPath(
      data.selectingRows(folds.training(fold)), options: options, training: training)
    let statuses = path.steps.map { $0.model.status }
    var losses: [Double?] = []
    for step in path.steps {
      guard step.model.status.isSuccess, test.weights?.contains(where: { $0 > 0 }) ?? true else {
        losses.append(nil)
        continue
      }
      do throws(EvaluationError) {
        losses.append(try step.model.loss(on: test, measure))
      } catch {
        return FoldResult(losses: .failure(error), statuses: statuses)
      }
    }
    return FoldResult(losses: .success(losses), statuses: statuses)
  }

  /// The mean of the folds' losses and its error.
  package static func point(
    lambda: Double, nonzeroCount: Int, _ losses: [Double?], _ weights: [Double]
  ) -> Point {
    let defined = losses.indices.filter { losses[$0] != nil }
    let total = defined.reduce(0) { $0 + weights[$1] }
    guard total > 0 else {
      return Point(
        lambda: lambda, foldLosses: losses, mean: nil, standardError: nil,
        nonzeroCount: nonzeroCount)
    }
    let mean = defined.reduce(0) { $0 + weights[$1] * losses[$1]! } / total
    let variance =
      defined.reduce(0) { $0 + weights[$1] * (losses[$1]! - mean) * (losses[$1]! - mean) } / total
    return Point(
      lambda: lambda, foldLosses: losses, mean: mean,
      standardError: defined.count > 1
        ? (variance / Double(defined.count - 1)).squareRoot() : nil,
      nonzeroCount: nonzeroCount)
  }
}

extension TrainedClassifier {
  /// One number without the rest of an evaluation, which needs the rows in order.
  fileprivate func loss(
    on data: TrainingData, _ measure: PathCrossValidation.Measure
  ) throws(EvaluationError) -> Double {
    let scores = scores(for: data.design)
    let n = data.rowCount
    switch data.response {
    case .classes(let labels) where form == .binary:
      return try Self.loss(
        BinaryPredictions(
          scores: scores, labels: labels.map { $0 == 1 }, weights: data.weights), measure)
    case .classes(let labels):
      let count = classNames.count
      let predictions = MulticlassPredictions(
        logProbabilities: form == .softmax
          ? MulticlassPredictions.logSoftmax(scores, classCount: count)
          : MulticlassPredictions.logNormalizedSigmoids(scores, classCount: count),
        classCount: count, labels: labels.map { Int($0) }, weights: data.weights)
      switch measure {
      case .logLoss: return predictions.logLoss
      case .brier: return predictions.brierScore
      case .error:
        return 1
          - ConfusionMatrix(
            classNames: classNames, actual: predictions.labels,
            predicted: predictions.predictedClasses, weights: data.weights
          ).accuracy().value
      }
    case .indicators(let columns):
      var sum = 0.0
      for (k, column) in columns.enumerated() {
        if let row = column.firstIndex(where: { $0 != 0 && $0 != 1 }) {
          throw .notBinary(row: row, label: classNames[k], value: column[row])
        }
        sum += try Self.loss(
          BinaryPredictions(
            scores: Array(scores[(k * n)..<((k + 1) * n)]), labels: column.map { $0 == 1 },
            weights: data.weights), measure)
      }
      return sum
    }
  }

  private static func loss(
    _ predictions: BinaryPredictions, _ measure: PathCrossValidation.Measure
  ) -> Double {
    switch measure {
    case .logLoss: predictions.logLoss
    case .brier: predictions.brierScore
    case .error:
      predictions.mean { row in
        (predictions.probabilities[row] >= 0.5) == predictions.labels[row] ? 0 : 1
      }
    }
  }
}
