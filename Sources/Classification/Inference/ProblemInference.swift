internal import Activations
internal import RealModule
internal import Statistics

/// ``ModelInference`` of one objective.
struct ProblemInference {
  let objective: Objective
  let report: TrainedClassifier.Report
  /// In original units: for each output the columns, then the intercept.
  let coefficients: [Double]
  let usesFirth: Bool
  let classNames: [String]
  let options: InferenceOptions

  func problem(name: String?) -> ModelInference.Problem {
    let variables = report.status.isSuccess ? objective.variables(coefficients) : nil
    let model =
      variables.flatMap {
        !objective.hasLasso && $0.count <= QuadraticModel.largestFactored ? $0 : nil
      }
      .flatMap { QuadraticModel(objective, at: $0, factored: true) }
    let inverse = model?.inverse
    let covariance = report.covariance ?? variables.flatMap { objective.covariance($0) }
    let kind: ModelInference.StandardErrors =
      if objective.hasLasso { .refused(.lasso) } else if variables == nil {
        .refused(.failedTraining)
      } else if covariance == nil { .refused(.noCovariance) } else if objective.isPenalized {
        .ridge
      } else { usesFirth ? .firth : .likelihood }
    let fit = fitStatistics(variables, inverse: inverse)
    let isLikelihood = kind == .likelihood
    return ModelInference.Problem(
      name: name, coefficients: table(kind, covariance: covariance, variables: variables),
      standardErrors: kind, fit: fit,
      likelihoodRatioTest: isLikelihood || kind == .firth ? likelihoodRatioTest(fit) : nil,
      scoreTest: isLikelihood ? scoreTest : nil,
      waldTest: isLikelihood || kind == .firth ? waldTest(variables!, inverse: inverse) : nil,
      hosmerLemeshow: variables.flatMap { hosmerLemeshow($0) })
  }

  private var slopes: [Int] {
    let intercepts = Set(objective.interceptIndices)
    return (0..<objective.variableCount).filter { !intercepts.contains($0) }
  }

  // MARK: - Coefficients

  private func table(
    _ kind: ModelInference.StandardErrors, covariance: [Double]?, variables: [Double]?
  ) -> [ModelInference.Coefficient] {
    let names = objective.design.columnNames + [ModelInference.interceptName]
    let free = objective.freeOutputs
    let quantile = Normal().upperQuantile((1 - options.confidence) / 2)
    var isRefused = covariance == nil
    if case .refused = kind { isRefused = true }
    let profile = isRefused ? nil : profileLikelihood(variables!, kind)
    var rows: [ModelInference.Coefficient] = []
    for (block, output) in free.enumerated() {
      let forms = objective.coefficientRows(output: block)
      for (j, name) in names.enumerated() {
        if j == names.count - 1 && !objective.conditioning.hasIntercept { continue }
        let estimate = coefficients[output * names.count + j]
        let size = free.count * names.count
        let index = block * names.count + j
        let variance = isRefused ? nil : covariance![index * size + index]
        let error = variance.flatMap { $0.isNaN ? nil : $0.squareRoot() }
        let curve = error.flatMap { error in
          forms[j].flatMap { form in
            profile.map { self.profile($0, form, quantile: quantile, error: error) }
          }
        }
        let z = error.map { estimate / $0 }
        rows.append(
          ModelInference.Coefficient(
            output: objective.loss.outputCount > 1 ? classNames[output] : nil, name: name,
            estimate: estimate, standardError: error, z: z,
            p: z.map { min(2 * Normal().upperTail($0.magnitude), 1) },
            wald: error.map {
              .init(lower: estimate - quantile * $0, upper: estimate + quantile * $0)
            },
            profile: curve?.interval, likelihoodRatio: curve?.test))
      }
    }
    return rows
  }

  private func profileLikelihood(
    _ variables: [Double], _ kind: ModelInference.StandardErrors
  ) -> ProfileLikelihood? {
    let p = Double(objective.variableCount)
    // About thirty Hessians for each coefficient.
    let work = 30 * p * Double(objective.design.rowCount) * p * p
    guard kind != .ridge, !objective.isStreamed, options.computesProfiles ?? (work < 4e9),
      objective.variableCount <= QuadraticModel.largestFactored
    else { return nil }
    return ProfileLikelihood(objective, at: variables, usesFirth: usesFirth)
  }

