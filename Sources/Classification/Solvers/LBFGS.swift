/// Limited-memory BFGS (Liu and Nocedal 1989) with a strong Wolfe line search: the full step costs
/// one pass over the rows, which gives its gradient too, and other trials none. With λ₁ the orthant-wise
/// form (Andrew and Gao 2007).
public struct LBFGS: Solver {
  public var name: String { "lbfgs" }
  public var supportsLasso: Bool { true }
  public var polishes: Bool
  /// How many pairs are remembered.
  public var memory: Int

  public init(memory: Int = 10, polishes: Bool = true) {
    precondition(memory > 0)
    self.memory = memory
    self.polishes = polishes
  }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    if objective.hasLasso {
      return OrthantWise(memory: memory, polishes: polishes).minimize(
        objective, from: start, monitor: &monitor)
    }
    // A stream keeps no scores: there each trial costs a pass.
    let n = objective.design.rowCount * objective.loss.outputCount
    var scores = objective.isStreamed ? nil : DenseValues(count: n)
    var nextScores = objective.isStreamed ? nil : DenseValues(count: n)
    var variables = start
    var evaluation = objective.evaluate(variables, storing: scores)
    var history = InverseHessian(memory: memory, diagonal: objective.curvatureScale(variables))
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: polishes)
    var step = 0.0
    while true {
      if let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(evaluation.gradient), step: step,
        variables: variables, defaultLimit: 10_000)
      {
        return objective.solution(variables, evaluation, termination, nil, monitor)
      }
      let measure = history.squaredLength(evaluation.gradient)
      if let solution = gate.check(
        objective, &variables, &evaluation, squaredGradient: measure, monitor: &monitor)
      {
        return solution
      }
      var direction = history.multiply(evaluation.gradient).map { -$0 }
      var slope = dot(evaluation.gradient, direction)
      if !(slope < 0) {
        history.forget()
        direction = history.multiply(evaluation.gradient).map { -$0 }
        slope = dot(evaluation.gradient, direction)
      }
      var candidate = zip(variables, direction).map { $0 + $1 }
      var next = objective.evaluate(candidate, storing: nextScores)
      step = 1
      let found: Double?
      let first = (t: 1.0, value: next.value, slope: dot(next.gradient, direction))
      if let scores, let nextScores {
        let line = LineFunction(
          objective, from: variables, along: direction, scores: scores, nextScores)
        found = WolfeSearch.step(value: evaluation.value, slope: slope, first: first) { line($0) }
      } else {
        found = WolfeSearch.step(value: evaluation.value, slope: slope, first: first) { t in
          monitor.count(1)
          let there = objective.evaluate(zip(variables, direction).map { $0 + t * $1 })
          return (there.value, dot(there.gradient, direction))
        }
      }
      // What rounding hides may still be seen in the gradient.
      let slack = 8 * Double.ulpOfOne * evaluation.value.magnitude
      if found == nil,
        !(next.value <= evaluation.value + slack
          && history.squaredLength(next.gradient) < 0.9 * measure)
      {
        if history.isEmpty {
          return gate.check(
            objective, &variables, &evaluation, squaredGradient: measure, isLast: true,
            monitor: &monitor)
            ?? objective.solution(variables, evaluation, .stalled, nil, monitor)
        }
        history.forget()
        continue
      }
      if let t = found, t != 1 {
        step = t
        candidate = zip(variables, direction).map { $0 + t * $1 }
        next = objective.evaluate(candidate, storing: nextScores)
        monitor.count(1)
      }
      history.append(
        step: zip(candidate, variables).map { $0 - $1 },
        change: zip(next.gradient, evaluation.gradient).map { $0 - $1 })
      (variables, evaluation) = (candidate, next)
      swap(&scores, &nextScores)
    }
  }
}

/// The two-loop recursion over the last steps, on top of a diagonal.
struct InverseHessian {
  private let memory: Int
  private let diagonal: [Double]
  private var pairs: [(step: [Double], change: [Double], curvature: Double)] = []
  private var scale = 1.0

  /// - Parameter diagonal: about the Hessian's.
  init(memory: Int, diagonal: [Double]) {
    self.memory = memory
    self.diagonal = diagonal
  }

  var isEmpty: Bool { pairs.isEmpty }

  mutating func forget() {
    pairs = []
    scale = 1
  }

  /// Remembers a pair unless its curvature is lost in rounding.
  mutating func append(step: [Double], change: [Double]) {
    let curvature = dot(step, change)
    guard curvature > 1e-14 * norm(step) * norm(change) else { return }
    if pairs.count == memory { pairs.removeFirst() }
    pairs.append((step, change, curvature))
    scale = curvature / squaredLength(change)
  }

  /// gᵀM⁻¹g with the diagonal M.
  func squaredLength(_ gradient: [Double]) -> Double {
    var sum = 0.0
    for k in gradient.indices { sum += gradient[k] * gradient[k] / diagonal[k] }
    return sum
  }

  func multiply(_ gradient: [Double]) -> [Double] {
    var q = gradient
    var factors = [Double](repeating: 0, count: pairs.count)
    for (index, pair) in pairs.enumerated().reversed() {
      let factor = dot(pair.step, q) / pair.curvature
      factors[index] = factor
      for k in q.indices { q[k] -= factor * pair.change[k] }
    }
    for k in q.indices { q[k] *= scale / diagonal[k] }
    for (index, pair) in pairs.enumerated() {
      let factor = factors[index] - dot(pair.change, q) / pair.curvature
      for k in q.indices { q[k] += factor * pair.step[k] }
    }
    return q
  }
}
