/// Newton's method: Cholesky of the Hessian, backtracking by Armijo's rule. Where the Hessian is
/// singular to working precision ``LBFGS`` goes on. From no columns and with 8,000 rows or more for
/// each variable it starts at the minimum over a sixteenth of the rows.
public struct Newton: Solver {
  public var name: String { "newton" }
  public var supportsLasso: Bool { false }
  /// Whether to go on to the last digits after the tolerance is reached.
  public var polishes: Bool

  public init(polishes: Bool = true) { self.polishes = polishes }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let factored = objective.variableCount <= QuadraticModel.largestFactored
    let begin = factored ? SampleStart.variables(objective, from: start) ?? start : start
    let solution = NewtonIteration(isFactored: factored, polishes: polishes).minimize(
      objective, from: begin, monitor: &monitor)
    guard solution.termination == .singular else { return solution }
    return LBFGS(polishes: polishes).minimize(
      objective, from: solution.variables, monitor: &monitor)
  }
}

/// Truncated Newton: the step by conjugate gradients from products with the Hessian, no matrix; for
/// wide and for sparse data. The system is solved the more precisely the nearer the minimum is
/// (Dembo, Eisenstat and Steihaug 1982).
public struct NewtonCG: Solver {
  public var name: String { "newton-cg" }
  public var supportsLasso: Bool { false }
  public var polishes: Bool

  public init(polishes: Bool = true) { self.polishes = polishes }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    NewtonIteration(isFactored: false, polishes: polishes).minimize(
      objective, from: start, monitor: &monitor)
  }
}

/// The iteration that both forms of Newton's method share.
struct NewtonIteration {
  let isFactored: Bool
  let polishes: Bool

  func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    var variables = start
    var evaluation = objective.evaluate(variables)
    let firstNorm = norm(evaluation.gradient)
    var step = 0.0
    while true {
      let gradientNorm = norm(evaluation.gradient)
      if let termination = monitor.passed(
        value: evaluation.value, gradientNorm: gradientNorm, step: step, variables: variables,
        defaultLimit: 1000)
      {
        return objective.solution(variables, evaluation, termination, nil, monitor)
      }
      guard let model = QuadraticModel(objective, at: variables, factored: isFactored) else {
        return objective.solution(variables, evaluation, .singular, nil, monitor)
      }
      let accuracy = min(0.1, (gradientNorm / max(firstNorm, .leastNormalMagnitude)).squareRoot())
      let newton = model.step(gradient: evaluation.gradient, tolerance: max(accuracy, 1e-6))
      monitor.count(newton.products)
      let allowed = monitor.rule.tolerance * evaluation.value.magnitude
      if newton.squaredDecrement / 2 <= allowed || newton.squaredDecrement == 0 {
        let evidence = Evidence(
          objective, model, direction: newton.direction,
          squaredDecrement: newton.squaredDecrement)
        if let direction = evidence.recession {
          return objective.solution(
            variables, evaluation, .separating(direction: direction), nil, monitor)
        }
        if let certificate = evidence.certificate, certificate.value <= allowed {
          if polishes { objective.polish(&variables, &evaluation, with: model, monitor: &monitor) }
          return objective.solution(variables, evaluation, .converged, certificate, monitor)
        }
      }
      guard
        let next = lineSearch(objective, variables, evaluation, newton.direction, &monitor, &step)
      else { return objective.solution(variables, evaluation, .stalled, nil, monitor) }
      (variables, evaluation) = next
    }
  }

  /// The first of 1, ½, ¼ … that keeps Armijo's promise.
  private func lineSearch(
    _ objective: Objective, _ variables: [Double], _ evaluation: Evaluation, _ direction: [Double],
    _ monitor: inout ProgressMonitor, _ step: inout Double
  ) -> (variables: [Double], evaluation: Evaluation)? {
    let slope = dot(evaluation.gradient, direction)
    let slack = 4 * Double.ulpOfOne * evaluation.value.magnitude
    step = 1
    for _ in 0..<40 {
      let t = step
      let candidate = zip(variables, direction).map { $0 + t * $1 }
      let next = objective.evaluate(candidate)
      if next.value <= evaluation.value + 1e-4 * t * slope + slack { return (candidate, next) }
      monitor.count(1)
      step /= 2
    }
    return nil
  }
}
