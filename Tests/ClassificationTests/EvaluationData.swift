import Classification
import Statistics

/// Sixteen rows with ties within and across the classes. Expected values: scikit-learn 1.2.1
/// (`sklearn.metrics`) and R 4.2.2 with pROC 1.18.0, `glm` and `prop.test`, on exactly these rows.
enum SixteenRows {
  static let labels = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0].map { $0 == 1 }
  static let probabilities = [
    0.1, 0.4, 0.35, 0.8, 0.3, 0.4, 0.2, 0.9, 0.65, 0.65, 0.7, 0.05, 0.5, 0.55, 0.95, 0.4,
  ]
  static let weights = [1, 2, 0.5, 1, 3, 1, 0, 2, 1, 1, 1, 0.25, 1, 2, 1, 1.5]

  static func predictions(weighted: Bool = false) throws -> BinaryPredictions {
    try BinaryPredictions(
      probabilities: probabilities, labels: labels, weights: weighted ? weights : nil)
  }
}

/// Random scores with many ties, labels that depend on them, and small whole weights, some 0.
struct TiedScores {
  var scores: [Double] = []
  var labels: [Bool] = []
  var weights: [Double] = []

  init(rowCount: Int, levels: Int, seed: UInt32) {
    var stream = RandomStream(seed: seed)
    for _ in 0..<rowCount {
      let level = stream.integer(below: levels)
      scores.append((Double(level) - Double(levels) / 2) / 3)
      labels.append(stream.uniform() < (Double(level) + 1) / Double(levels + 2))
      weights.append(Double(stream.integer(below: 4)))
    }
  }

  func predictions(weighted: Bool = false) throws -> BinaryPredictions {
    try BinaryPredictions(scores: scores, labels: labels, weights: weighted ? weights : nil)
  }

  /// Each row as often as its weight says.
  func repeated() throws -> BinaryPredictions {
    let rows = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    return try BinaryPredictions(
      scores: rows.map { scores[$0] }, labels: rows.map { labels[$0] })
  }
}

/// Whether two numbers agree to a relative error.
func agree(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-14) -> Bool {
  guard let a else { return false }
  return a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}
