/// A number that may not exist: without rows of both classes there is no AUC, without predicted
/// positives no precision. Then there is a reason, never a 0 or a NaN. A log loss can be infinite.
public enum Metric: Sendable, Equatable {
  case value(Double)
  case undefined(Reason)

  /// Why there is no value; the raw values read as clauses.
  public enum Reason: String, Sendable, CaseIterable {
    case noWeight = "no row has a weight"
    case oneClass = "only one class occurs"
    case noPositives = "no row is positive"
    case noNegatives = "no row is negative"
    case noPredictedPositives = "no row is predicted positive"
    case noPredictedNegatives = "no row is predicted negative"
    case noPositivesAtAll = "no row is positive or predicted positive"
    case oneClassPredicted = "only one class is predicted"
    case tooFewRows = "fewer than two rows of a class"
    case separated = "the scores separate the classes"
    case infiniteScores = "some probabilities are 0 or 1"
    case constantScores = "all scores are equal"
    case notConverged = "the recalibrating fit did not converge"
    case noThreshold = "no threshold could be chosen"
    case undefinedForAClass = "undefined for some class"
    case undefinedInAllFolds = "undefined in all folds"
    case tooFewFolds = "defined in fewer than two folds"
  }

  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  public var reason: Reason? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// numerator/denominator, undefined where the denominator is 0.
  static func ratio(_ numerator: Double, _ denominator: Double, orElse reason: Reason) -> Metric {
    denominator > 0 ? .value(numerator / denominator) : .undefined(reason)
  }

  func map(_ transform: (Double) -> Double) -> Metric {
    switch self {
    case .value(let value): .value(transform(value))
    case .undefined: self
    }
  }
}
