internal import Activations
internal import RealModule
internal import Statistics

/// The model as a whole: its fit, and its tests against the model of intercepts alone.
extension ProblemInference {
  func fitStatistics(
    _ variables: [Double]?, inverse: SymmetricMatrix?, _ probabilities: [Double]?
  ) -> FitStatistics {
    let start = objective.start
    let null = objective.value(start) - objective.penaltyValue(start)
    let firth = usesFirth && variables != nil ? FirthLikelihood(objective, at: variables!) : nil
    return FitStatistics(
      observations: objective.totalWeight, parameters: parameters(variables, inverse: inverse),
      logLikelihood: report.logLikelihood, penalizedLogLikelihood: firth?.penalized,
      nullLogLikelihood: start.allSatisfy(\.isFinite) ? -null * objective.totalWeight : 0,
      saturatedLogLikelihood: saturated, tjur: variables.flatMap { tjur($0, probabilities) })
  }

  private func parameters(_ variables: [Double]?, inverse: SymmetricMatrix?) -> Double {
    let count = Double(objective.variableCount)
    guard objective.isPenalized, let variables else { return count }
    let intercepts = objective.interceptIndices
    if objective.hasLasso {
      return Double(slopes.count { variables[$0] != 0 } + intercepts.count)
    }
    guard let inverse else { return .nan }
    var effective = count
    for k in 0..<inverse.count { effective -= objective.ridge[k] * inverse[k, k] }
    if objective.isSymmetric {
      for i in intercepts {
        for j in intercepts {
          effective -= Objective.pin / Double(intercepts.count) * inverse[i, j]
        }
      }
    }
    return effective
  }

  /// 0 but for targets between 0 and 1.
  private var saturated: Double {
    guard let loss = objective.loss as? LogisticLoss else { return 0 }
    return loss.targets.indices.reduce(0) { sum, row in
      let y = loss.targets[row]
      return y == 0 || y == 1 ? sum : sum + (loss.weights?[row] ?? 1) * (plogp(y) + plogp(1 - y))
    }
  }

  func likelihoodRatioTest(_ fit: FitStatistics) -> ModelInference.TestResult? {
    guard usesFirth else {
      return Self.test(
        2 * (fit.logLikelihood - fit.nullLogLikelihood), degreesOfFreedom: slopes.count)
    }
    // The penalty of the model with all columns, at the best intercept without them.
    guard !slopes.isEmpty, let penalized = fit.penalizedLogLikelihood else { return nil }
    var monitor = ProgressMonitor(objective, rule: StoppingRule(), looksForSeparation: false)
    let null =
      objective.interceptIndices.isEmpty
      ? FirthLikelihood(objective, at: objective.start)
      : FirthLikelihood(
        objective,
        at: FirthIteration(free: objective.interceptIndices).minimize(
          objective, from: objective.start, monitor: &monitor
        ).variables)
    return null.flatMap {
      Self.test(2 * (penalized - $0.penalized), degreesOfFreedom: slopes.count)
    }
  }

  /// uᵀI⁻¹u of the score and information at the intercepts alone (Rao 1948).
  var scoreTest: ModelInference.TestResult? {
    let start = objective.start
    guard objective.variableCount <= QuadraticModel.largestFactored,
      let factor = CholeskyFactor(objective.hessian(start))
    else { return nil }
    let squared = factor.solve(objective.evaluate(start).gradient).squaredLength
    return Self.test(objective.totalWeight * squared, degreesOfFreedom: slopes.count)
  }

  /// wᵀV⁻¹w of the slopes and their covariance.
  func waldTest(
    _ variables: [Double], inverse: SymmetricMatrix?
  ) -> ModelInference.TestResult? {
    guard let block = inverse?.restricted(to: slopes), let factor = CholeskyFactor(block) else {
      return nil
    }
    let squared = factor.solve(slopes.map { variables[$0] }).squaredLength
    return Self.test(objective.totalWeight * squared, degreesOfFreedom: slopes.count)
  }

  static func test(
    _ statistic: Double, degreesOfFreedom: Int
  ) -> ModelInference.TestResult? {
    guard degreesOfFreedom > 0, statistic.isFinite else { return nil }
    let value = max(statistic, 0)
    return ModelInference.TestResult(
      statistic: value, degreesOfFreedom: degreesOfFreedom,
      p: ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(value))
  }

  /// Of the positive class in each row; nil for several classes, and for rows that are not kept.
  func fittedProbabilities(_ variables: [Double]) -> [Double]? {
    objective.isStreamed ? nil : Self.probabilities(variables, of: objective)
  }

  private static func probabilities(_ variables: [Double], of objective: Objective) -> [Double]? {
    guard objective.loss is LogisticLoss else { return nil }
    let probabilities = DenseValues(count: objective.design.rowCount)
    _ = objective.forEachScoreBlock(variables) { rows, scores in
      probabilities.withMutableElements(rows) { Sigmoid().values(of: scores.span, into: &$0) }
      return 0
    }
    return probabilities.withElements(0..<probabilities.count) { Array($0) }
  }

  func hosmerLemeshow(_ probabilities: [Double]) -> HosmerLemeshow? {
    guard let loss = objective.loss as? LogisticLoss else { return nil }
    return HosmerLemeshow(
      probabilities: probabilities, targets: loss.targets, weights: loss.weights,
      groupCount: options.groupCount)
  }

  /// - Parameter known: the probabilities of all rows, if they are at hand.
  private func tjur(_ variables: [Double], _ known: [Double]?) -> Double? {
    guard objective.loss is LogisticLoss else { return nil }
    let sums = objective.combined(length: 4) { part in
      var sums = [0.0, 0.0, 0.0, 0.0]
      guard let loss = part.loss as? LogisticLoss,
        let probabilities = known ?? Self.probabilities(variables, of: part)
      else { return sums }
      for (row, p) in probabilities.enumerated() {
        let s = loss.weights?[row] ?? 1
        let y = loss.targets[row]
        sums[0] += s * (1 - y) * p
        sums[1] += s * y * p
        sums[2] += s * (1 - y)
        sums[3] += s * y
      }
      return sums
    }
    return sums[1] / sums[3] - sums[0] / sums[2]
  }
}
