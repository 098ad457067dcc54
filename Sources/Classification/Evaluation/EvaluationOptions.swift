/// What to evaluate and how.
public struct EvaluationOptions: Sendable, Equatable {
  /// Of all intervals.
  public var confidence: Double
  /// For two classes and for independent labels; several classes have the largest probability.
  public var threshold: ThresholdRule
  /// Of the calibration curve and the parts of the Brier score.
  public var binning: Binning
  /// The rows of the threshold table.
  public var tableThresholds: [Double]
  public var gainSteps: Int
  /// Whether to make curves, tables and calibration, or single numbers only.
  public var includesCurves: Bool

  /// - Parameters:
  ///   - confidence: between 0 and 1.
  ///   - tableThresholds: between 0 and 1.
  ///   - gainSteps: at least 1.
  public init(
    confidence: Double = 0.95, threshold: ThresholdRule = .fixed(0.5),
    binning: Binning = .equalWidth(10),
    tableThresholds: [Double] = (1..<20).map { Double($0) / 20 }, gainSteps: Int = 10,
    includesCurves: Bool = true
  ) {
    precondition(confidence > 0 && confidence < 1, "a confidence between 0 and 1")
    self.confidence = confidence
    self.threshold = threshold
    self.binning = binning
    self.tableThresholds = tableThresholds
    self.gainSteps = gainSteps
    self.includesCurves = includesCurves
  }
}
