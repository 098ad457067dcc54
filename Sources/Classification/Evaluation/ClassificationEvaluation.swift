/// What a classifier's predictions are worth on labelled rows: plain values, to print or to encode.
///
/// Of two classes the second is the positive one. Of several classes, and of independent labels, each
/// is evaluated against the rest, and ``averages`` sums them up.
public struct ClassificationEvaluation: Sendable, Equatable {
  public let form: TrainedClassifier.Form
  public let classNames: [String]
  /// Rows of positive weight.
  public let rowCount: Int
  public let totalWeight: Double
  /// The positive class of two; else each class or label.
  public let classes: [BinaryEvaluation]
  /// nil for independent labels, and where no threshold could be chosen.
  public let confusion: ConfusionMatrix?
  /// nil for two classes.
  public let averages: ClassAverages?
  /// Mean over the rows, in nats; for independent labels the sum over the labels. Infinite where
  /// ``impossibleRows`` > 0.
  public let logLoss: Double
  public let impossibleRows: Int
  /// Two classes: the mean of (p − y)². Several classes: the mean of Σₖ (pₖ − yₖ)², twice as much for
  /// two. Independent labels: the sum over the labels.
  public let brier: Double
  public let confidence: Double

  /// The share of right decisions; of independent labels, of all labels of all rows. nil where no
  /// threshold could be chosen.
  public var accuracy: Proportion? {
    if let confusion { return confusion.accuracy(confidence: confidence) }
    guard form == .multiLabel, classes.allSatisfy({ $0.counts != nil }) else { return nil }
    let correct = classes.reduce(0) { $0 + $1.counts!.truePositives + $1.counts!.trueNegatives }
    return Proportion(
      count: correct, total: totalWeight * Double(classes.count), confidence: confidence)
  }

  /// Of two classes their AUC, else the mean over the classes.
  public var auc: Metric { averages.map { $0.macro.auc } ?? classes[0].auc.area }

  /// Of two classes.
  public var threshold: Metric? { form == .binary ? classes[0].threshold : nil }
}

extension ClassificationEvaluation {
  /// Evaluates two classes.
  public init(
    _ predictions: BinaryPredictions, classNames: [String],
    options: EvaluationOptions = EvaluationOptions()
  ) {
    precondition(classNames.count == 2, "two classes")
    let evaluation = BinaryEvaluation(predictions, positiveClass: classNames[1], options: options)
    self.init(
      form: .binary, classNames: classNames,
      rowCount: predictions.labels.indices.count { predictions.weight($0) > 0 },
      totalWeight: predictions.totalWeight, classes: [evaluation],
      confusion: evaluation.counts.map {
        ConfusionMatrix(
          classNames: classNames,
          cells: [$0.trueNegatives, $0.falsePositives, $0.falseNegatives, $0.truePositives])
      },
      averages: nil, logLoss: evaluation.logLoss, impossibleRows: evaluation.impossibleRows,
      brier: evaluation.brier, confidence: options.confidence)
  }

  init(
    _ predictions: MulticlassPredictions, form: TrainedClassifier.Form, classNames: [String],
    options: EvaluationOptions, threads: Int
  ) {
    let confusion = ConfusionMatrix(
      classNames: classNames, actual: predictions.labels,
      predicted: predictions.predictedClasses, weights: predictions.weights)
    let classes = Parallel.map(count: classNames.count, threads: threads) { k in
      BinaryEvaluation(
        positiveClass: classNames[k], predictions.against(k), counts: confusion.counts(of: k),
        options)
    }
    self.init(
      form: form, classNames: classNames,
      rowCount: predictions.labels.indices.count { predictions.weights?[$0] ?? 1 > 0 },
      totalWeight: confusion.total, classes: classes, confusion: confusion,
      averages: ClassAverages(classes), logLoss: predictions.logLoss,
      impossibleRows: predictions.impossibleRows, brier: predictions.brierScore,
      confidence: options.confidence)
  }

  /// Evaluates independent labels.
  public init(
    labels: [BinaryPredictions], labelNames: [String],
    options: EvaluationOptions = EvaluationOptions(), threads: Int = 1
  ) {
    precondition(!labels.isEmpty && labels.count == labelNames.count, "predictions of each label")
    let classes = Parallel.map(count: labels.count, threads: threads) { k in
      BinaryEvaluation(labels[k], positiveClass: labelNames[k], options: options)
    }
    self.init(
      form: .multiLabel, classNames: labelNames,
      rowCount: labels[0].labels.indices.count { labels[0].weight($0) > 0 },
      totalWeight: labels[0].totalWeight, classes: classes, confusion: nil,
      averages: ClassAverages(classes), logLoss: classes.reduce(0) { $0 + $1.logLoss },
      impossibleRows: classes.reduce(0) { $0 + $1.impossibleRows },
      brier: classes.reduce(0) { $0 + $1.brier }, confidence: options.confidence)
  }
}
