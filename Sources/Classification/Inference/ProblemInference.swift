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
    let covariance = report.covariance ?? variables.flatMap { objective.covariance($0) }
    let inverse = variables.flatMap { inverseHessian($0, covariance: covariance) }
    let probabilities = variables.flatMap { fittedProbabilities($0) }
    let kind: ModelInference.StandardErrors =
      if objective.hasLasso { .refused(.lasso) } else if variables == nil {
        .refused(.failedTraining)
      } else if covariance == nil { .refused(.noCovariance) } else if objective.isPenalized {
        .ridge
      } else { usesFirth ? .firth : .likelihood }
    let fit = fitStatistics(variables, inverse: inverse, probabilities)
    let isLikelihood = kind == .likelihood
    return ModelInference.Problem(
      name: name, coefficients: table(kind, covariance: covariance, variables: variables),
      standardErrors: kind, fit: fit,
      likelihoodRatioTest: isLikelihood || kind == .firth ? likelihoodRatioTest(fit) : nil,
      scoreTest: isLikelihood ? scoreTest : nil,
      waldTest: isLikelihood || kind == .firth ? waldTest(variables!, inverse: inverse) : nil,
      hosmerLemeshow: probabilities.flatMap { hosmerLemeshow($0) })
  }

  /// The inverse Hessian in the variables, of which with a covariance only the elements of the slopes
  /// are told.
  private func inverseHessian(_ variables: [Double], covariance: [Double]?) -> SymmetricMatrix? {
    guard !objective.hasLasso, objective.variableCount <= QuadraticModel.largestFactored else {
      return nil
    }
    guard let covariance, !objective.isSymmetric else {
      return QuadraticModel(objective, at: variables, factored: true)?.inverse
    }
    let conditioning = objective.conditioning
    let (count, length) = (conditioning.variableCount, objective.design.columnCount + 1)
    let size = objective.freeOutputs.count * length
    let places = objective.freeOutputs.indices.flatMap { output in
      conditioning.active.enumerated().map { k, j in
        (variable: output * count + k, row: output * length + j, scale: conditioning.scales[j])
      }
    }
    var result = SymmetricMatrix(count: objective.variableCount)
    for a in places {
      for b in places {
        result[a.variable, b.variable] =
          covariance[a.row * size + b.row] * objective.totalWeight * a.scale * b.scale
      }
    }
    return result
  }

  var slopes: [Int] {
    let intercepts = Set(objective.interceptIndices)
    return (0..<objective.variableCount).filter { !intercepts.contains($0) }
  }

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
}
