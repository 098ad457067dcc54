extension Objective {
  /// The last digits: Newton steps with one Hessian until they are rounding errors.
  ///
  /// Each step shrinks the error by the relative change of the Hessian since, so that a few passes
  /// take any point within the tolerance to the precision of the gradient.
  package func polish(
    _ variables: inout [Double], _ evaluation: inout Evaluation, with model: QuadraticModel,
    monitor: inout ProgressMonitor
  ) {
    var step = model.step(gradient: evaluation.gradient)
    for _ in 0..<20 {
      let size = step.direction.map(\.magnitude).max() ?? 0
      let length = variables.map(\.magnitude).max() ?? 0
      guard size > length * 0x1p-54 else { return }
      let candidate = zip(variables, step.direction).map { $0 + $1 }
      let next = evaluate(candidate)
      monitor.count(1 + step.products)
      let nextStep = model.step(gradient: next.gradient)
      guard nextStep.squaredDecrement < step.squaredDecrement else { return }
      let stalls = nextStep.squaredDecrement > step.squaredDecrement / 4
      (variables, evaluation, step) = (candidate, next, nextStep)
      if stalls { return }
    }
  }

  /// The same with λ₁: over the variables that are not 0, whose signs must not change, and with the
  /// others still at their optimum afterwards.
  package func polishSupport(
    _ variables: inout [Double], _ evaluation: inout Evaluation, monitor: inout ProgressMonitor
  ) {
    let intercepts = Set(interceptIndices)
    let free = variables.indices.filter { variables[$0] != 0 || intercepts.contains($0) }
    let signs = variables.indices.map { k in
      lasso[k] == 0 ? 0 : variables[k] > 0 ? lasso[k] : variables[k] < 0 ? -lasso[k] : 0
    }
    guard let model = SupportModel(self, at: variables, free: free) else { return }
    let original = (variables, evaluation)
    func slope(_ evaluation: Evaluation) -> [Double] {
      zip(evaluation.gradient, signs).map { $0 + $1 }
    }
    var step = model.step(gradient: slope(evaluation))
    for _ in 0..<20 {
      let candidate = zip(variables, step.direction).map { $0 + $1 }
      guard free.allSatisfy({ lasso[$0] == 0 || candidate[$0] * variables[$0] > 0 }) else {
        (variables, evaluation) = original
        return
      }
      let next = evaluate(candidate)
      monitor.count(1 + step.products)
      let nextStep = model.step(gradient: slope(next))
      guard nextStep.squaredDecrement < step.squaredDecrement else { break }
      let stalls = nextStep.squaredDecrement > step.squaredDecrement / 4
      (variables, evaluation, step) = (candidate, next, nextStep)
      if stalls { break }
    }
    let isOptimal = variables.indices.allSatisfy { k in
      variables[k] != 0 || intercepts.contains(k)
        || evaluation.gradient[k].magnitude <= lasso[k] * (1 + 1e-9)
    }
    if !isOptimal { (variables, evaluation) = original }
  }

  /// ∂F with λ₁: the shortest subgradient.
  package func subgradient(_ variables: [Double], _ evaluation: Evaluation) -> [Double] {
    guard hasLasso else { return evaluation.gradient }
    return variables.indices.map { k in
      let g = evaluation.gradient[k]
      if variables[k] > 0 { return g + lasso[k] }
      if variables[k] < 0 { return g - lasso[k] }
      return g > lasso[k] ? g - lasso[k] : g < -lasso[k] ? g + lasso[k] : 0
    }
  }

  /// Collects what a solver came to.
  func solution(
    _ variables: [Double], _ evaluation: Evaluation, _ termination: Termination,
    _ certificate: Certificate?, _ monitor: ProgressMonitor
  ) -> Solution {
    Solution(
      variables: variables, objective: evaluation.value,
      gradientNorm: norm(subgradient(variables, evaluation)), termination: termination,
      certificate: certificate, passes: monitor.passes)
  }
}

/// The second-order model of some variables, formed from their columns alone.
private struct SupportModel {
  private let model: QuadraticModel
  /// Where the variables of these columns are among all.
  private let indices: [Int]

  init?(_ objective: Objective, at variables: [Double], free: [Int]) {
    let count = objective.conditioning.variableCount
    let active = objective.conditioning.active
    let positions = Set(free.map { $0 % count }).filter { $0 < active.count }
    let columns = positions.map { active[$0] }
    let indices = objective.indices(of: columns)
    let isFree = Set(free)
    guard
      let model = QuadraticModel(
        objective.restricted(to: columns), at: indices.map { variables[$0] },
        free: indices.indices.filter { isFree.contains(indices[$0]) })
    else { return nil }
    self.model = model
    self.indices = indices
  }

  func step(
    gradient: [Double]
  ) -> (direction: [Double], squaredDecrement: Double, products: Int) {
    let step = model.step(gradient: indices.map { gradient[$0] })
    var direction = [Double](repeating: 0, count: gradient.count)
    for (k, index) in indices.enumerated() { direction[index] = step.direction[k] }
    return (direction, step.squaredDecrement, step.products)
  }
}
