/// How much of a column the other columns tell: the factor by which correlation with them raises the
/// variance of its coefficient.
public struct VarianceInflation: Sendable, Equatable {
  public let column: String
  /// 1/(1 − R²) of the weighted regression of the column on the others; nil for redundant columns and
  /// where there are too many columns to tell.
  public let factor: Double?

  /// Of all columns, in order.
  package static func factors(
    _ design: DesignMatrix, _ conditioning: Conditioning, weights: [Double]?, threads: Int
  ) -> [VarianceInflation] {
    factors(
      Objective(
        design: design,
        loss: LogisticLoss(
          targets: [Double](repeating: 0, count: design.rowCount), weights: weights),
        penalty: .none, conditioning: conditioning, threads: threads))
  }

  /// The same from an objective of one output, of which the rows and their weights count.
  static func factors(_ objective: Objective) -> [VarianceInflation] {
    let (design, conditioning) = (objective.design, objective.conditioning)
    var factors = [Double?](repeating: nil, count: design.columnCount)
    if conditioning.variableCount <= QuadraticModel.largestFactored, !conditioning.active.isEmpty {
      let gram = objective.gram()
      if let inverse = CholeskyFactor(gram)?.inverse() {
        for (k, j) in conditioning.active.enumerated() { factors[j] = gram[k, k] * inverse[k, k] }
      }
    }
    return zip(design.columnNames, factors).map { VarianceInflation(column: $0, factor: $1) }
  }
}
