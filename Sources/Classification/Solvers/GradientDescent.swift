/// Gradient descent. By itself: proximal, with Nesterov's momentum, restarted when it points uphill
/// (O'Donoghue and Candès 2015), and with the step 1/L, where L grows until the quadratic bound
/// holds and shrinks slowly (Beck and Teboulle 2009). With a learning rate: the textbook's fixed
/// step −η·∂F in conditioned variables, no momentum.
public struct GradientDescent: Solver {
  public var name: String { "gradient-descent" }
  public var supportsLasso: Bool { true }
  public var polishes: Bool
  /// η; nil to find the step.
  public var learningRate: Double?

  public init(learningRate: Double? = nil, polishes: Bool = true) {
    precondition(learningRate.map { $0 > 0 } ?? true, "a positive rate")
    self.learningRate = learningRate
    self.polishes = polishes
  }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    var variables = start
    var evaluation = objective.evaluate(variables)
    let first = evaluation.value
    // Steps are measured in M, about the Hessian's diagonal; a fixed rate is taken as it is.
    let metric =
      learningRate == nil
      ? objective.curvatureScale(variables)
      : [Double](repeating: 1, count: variables.count)
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: polishes)
    var lipschitz = learningRate.map { 1 / $0 } ?? 1
    var momentum = 1.0
    var previous = variables
    var extrapolated = variables
    var probe = evaluation
    while true {
      let slope = objective.subgradient(variables, evaluation)
      if let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(slope), step: 1 / lipschitz,
        variables: variables, defaultLimit: 100_000)
      {
        return objective.solution(variables, evaluation, termination, nil, monitor)
      }
      if evaluation.value > 1e6 * max(first, 1) {
        return objective.solution(variables, evaluation, .diverged, nil, monitor)
      }
      let measure = slope.indices.reduce(0) { $0 + slope[$1] * slope[$1] / metric[$1] }
      if let solution = gate.check(
        objective, &variables, &evaluation, squaredGradient: measure, monitor: &monitor)
      {
        return solution
      }
      if learningRate != nil {
        variables = proximal(objective, variables, evaluation.gradient, metric, lipschitz)
        evaluation = objective.evaluate(variables)
        continue
      }
      guard
        let next = search(objective, extrapolated, probe, metric, &lipschitz, &monitor)
      else {
        if momentum > 1 {
          (momentum, previous, extrapolated, probe) = (1, variables, variables, evaluation)
          continue
        }
        return gate.check(
          objective, &variables, &evaluation, squaredGradient: measure, isLast: true,
          monitor: &monitor) ?? objective.solution(variables, evaluation, .stalled, nil, monitor)
      }
      // Uphill: the step from the extrapolated point turns against the last move.
      let turns = variables.indices.reduce(0) {
        $0 + metric[$1] * (extrapolated[$1] - next.variables[$1])
          * (next.variables[$1] - variables[$1])
      }
      previous = variables
      (variables, evaluation) = next
      lipschitz *= 0.95
      if turns > 0 {
        momentum = 1
        (extrapolated, probe) = (variables, evaluation)
      } else {
        let grown = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
        let factor = (momentum - 1) / grown
        momentum = grown
        extrapolated = zip(variables, previous).map { $0 + factor * ($0 - $1) }
        if factor == 0 {
          probe = evaluation
        } else {
          probe = objective.evaluate(extrapolated)
          monitor.count(1)
        }
      }
    }
  }

  /// u − g/(L·m), shrunk by λ₁/(L·m).
  private func proximal(
    _ objective: Objective, _ point: [Double], _ gradient: [Double], _ metric: [Double],
    _ lipschitz: Double
  ) -> [Double] {
    point.indices.map { k in
      let step = 1 / (lipschitz * metric[k])
      return softThreshold(point[k] - step * gradient[k], step * objective.lasso[k])
    }
  }

  /// The proximal step with the least L tried for which the quadratic bound holds.
  private func search(
    _ objective: Objective, _ point: [Double], _ probe: Evaluation, _ metric: [Double],
    _ lipschitz: inout Double, _ monitor: inout ProgressMonitor
  ) -> (variables: [Double], evaluation: Evaluation)? {
    let smooth = probe.value - objective.lassoValue(point)
    for _ in 0..<60 {
      let candidate = proximal(objective, point, probe.gradient, metric, lipschitz)
      let next = objective.evaluate(candidate)
      var bound = smooth
      var size = 0.0
      for k in point.indices {
        let change = candidate[k] - point[k]
        bound += probe.gradient[k] * change
        size += metric[k] * change * change
      }
      if size == 0 { return nil }
      let value = next.value - objective.lassoValue(candidate)
      // Rounding in F hides the bound near the minimum; the gradients still show it.
      let difference = value - bound
      let slack = 16 * Double.ulpOfOne * smooth.magnitude
      var holds = difference <= lipschitz / 2 * size
      if !holds && difference.magnitude <= slack {
        let curvature = point.indices.reduce(0) {
          $0 + (next.gradient[$1] - probe.gradient[$1]) * (candidate[$1] - point[$1])
        }
        holds = curvature <= lipschitz * size * (1 + 1e-6)
      }
      if holds { return (candidate, next) }
      monitor.count(1)
      lipschitz *= 2
    }
    return nil
  }
}

/// The number nearer to 0 by `threshold`, or 0.
func softThreshold(_ x: Double, _ threshold: Double) -> Double {
  x > threshold ? x - threshold : x < -threshold ? x + threshold : 0
}

extension Objective {
  /// Σ λ₁·|u|.
  func lassoValue(_ variables: [Double]) -> Double {
    guard hasLasso else { return 0 }
    return variables.indices.reduce(0) { $0 + lasso[$1] * variables[$1].magnitude }
  }
}
