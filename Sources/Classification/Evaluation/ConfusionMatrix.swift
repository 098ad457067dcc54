/// How much weight of each class was predicted to be each class.
public struct ConfusionMatrix: Sendable, Equatable {
  public let classNames: [String]
  /// Row-major: a row for each actual class, a column for each predicted class.
  public let cells: [Double]

  /// - Parameter cells: sums of weights, as many as the square of the number of classes.
  public init(classNames: [String], cells: [Double]) {
    precondition(cells.count == classNames.count * classNames.count, "a square matrix")
    self.classNames = classNames
    self.cells = cells
  }

  /// - Parameters:
  ///   - actual: the class of each row, an index into `classNames`.
  ///   - predicted: the class predicted for it.
  ///   - weights: of the rows, at least 0; nil for 1 each.
  public init(
    classNames: [String], actual: [Int], predicted: [Int], weights: [Double]? = nil
  ) {
    precondition(actual.count == predicted.count, "a prediction for each row")
    precondition(weights == nil || weights!.count == actual.count, "a weight for each row")
    var cells = [Double](repeating: 0, count: classNames.count * classNames.count)
    for (row, label) in actual.enumerated() {
      cells[label * classNames.count + predicted[row]] += weights?[row] ?? 1
    }
    self.init(classNames: classNames, cells: cells)
  }

  public subscript(actual actual: Int, predicted predicted: Int) -> Double {
    cells[actual * classNames.count + predicted]
  }

  public var total: Double { cells.reduce(0, +) }

  /// The weight of each actual class.
  public var actualTotals: [Double] {
    classNames.indices.map { k in
      classNames.indices.reduce(0) { $0 + self[actual: k, predicted: $1] }
    }
  }

  public var predictedTotals: [Double] {
    classNames.indices.map { k in
      classNames.indices.reduce(0) { $0 + self[actual: $1, predicted: k] }
    }
  }

  /// The weight of the right predictions.
  public var correct: Double {
    classNames.indices.reduce(0) { $0 + self[actual: $1, predicted: $1] }
  }

  /// correct/total, with Wilson's interval; `confidence` lies between 0 and 1.
  public func accuracy(confidence: Double = 0.95) -> Proportion {
    Proportion(count: correct, total: total, confidence: confidence)
  }

  /// One class against all others.
  public func counts(of positive: Int) -> BinaryCounts {
    let hits = self[actual: positive, predicted: positive]
    var (missed, wrong, rest) = (0.0, 0.0, 0.0)
    for i in classNames.indices where i != positive {
      missed += self[actual: positive, predicted: i]
      wrong += self[actual: i, predicted: positive]
      for j in classNames.indices where j != positive { rest += self[actual: i, predicted: j] }
    }
    return BinaryCounts(
      truePositives: hits, falsePositives: wrong, falseNegatives: missed, trueNegatives: rest)
  }

  /// The mean recall of the classes that occur.
  public var balancedAccuracy: Metric {
    let recalls = classNames.indices.compactMap { counts(of: $0).recall.value }
    return recalls.count > 1
      ? .value(recalls.reduce(0, +) / Double(recalls.count)) : .undefined(.oneClass)
  }

  /// Cohen's κ (1960): (agreement − chance)/(1 − chance), where chance = Σ actual·predicted shares.
  public var kappa: Metric {
    let total = total
    let chance = zip(actualTotals, predictedTotals).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = total * total - chance
    // Chance agrees always where only one class is there and is predicted.
    guard occurring(actualTotals) > 1 || occurring(predictedTotals) > 1 else {
      return .undefined(.oneClass)
    }
    return .value((correct * total - chance) / spread)
  }

  /// The correlation of actual and predicted classes (Matthews 1975; Gorodkin 2004 for several).
  public var matthewsCorrelation: Metric {
    guard occurring(actualTotals) > 1 else { return .undefined(.oneClass) }
    guard occurring(predictedTotals) > 1 else { return .undefined(.oneClassPredicted) }
    let total = total
    func spread(_ sums: [Double]) -> Double {
      total * total - sums.reduce(0) { $0 + $1 * $1 }
    }
    let covariance =
      correct * total - zip(actualTotals, predictedTotals).reduce(0) { $0 + $1.0 * $1.1 }
    return .value(
      covariance / (spread(actualTotals).squareRoot() * spread(predictedTotals).squareRoot()))
  }

  private func occurring(_ sums: [Double]) -> Int { sums.count { $0 > 0 } }
}
