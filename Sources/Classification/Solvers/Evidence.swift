internal import RealModule

/// The proof that a point is near enough to the minimum, and the last digits.
package struct Evidence {
  /// F − F* at most this, if anything is known.
  package var certificate: Certificate?
  /// The objective falls forever along this direction, to working precision.
  package var recession: [Double]?
  /// To polish with.
  package var model: QuadraticModel?

  /// A Newton step that changes a score by more than this says nothing about the minimum.
  static let largestScoreChange = 0.5

  private init() {}

  /// For objectives without λ₁: the Newton decrement.
  package init(_ objective: Objective, at variables: [Double], _ evaluation: Evaluation) {
    guard let model = QuadraticModel(objective, at: variables) else {
      self.init()
      return
    }
    let step = model.step(gradient: evaluation.gradient, tolerance: 1e-3)
    self.init(
      objective, model, direction: step.direction, squaredDecrement: step.squaredDecrement)
  }

  init(
    _ objective: Objective, _ model: QuadraticModel, direction: [Double], squaredDecrement: Double
  ) {
    self.model = model
    let change = objective.largestScoreChange(along: direction)
    if change <= Self.largestScoreChange {
      certificate = Certificate(kind: .newtonDecrement, value: squaredDecrement / 2 * .exp(change))
    } else if !objective.isPenalized && objective.smallestMargin(direction) >= -1e-6 * change {
      recession = direction
    }
  }

  /// For objectives with λ₁: the duality gap, with the intercepts made optimal first.
  package init(
    lasso objective: Objective, at variables: inout [Double], _ evaluation: inout Evaluation
  ) {
    objective.settleIntercepts(&variables, &evaluation)
    if let gap = objective.dualityGap(variables, evaluation) {
      certificate = Certificate(kind: .dualityGap, value: gap)
    }
  }
}

extension Objective {
  /// Newton steps for the intercepts alone, until their derivatives are rounding errors.
  func settleIntercepts(_ variables: inout [Double], _ evaluation: inout Evaluation) {
    let indices = interceptIndices
    guard !indices.isEmpty else { return }
    var last = Double.infinity
    for _ in 0..<20 {
      let size = indices.map { evaluation.gradient[$0].magnitude }.max()!
      guard size > 1e-17 && size < last / 2 else { return }
      last = size
      guard
        let model = QuadraticModel(self, at: variables, free: indices, factored: false)
      else { return }
      let step = model.step(gradient: evaluation.gradient, tolerance: 1e-10)
      let candidate = zip(variables, step.direction).map { $0 + $1 }
      let next = evaluate(candidate)
      guard next.value <= evaluation.value + 1e-13 * evaluation.value.magnitude else { return }
      (variables, evaluation) = (candidate, next)
    }
  }

  /// Primal less dual objective:
  ///
  /// ```
  /// D = −(1/S)·Σ sᵢℓ*(t·rᵢ) − Σⱼ max(|t·gⱼ| − λ₁ⱼ, 0)²/(2λ₂ⱼ),   g = ∂(loss)/∂u
  /// ```
  ///
  /// with the largest t ≤ 1 that is feasible; nil where nothing bounds a variable.
  package func dualityGap(_ variables: [Double], _ evaluation: Evaluation) -> Double? {
    var scale = 1.0
    let intercepts = Set(interceptIndices)
    var slopes = evaluation.gradient
    for k in slopes.indices where !intercepts.contains(k) {
      slopes[k] -= ridge[k] * variables[k]
      guard ridge[k] == 0 else { continue }
      guard lasso[k] > 0 else { return nil }
      scale = min(scale, lasso[k] / max(slopes[k].magnitude, .leastNormalMagnitude))
    }
    let t = scale
    let conjugates = forEachScoreBlock(variables) { rows, scores in
      var residuals = [Double](repeating: 0, count: scores.count)
      var span = residuals.mutableSpan
      _ = loss.evaluate(scores: scores.span, rows: rows, residuals: &span)
      return loss.conjugate(residuals: residuals.span, scale: t, rows: rows)
    }
    var dual = -(Parallel.pairwiseSum(conjugates.map { [$0] }).first ?? 0) / totalWeight
    for k in slopes.indices where !intercepts.contains(k) && ridge[k] > 0 {
      let excess = max((t * slopes[k]).magnitude - lasso[k], 0)
      dual -= excess * excess / (2 * ridge[k])
    }
    let value = evaluation.value
    return max(value - dual, value.magnitude * .ulpOfOne)
  }
}
