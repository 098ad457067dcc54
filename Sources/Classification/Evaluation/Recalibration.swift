internal import Activations
internal import RealModule

/// Logistic recalibration (Cox 1958): what would have to be done to the log odds z to fit what
/// happened, log odds = a + b·z by maximum likelihood.
///
/// b < 1 means predictions too extreme, as after overfitting; b > 1 too timid. With b = 1 held fixed
/// the intercept is calibration in the large: positive where probabilities are too low on the whole.
public struct Recalibration: Sendable, Equatable {
  /// a and b.
  public let intercept: Metric
  public let interceptStandardError: Metric
  public let slope: Metric
  public let slopeStandardError: Metric
  /// a where b = 1: Σ sᵢ(σ(zᵢ + a) − yᵢ) = 0.
  public let interceptInTheLarge: Metric

  /// By Newton's method. Undefined where only one class occurs, where a score is infinite, and the
  /// slope and its intercept where the scores separate the labels.
  public init(_ predictions: BinaryPredictions) {
    let rows = predictions.labels.indices.filter { predictions.weight($0) > 0 }
    let largest = rows.map { predictions.scores[$0].magnitude }.max() ?? 0
    if predictions.positiveWeight == 0 || predictions.negativeWeight == 0 {
      self.init(undefined: .oneClass)
    } else if !largest.isFinite {
      self.init(undefined: .infiniteScores)
    } else {
      self.init(predictions, rows, inTheLarge: Self.inTheLarge(predictions, rows, largest))
    }
  }

  private init(undefined reason: Metric.Reason) {
    intercept = .undefined(reason)
    interceptStandardError = .undefined(reason)
    slope = .undefined(reason)
    slopeStandardError = .undefined(reason)
    interceptInTheLarge = .undefined(reason)
  }

  private init(_ predictions: BinaryPredictions, _ rows: [Int], inTheLarge: Metric) {
    let trained = Self.trained(predictions, rows)
    if trained.status == .converged, let covariance = trained.reports[0].covariance {
      intercept = .value(trained.scoreFunctions[0].intercept)
      slope = .value(trained.scoreFunctions[0].weights[0])
      slopeStandardError = .value(covariance[0].squareRoot())
      interceptStandardError = .value(covariance[3].squareRoot())
    } else {
      let reason: Metric.Reason =
        switch trained.status {
        case .rankDeficient: .constantScores
        case .separated: .separated
        default: .notConverged
        }
      intercept = .undefined(reason)
      slope = .undefined(reason)
      slopeStandardError = .undefined(reason)
      interceptStandardError = .undefined(reason)
    }
    interceptInTheLarge = inTheLarge
  }

  private static func trained(
    _ predictions: BinaryPredictions, _ rows: [Int]
  ) -> TrainedClassifier {
    let builder = DenseDesignBuilder(rowCount: rows.count, columnNames: ["score"])
    for (i, row) in rows.enumerated() { builder[i, 0] = predictions.scores[row] }
    guard let design = try? builder.finish(),
      let data = try? TrainingData(
        design: design, classes: rows.map { predictions.labels[$0] ? 1 : 0 },
        classNames: ["negative", "positive"],
        weights: predictions.weights.map { all in rows.map { all[$0] } })
    else { preconditionFailure("finite scores and checked weights are data to train on") }
    return LogisticTrainer().train(data)
  }

  /// Newton's method, kept within an interval that holds the root: the sum rises with a.
  private static func inTheLarge(
    _ predictions: BinaryPredictions, _ rows: [Int], _ largest: Double
  ) -> Metric {
    let odds = predictions.positiveWeight / predictions.negativeWeight
    let reach = largest + Double.log(odds).magnitude + 1
    var (low, high, a) = (-reach, reach, 0.0)
    for _ in 0..<200 {
      var (sum, slope) = (0.0, 0.0)
      for row in rows {
        let score = predictions.scores[row] + a
        let s = predictions.weight(row)
        let (p, q) = (Sigmoid().value(score), Sigmoid().value(-score))
        sum += s * (predictions.labels[row] ? -q : p)
        slope += s * p * q
      }
      if sum == 0 { break }
      if sum > 0 { high = a } else { low = a }
      let newton = a - sum / slope
      let next = newton > low && newton < high ? newton : (low + high) / 2
      let change = (next - a).magnitude
      a = next
      if change <= 1e-15 * (1 + a.magnitude) { break }
    }
    return .value(a)
  }
}