  private func profile(
    _ profile: ProfileLikelihood, _ form: [(variable: Int, multiple: Double)], quantile: Double,
    error: Double
  ) -> (interval: ModelInference.Interval?, test: ModelInference.TestResult?) {
    var dense = [Double](repeating: 0, count: objective.variableCount)
    for term in form { dense[term.variable] = term.multiple }
    let lower = profile.bound(dense, quantile: quantile, side: -1, standardError: error)
    let upper = profile.bound(dense, quantile: quantile, side: 1, standardError: error)
    let null = profile.maximum(dense, at: 0, from: profile.best, profile.bestPoint)
    return (
      lower.flatMap { lower in upper.map { .init(lower: lower, upper: $0) } },
      null.flatMap {
        Self.test(2 * (profile.bestPoint.value - $0.point.value), degreesOfFreedom: 1)
      }
    )
  }

  // MARK: - The model

  private func fitStatistics(_ variables: [Double]?, inverse: SymmetricMatrix?) -> FitStatistics {
    let start = objective.start
    let null = objective.evaluate(start).value - objective.penaltyValue(start)
    let firth = usesFirth && variables != nil ? FirthLikelihood(objective, at: variables!) : nil
    return FitStatistics(
      observations: objective.totalWeight, parameters: parameters(variables, inverse: inverse),
      logLikelihood: report.logLikelihood, penalizedLogLikelihood: firth?.penalized,
      nullLogLikelihood: start.allSatisfy(\.isFinite) ? -null * objective.totalWeight : 0,
      saturatedLogLikelihood: saturated, tjur: variables.flatMap { tjur($0) })
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

  private func likelihoodRatioTest(_ fit: FitStatistics) -> ModelInference.TestResult? {
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
  private var scoreTest: ModelInference.TestResult? {
    let start = objective.start
    guard objective.variableCount <= QuadraticModel.largestFactored,
      let factor = CholeskyFactor(objective.hessian(start))
    else { return nil }
    let squared = factor.solve(objective.evaluate(start).gradient).squaredLength
    return Self.test(objective.totalWeight * squared, degreesOfFreedom: slopes.count)
  }

  /// wᵀV⁻¹w of the slopes and their covariance.
  private func waldTest(
    _ variables: [Double], inverse: SymmetricMatrix?
  ) -> ModelInference.TestResult? {
    guard let block = inverse?.restricted(to: slopes), let factor = CholeskyFactor(block) else {
      return nil
    }
    let squared = factor.solve(slopes.map { variables[$0] }).squaredLength
    return Self.test(objective.totalWeight * squared, degreesOfFreedom: slopes.count)
  }

  private static func test(
    _ statistic: Double, degreesOfFreedom: Int
  ) -> ModelInference.TestResult? {
    guard degreesOfFreedom > 0, statistic.isFinite else { return nil }
    let value = max(statistic, 0)
    return ModelInference.TestResult(
      statistic: value, degreesOfFreedom: degreesOfFreedom,
      p: ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(value))
  }

  // MARK: - Probabilities

  private func probabilities(_ variables: [Double], of part: Objective) -> [Double] {
    let scores = DenseValues(count: part.design.rowCount)
    _ = part.evaluate(variables, storing: scores)
    return (0..<scores.count).map { Sigmoid().value(scores[$0]) }
  }

  private func hosmerLemeshow(_ variables: [Double]) -> HosmerLemeshow? {
    // Its groups are made of all probabilities in order.
    guard !objective.isStreamed, let loss = objective.loss as? LogisticLoss else { return nil }
    return HosmerLemeshow(
      probabilities: probabilities(variables, of: objective), targets: loss.targets,
      weights: loss.weights,
      groupCount: options.groupCount)
  }

  private func tjur(_ variables: [Double]) -> Double? {
    guard objective.loss is LogisticLoss else { return nil }
    let sums = objective.combined(length: 4) { part in
      var sums = [0.0, 0.0, 0.0, 0.0]
      guard let loss = part.loss as? LogisticLoss else { return sums }
      for (row, p) in probabilities(variables, of: part).enumerated() {
        let s = loss.weights?[row] ?? 1
        for (side, share) in [1 - loss.targets[row], loss.targets[row]].enumerated() {
          sums[side] += s * share * p
          sums[2 + side] += s * share
        }
      }
      return sums
    }
    return sums[1] / sums[3] - sums[0] / sums[2]
  }
}
