internal import Activations
internal import RealModule

/// Firth's penalised likelihood (1993) of two classes, at a point:
///
/// ```
/// ℓ* = ℓ + ½·log|I|,   I = Σ wᵢx̃ᵢx̃ᵢᵀ,   wᵢ = sᵢpᵢ(1 − pᵢ)
/// ∂ℓ*/∂β = Σ (sᵢ(yᵢ − pᵢ) + hᵢ(½ − pᵢ))·x̃ᵢ,   hᵢ = wᵢ·x̃ᵢᵀI⁻¹x̃ᵢ
/// ```
///
/// with a row of weight s the same as s rows. The penalty, Jeffreys' prior, takes the leading bias
/// out of the estimate and keeps it finite where the labels are separated (Heinze and Schemper
/// 2002).
package struct FirthLikelihood: Sendable {
  /// ℓ.
  package let logLikelihood: Double
  /// ℓ*, with the determinant of the information in original units.
  package let penalized: Double
  /// ∂ℓ*/∂variables.
  package let score: [Double]
  /// I in the variables of the objective.
  package let information: SymmetricMatrix

  /// nil where the information is singular to working precision.
  package init?(_ objective: Objective, at variables: [Double]) {
    guard let loss = objective.loss as? LogisticLoss else { return nil }
    let total = objective.totalWeight
    var information = objective.hessian(variables)
    for k in information.elements.indices { information.elements[k] *= total }
    guard let factor = CholeskyFactor(information) else { return nil }
    let inverse = factor.inverse()
    let sums = objective.pass(variables) { rows, scores, factors in
      var residuals = [Double](repeating: 0, count: rows.count)
      var span = residuals.mutableSpan
      let value = loss.evaluate(scores: scores.span, rows: rows, residuals: &span)
      let lengths = objective.squaredLengths(rows: rows, in: inverse)
      for (i, row) in rows.enumerated() {
        let p = Sigmoid().value(scores[i])
        let q = Sigmoid().value(-scores[i])
        let leverage = (loss.weights?[row] ?? 1) * p * q * lengths[i]
        factors[i] = -residuals[i] + leverage * (q - p) / 2
      }
      return value
    }
    logLikelihood = -sums.value
    let conditioning = objective.conditioning
    let units = conditioning.active.reduce(0) { $0 + Double.log(conditioning.scales[$1]) }
    penalized = logLikelihood + factor.logDeterminant / 2 + units
    score = objective.gradient(sums).map { $0 * total }
    self.information = information
  }
}

extension Objective {
  /// x̃ᵀAx̃ of each row of a block, in the variables of one output.
  func squaredLengths(rows: Range<Int>, in matrix: SymmetricMatrix) -> [Double] {
    let p = conditioning.variableCount
    var stored = [Double](repeating: 0, count: design.columnCount)
    var x = [Double](repeating: 1, count: p)
    return rows.map { row in
      if design.isSparse { for j in stored.indices { stored[j] = 0 } }
      design.forEachStored(inRow: row) { stored[$0] = $1 }
      for (k, j) in conditioning.active.enumerated() {
        x[k] = (stored[j] - conditioning.centers[j]) / conditioning.scales[j]
      }
      var sum = 0.0
      for k in 0..<p {
        sum +=
          x[k] * Reductions.dot(matrix.elements.span.extracting((k * p)..<((k + 1) * p)), x.span)
      }
      return sum
    }
  }
}
