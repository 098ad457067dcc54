/// When a first-order solver looks for evidence, which costs a Hessian or more: once its gradient is
/// as short as it must be, judged by curvature seen so far, and again each time the evidence falls
/// short, further on.
struct EvidenceGate {
  var goal: Double
  private let tolerance: Double
  let polishes: Bool

  /// - Parameter polishes: whether to go on to the last digits.
  init(tolerance: Double, polishes: Bool) {
    self.tolerance = tolerance
    self.polishes = polishes
    goal = 1
  }

  /// Looks whether the point is good enough; polishes it if so.
  ///
  /// - Parameters:
  ///   - measure: gᵀM⁻¹g, M about the Hessian's diagonal; infinite to look in any case.
  /// - Returns: the solution, or nil to go on.
  mutating func check(
    _ objective: Objective, _ variables: inout [Double], _ evaluation: inout Evaluation,
    squaredGradient measure: Double, isLast: Bool = false, monitor: inout ProgressMonitor
  ) -> Solution? {
    let allowed = tolerance * evaluation.value.magnitude
    guard isLast || measure <= goal * allowed else { return nil }
    let evidence: Evidence
    if objective.hasLasso {
      evidence = Evidence(lasso: objective, at: &variables, &evaluation)
    } else {
      evidence = Evidence(objective, at: variables, evaluation)
    }
    if let direction = evidence.recession {
      return objective.solution(
        variables, evaluation, .separating(direction: direction), nil, monitor)
    }
    if let certificate = evidence.certificate, certificate.value <= allowed {
      if polishes {
        if objective.hasLasso {
          objective.polishSupport(&variables, &evaluation, monitor: &monitor)
        } else if let model = evidence.model {
          objective.polish(&variables, &evaluation, with: model, monitor: &monitor)
        }
      }
      return objective.solution(variables, evaluation, .converged, certificate, monitor)
    }
    // As much further as the evidence fell short, and a little more.
    let ratio = evidence.certificate.map { allowed / $0.value } ?? 0.01
    goal = min(goal, measure / max(allowed, .leastNormalMagnitude)) * min(max(ratio / 4, 1e-3), 0.5)
    return nil
  }
}
