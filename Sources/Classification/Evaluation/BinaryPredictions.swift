internal import Activations
internal import RealModule

/// Predictions of two classes beside what happened: what evaluation starts from.
///
/// Scores, the log odds of the positive class, keep the digits that probabilities near 0 and 1 have
/// lost: they order rows whose probabilities are equal, and their log loss is finite. Weights count
/// as repetitions of their rows, in standard errors and intervals too; rows of weight 0 do not count.
public struct BinaryPredictions: Sendable {
  /// log(p/(1 − p)); infinite where p is 0 or 1.
  public let scores: [Double]
  /// p.
  public let probabilities: [Double]
  /// 1 − p, to full precision where there are scores.
  public let complements: [Double]
  /// Whether each row is positive.
  public let labels: [Bool]
  /// nil for 1 each.
  public let weights: [Double]?
  /// Sums of the weights.
  public let positiveWeight: Double
  public let negativeWeight: Double

  public var totalWeight: Double { positiveWeight + negativeWeight }

  func weight(_ row: Int) -> Double { weights == nil ? 1 : weights![row] }

  /// - Parameter scores: log odds; they may be infinite.
  /// - Throws: ``EvaluationError`` where counts do not match, a score is NaN, or a weight is negative
  ///   or not finite or all are 0.
  public init(
    scores: [Double], labels: [Bool], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try EvaluationError.check(rowCount: scores.count, labelCount: labels.count, weights)
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .notANumber(row: row) }
    var probabilities = scores
    var complements = scores.map { -$0 }
    Self.applySigmoid(&probabilities)
    Self.applySigmoid(&complements)
    self.init(
      scores: scores, probabilities: probabilities, complements: complements, labels: labels,
      weights: weights)
  }

  /// - Parameter probabilities: of the positive class.
  /// - Throws: ``EvaluationError`` as above, and where a probability is not in 0...1.
  public init(
    probabilities: [Double], labels: [Bool], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try EvaluationError.check(rowCount: probabilities.count, labelCount: labels.count, weights)
    if let row = probabilities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .notAProbability(row: row, value: probabilities[row])
    }
    self.init(
      scores: probabilities.map { .log($0) - .log(onePlus: -$0) }, probabilities: probabilities,
      complements: probabilities.map { 1 - $0 }, labels: labels, weights: weights)
  }

  private init(
    scores: [Double], probabilities: [Double], complements: [Double], labels: [Bool],
    weights: [Double]?
  ) {
    self.scores = scores
    self.probabilities = probabilities
    self.complements = complements
    self.labels = labels
    self.weights = weights
    var (positive, negative) = (0.0, 0.0)
    for row in labels.indices {
      if labels[row] { positive += weights?[row] ?? 1 } else { negative += weights?[row] ?? 1 }
    }
    positiveWeight = positive
    negativeWeight = negative
  }

  private static func applySigmoid(_ values: inout [Double]) {
    let copy = values
    var span = values.mutableSpan
    Sigmoid().values(of: copy.span, into: &span)
  }

  /// Σ sᵢ·term(i)/S over the rows that count.
  func mean(_ term: (_ row: Int) -> Double) -> Double {
    let terms = labels.indices.map { row in
      let s = weight(row)
      return s > 0 ? s * term(row) : 0
    }
    return Reductions.sum(terms.span) / totalWeight
  }
}

/// What is wrong with predictions that are to be evaluated.
public enum EvaluationError: Error, Sendable, Equatable {
  case labelCount(found: Int, rows: Int)
  case weightCount(found: Int, rows: Int)
  /// Negative or not finite.
  case badWeight(row: Int, value: Double)
  /// There are no rows, or all weights are 0.
  case noWeight
  /// A score is NaN.
  case notANumber(row: Int)
  /// Not in 0...1.
  case notAProbability(row: Int, value: Double)
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// The target of an independent label is neither 0 nor 1.
  case notBinary(row: Int, label: String, value: Double)
  /// The data have other classes than the classifier.
  case classNames(found: [String], expected: [String])

  static func check(
    rowCount: Int, labelCount: Int, _ weights: [Double]?
  ) throws(EvaluationError) {
    guard labelCount == rowCount else { throw .labelCount(found: labelCount, rows: rowCount) }
    guard let weights else {
      if rowCount == 0 { throw .noWeight }
      return
    }
    guard weights.count == rowCount else {
      throw .weightCount(found: weights.count, rows: rowCount)
    }
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badWeight(row: row, value: weights[row])
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
  }
}
