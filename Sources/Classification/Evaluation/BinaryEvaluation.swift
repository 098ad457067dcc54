/// One positive class against the rest: everything that is said of two classes.
public struct BinaryEvaluation: Sendable, Equatable {
  /// What needs all rows ordered or fitted; left out by ``EvaluationOptions/includesCurves``.
  public struct Curves: Sendable, Equatable {
    public let roc: ROCCurve
    public let precisionRecall: PrecisionRecallCurve
    public let calibration: CalibrationCurve
    public let brier: BrierDecomposition
    public let recalibration: Recalibration
    public let thresholds: ThresholdTable
    public let gains: GainsTable
  }

  public let positiveClass: String
  /// Sums of weights.
  public let positives: Double
  public let negatives: Double
  public let auc: AreaUnderROC
  public let averagePrecision: Metric
  /// In nats; infinite where ``impossibleRows`` > 0.
  public let logLoss: Double
  /// Rows where something happened that had probability 0.
  public let impossibleRows: Int
  public let brier: Double
  /// Rows of at least this probability are predicted positive. Undefined where the rule has no choice
  /// on these rows, and for one of several classes, where the largest probability decides.
  public let threshold: Metric?
  /// The decisions; nil without a threshold.
  public let counts: BinaryCounts?
  public let curves: Curves?

  /// - Parameter counts: the decisions, where it is not a threshold that decides.
  init(
    positiveClass: String, _ predictions: BinaryPredictions, counts: BinaryCounts?,
    _ options: EvaluationOptions
  ) {
    self.positiveClass = positiveClass
    positives = predictions.positiveWeight
    negatives = predictions.negativeWeight
    let byScore = Ranking(predictions, by: predictions.scores)
    let byProbability = Ranking(predictions, by: predictions.probabilities)
    auc = AreaUnderROC(byScore, confidence: options.confidence)
    let precisionRecall = PrecisionRecallCurve(byScore)
    averagePrecision = precisionRecall.averagePrecision
    logLoss = predictions.logLoss
    impossibleRows = predictions.impossibleRows
    brier = predictions.brierScore
    let sweep = ThresholdSweep(byProbability)
    if let counts {
      threshold = nil
      self.counts = counts
    } else {
      let best = sweep.best(options.threshold)
      threshold = best
      self.counts = best.value.map { sweep.counts(at: $0) }
    }
    guard options.includesCurves else {
      curves = nil
      return
    }
    let calibration = CalibrationCurve(
      byProbability, binning: options.binning, confidence: options.confidence)
    curves = Curves(
      roc: ROCCurve(byScore), precisionRecall: precisionRecall, calibration: calibration,
      brier: BrierDecomposition(predictions, calibration),
      recalibration: Recalibration(predictions), thresholds: sweep.table(options.tableThresholds),
      gains: GainsTable(byScore, steps: options.gainSteps))
  }

  /// Evaluates predictions of two classes.
  public init(
    _ predictions: BinaryPredictions, positiveClass: String = "positive",
    options: EvaluationOptions = EvaluationOptions()
  ) {
    self.init(positiveClass: positiveClass, predictions, counts: nil, options)
  }
}
