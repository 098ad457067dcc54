/// Elastic net as in glmnet (Friedman, Hastie and Tibshirani 2010; Lee, Sun and Saunders 2014): the
/// second-order model of the loss is minimised with λ₁ by cyclic coordinate descent, and a
/// backtracking step goes there. Of many variables only those that are not 0 or want to leave it take
/// part in a round.
public struct CoordinateDescent: Solver {
  public var name: String { "coordinate-descent" }
  public var supportsLasso: Bool { true }
  public var polishes: Bool

  public init(polishes: Bool = true) { self.polishes = polishes }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    var variables = start
    var evaluation = objective.evaluate(variables)
    let scale = objective.curvatureScale(variables)
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: polishes)
    var step = 0.0
    while true {
      let slope = objective.subgradient(variables, evaluation)
      if let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(slope), step: step, variables: variables,
        defaultLimit: 1000)
      {
        return objective.solution(variables, evaluation, termination, nil, monitor)
      }
      let measure = slope.indices.reduce(0) { $0 + slope[$1] * slope[$1] / scale[$1] }
      if let solution = gate.check(
        objective, &variables, &evaluation, squaredGradient: measure, monitor: &monitor)
      {
        return solution
      }
      let working = workingSet(objective, variables, slope)
      let part = working == nil ? objective : objective.restricted(to: working!)
      let indices = working.map { objective.indices(of: $0) } ?? Array(variables.indices)
      guard part.variableCount <= QuadraticModel.largestFactored else {
        // Too dense for a matrix: the quasi-Newton form does the same work without one.
        return LBFGS(polishes: polishes).minimize(objective, from: variables, monitor: &monitor)
      }
      let hessian = part.hessian(indices.map { variables[$0] })
      let target = descend(
        hessian, gradient: indices.map { evaluation.gradient[$0] },
        from: indices.map { variables[$0] }, lasso: part.lasso)
      var direction = [Double](repeating: 0, count: variables.count)
      for (k, index) in indices.enumerated() { direction[index] = target[k] - variables[index] }
      guard
        let next = lineSearch(objective, variables, evaluation, direction, &monitor, &step)
      else {
        // F says nothing more; its gradient does, and a small λ₁ needs it for the evidence.
        if objective.hasLasso {
          objective.polishSupport(&variables, &evaluation, monitor: &monitor)
        }
        return gate.check(
          objective, &variables, &evaluation, squaredGradient: measure, isLast: true,
          monitor: &monitor) ?? objective.solution(variables, evaluation, .stalled, nil, monitor)
      }
      (variables, evaluation) = next
    }
  }

  /// The active columns of this round; nil for all.
  private func workingSet(
    _ objective: Objective, _ variables: [Double], _ slope: [Double]
  ) -> [Int]? {
    guard objective.variableCount > 24 else { return nil }
    let count = objective.conditioning.variableCount
    var chosen: Set<Int> = []
    var waiting: [(size: Double, column: Int)] = []
    for output in objective.freeOutputs.indices {
      for (k, column) in objective.conditioning.active.enumerated() {
        let index = output * count + k
        if variables[index] != 0 {
          chosen.insert(column)
        } else if slope[index] != 0 {
          waiting.append((slope[index].magnitude, column))
        }
      }
    }
    // Those that want to leave most, not more than double what is there.
    waiting.sort { $0.size > $1.size || $0.size == $1.size && $0.column < $1.column }
    let limit = chosen.count + max(50, chosen.count)
    for entry in waiting where chosen.count < limit { chosen.insert(entry.column) }
    return chosen.sorted()
  }

  /// min gᵀδ + ½δᵀHδ + Σ λ₁|u + δ| over u + δ, by coordinates.
  private func descend(
    _ hessian: SymmetricMatrix, gradient: [Double], from start: [Double], lasso: [Double]
  ) -> [Double] {
    let p = start.count
    var u = start
    // g + Hδ.
    var slope = gradient
    var first = 0.0
    var sweepsActive = false
    // A factorisation costs as much as some p/3 sweeps.
    let patience = 16 + p / 8
    for sweep in 1...10_000 {
      var largest = 0.0
      for j in 0..<p where !sweepsActive || u[j] != 0 || lasso[j] == 0 {
        let curvature = hessian[j, j]
        guard curvature > 0 else { continue }
        let value = softThreshold(u[j] - slope[j] / curvature, lasso[j] / curvature)
        let change = value - u[j]
        guard change != 0 else { continue }
        u[j] = value
        for k in 0..<p { slope[k] += change * hessian[j, k] }
        largest = max(largest, change * change * curvature)
      }
      first = max(first, largest)
      if largest <= 1e-12 * first || largest < 1e-30 {
        // All once more after the active ones have settled.
        if !sweepsActive { break }
        sweepsActive = false
      } else if sweep % patience == 0 {
        settle(hessian, &u, &slope, lasso: lasso)
        sweepsActive = false
      } else {
        sweepsActive = true
      }
    }
    return u
  }

  /// Where coordinates crawl: to the minimum over the variables that are not 0, all at once; as far as
  /// the first that would change its sign, which becomes 0.
  private func settle(
    _ hessian: SymmetricMatrix, _ u: inout [Double], _ slope: inout [Double], lasso: [Double]
  ) {
    let support = u.indices.filter { hessian[$0, $0] > 0 && (u[$0] != 0 || lasso[$0] == 0) }
    guard let factor = CholeskyFactor(hessian.restricted(to: support)) else { return }
    let residual = support.map { j in
      slope[j] + (u[j] > 0 ? lasso[j] : u[j] < 0 ? -lasso[j] : 0)
    }
    let step = factor.solve(residual).solution
    var reach = 1.0
    var blocking: Int?
    for (k, j) in support.enumerated() where lasso[j] > 0 && (u[j] - step[k]) * u[j] < 0 {
      let part = u[j] / step[k]
      if part < reach { (reach, blocking) = (part, j) }
    }
    for (k, j) in support.enumerated() {
      let value = j == blocking ? 0 : u[j] - reach * step[k]
      let change = value - u[j]
      u[j] = value
      for i in u.indices { slope[i] += change * hessian[j, i] }
    }
  }

  private func lineSearch(
    _ objective: Objective, _ variables: [Double], _ evaluation: Evaluation, _ direction: [Double],
    _ monitor: inout ProgressMonitor, _ step: inout Double
  ) -> (variables: [Double], evaluation: Evaluation)? {
    let full = zip(variables, direction).map { $0 + $1 }
    let promise =
      dot(evaluation.gradient, direction) + objective.lassoValue(full)
      - objective.lassoValue(variables)
    guard promise < 0 else { return nil }
    let slack = 4 * Double.ulpOfOne * evaluation.value.magnitude
    step = 1
    for _ in 0..<40 {
      let t = step
      let candidate = t == 1 ? full : zip(variables, direction).map { $0 + t * $1 }
      let next = objective.evaluate(candidate)
      if next.value <= evaluation.value + 1e-4 * t * promise + slack {
        return -promise < slack && next.value >= evaluation.value ? nil : (candidate, next)
      }
      monitor.count(1)
      step /= 2
    }
    return nil
  }
}

extension Objective {
  /// The objective of some of the active columns, the others at 0.
  func restricted(to columns: [Int]) -> Objective {
    let chosen = Set(columns)
    return Objective(
      design: design, loss: loss, penalty: penalty,
      conditioning: conditioning.removing(conditioning.active.filter { !chosen.contains($0) }),
      referenceOutput: referenceOutput, threads: threads)
  }

  /// Where the variables of the restricted objective are among those of this one.
  func indices(of columns: [Int]) -> [Int] {
    let chosen = Set(columns)
    let count = conditioning.variableCount
    return freeOutputs.indices.flatMap { output in
      conditioning.active.indices.filter { chosen.contains(conditioning.active[$0]) }
        .map { output * count + $0 }
        + (conditioning.hasIntercept ? [output * count + count - 1] : [])
    }
  }
}
