/// The orthant-wise limited-memory quasi-Newton method (Andrew and Gao 2007) for λ₁ > 0: quasi-Newton
/// steps for the smooth part within the orthant that the shortest subgradient points into, projected
/// back onto it.
struct OrthantWise {
  let memory: Int
  let polishes: Bool

  func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    var variables = start
    var evaluation = objective.evaluate(variables)
    var history = InverseHessian(memory: memory, diagonal: objective.curvatureScale(variables))
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: polishes)
    var step = 0.0
    while true {
      let slope = objective.subgradient(variables, evaluation)
      if let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(slope), step: step, variables: variables,
        defaultLimit: 10_000)
      {
        return objective.solution(variables, evaluation, termination, nil, monitor)
      }
      let measure = history.squaredLength(slope)
      if let solution = gate.check(
        objective, &variables, &evaluation, squaredGradient: measure, monitor: &monitor)
      {
        return solution
      }
      guard
        let next = search(objective, variables, evaluation, slope, history, &monitor, &step)
      else {
        if history.isEmpty {
          return gate.check(
            objective, &variables, &evaluation, squaredGradient: measure, isLast: true,
            monitor: &monitor)
            ?? objective.solution(variables, evaluation, .stalled, nil, monitor)
        }
        history.forget()
        continue
      }
      history.append(
        step: zip(next.variables, variables).map { $0 - $1 },
        change: zip(next.evaluation.gradient, evaluation.gradient).map { $0 - $1 })
      (variables, evaluation) = next
    }
  }

  private func search(
    _ objective: Objective, _ variables: [Double], _ evaluation: Evaluation, _ slope: [Double],
    _ history: InverseHessian, _ monitor: inout ProgressMonitor, _ step: inout Double
  ) -> (variables: [Double], evaluation: Evaluation)? {
    // No component against the subgradient.
    let direction = zip(history.multiply(slope), slope).map { d, g in d * g > 0 ? -d : 0 }
    let orthant = variables.indices.map { k in
      variables[k] != 0 ? variables[k].sign : slope[k] < 0 ? .plus : .minus
    }
    step = 1
    for _ in 0..<40 {
      let candidate = variables.indices.map { k in
        let value = variables[k] + step * direction[k]
        let leaves =
          objective.lasso[k] > 0 && (value.sign != orthant[k] || slope[k] == 0 && variables[k] == 0)
        return leaves ? 0 : value
      }
      let next = objective.evaluate(candidate)
      let promise = zip(slope, zip(candidate, variables)).reduce(0) {
        $0 + $1.0 * ($1.1.0 - $1.1.1)
      }
      if next.value <= evaluation.value + 1e-4 * promise && promise < 0 { return (candidate, next) }
      monitor.count(1)
      step /= 2
    }
    return nil
  }
}
