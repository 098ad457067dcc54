import Classification
import CommandSupport

/// One class against the rest, in JSON.
struct EvaluationClass: Encodable {
  struct Counts: Encodable {
    var truePositives: Double
    var falsePositives: Double
    var falseNegatives: Double
    var trueNegatives: Double

    init(_ counts: BinaryCounts) {
      truePositives = counts.truePositives
      falsePositives = counts.falsePositives
      falseNegatives = counts.falseNegatives
      trueNegatives = counts.trueNegatives
    }
  }

  struct Bin: Encodable {
    var lowest: Double
    var highest: Double
    var weight: Double
    var meanProbability: Double
    var observed: Double
    var observedLower: Double
    var observedUpper: Double
  }

  struct Calibration: Encodable {
    var bins: [Bin]
    var expectedError: Double
    var maximumError: Double
    @Nullable var intercept: Double?
    @Nullable var slope: Double?
    @Nullable var interceptInTheLarge: Double?
  }

  struct Brier: Encodable {
    var reliability: Double
    var resolution: Double
    var uncertainty: Double
    var withinBins: Double
  }

  struct ThresholdRow: Encodable {
    var threshold: Double
    var counts: Counts
  }

  struct Gain: Encodable {
    var depth: Double
    var gain: Double
    var lift: Double
  }

  struct Curves: Encodable {
    /// Threshold (null where none is low or high enough), false and true positive rate.
    var roc: [[Double?]]
    /// Threshold, recall, precision.
    var precisionRecall: [[Double?]]
  }

  var name: String
  var positives: Double
  var negatives: Double
  var metrics: [String: Double?]
  var undefined: [String: String]
  @Nullable var threshold: Double?
  @Nullable var counts: Counts?
  @Nullable var calibration: Calibration?
  @Nullable var brierDecomposition: Brier?
  var thresholds: [ThresholdRow]
  var gains: [Gain]
  var curves: Curves?

  private enum CodingKeys: String, CodingKey {
    case name = "class"
    case positives, negatives, metrics, undefined, threshold, counts, calibration
    case brierDecomposition, thresholds, gains, curves
  }

  init(_ entry: BinaryEvaluation, includesCurves: Bool) {
    name = entry.positiveClass
    positives = entry.positives
    negatives = entry.negatives
    var values: [String: Double?] = [:]
    var reasons: [String: String] = [:]
    for (name, metric) in EvaluationReport.metrics(entry) {
      values.updateValue(metric.value?.finite, forKey: name)
      if let reason = metric.reason { reasons[name] = reason.rawValue }
    }
    metrics = values
    undefined = reasons
    threshold = entry.threshold?.value?.finite
    counts = entry.counts.map { Counts($0) }
    thresholds = []
    gains = []
    guard let found = entry.curves else { return }
    calibration = Calibration(
      bins: found.calibration.bins.map {
        Bin(
          lowest: $0.lowest, highest: $0.highest, weight: $0.weight,
          meanProbability: $0.meanProbability, observed: $0.observed.value,
          observedLower: $0.observed.lower, observedUpper: $0.observed.upper)
      },
      expectedError: found.calibration.expectedError,
      maximumError: found.calibration.maximumError,
      intercept: found.recalibration.intercept.value?.finite,
      slope: found.recalibration.slope.value?.finite,
      interceptInTheLarge: found.recalibration.interceptInTheLarge.value?.finite)
    brierDecomposition = Brier(
      reliability: found.brier.reliability, resolution: found.brier.resolution,
      uncertainty: found.brier.uncertainty, withinBins: found.brier.withinBins)
    thresholds = found.thresholds.rows.map {
      ThresholdRow(threshold: $0.threshold, counts: Counts($0.counts))
    }
    gains = found.gains.rows.map { Gain(depth: $0.depth, gain: $0.gain, lift: $0.lift) }
    if includesCurves {
      curves = Curves(
        roc: found.roc.points.map {
          [$0.threshold.finite, $0.falsePositiveRate, $0.truePositiveRate]
        },
        precisionRecall: found.precisionRecall.points.map {
          [$0.threshold.finite, $0.recall, $0.precision]
        })
    }
  }
}
