internal import RealModule

/// Maximises Firth's penalised likelihood by scoring: steps I⁻¹·∂ℓ*, of which no score moves by more
/// than ``largestChange``, halved until ℓ* rises.
///
/// The steps converge linearly, so that the iteration goes on until they are rounding errors.
struct FirthIteration {
  static let name = "firth-scoring"
  private static let largestChange = 5.0

  /// The variables that may move; nil for all.
  var free: [Int]?

  func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    var variables = start
    guard var point = FirthLikelihood(objective, at: variables) else {
      return solution(objective, variables, nil, .singular, nil, monitor)
    }
    let total = objective.totalWeight
    var step = 0.0
    var previous = Double.infinity
    while true {
      let indices = free ?? Array(variables.indices)
      let score = indices.map { point.score[$0] }
      guard let factor = CholeskyFactor(point.information.restricted(to: indices)) else {
        return solution(objective, variables, point, .singular, nil, monitor)
      }
      let (part, squared) = factor.solve(score)
      if let termination = monitor.passed(
        value: -point.penalized / total, gradientNorm: norm(score) / total, step: step,
        variables: variables, defaultLimit: 1000)
      {
        return solution(objective, variables, point, termination, nil, monitor)
      }
      var direction = [Double](repeating: 0, count: variables.count)
      for (k, index) in indices.enumerated() { direction[index] = part[k] }
      let size = direction.map(\.magnitude).max() ?? 0
      let length = variables.map(\.magnitude).max() ?? 0
      let certificate = Certificate(kind: .penalizedScore, value: squared / 2 / total)
      let isSmall =
        certificate.value <= monitor.rule.tolerance * (point.penalized / total).magnitude
      if size <= length * 0x1p-52 || isSmall && squared >= previous {
        return solution(objective, variables, point, .converged, certificate, monitor)
      }
      previous = squared
      let change = objective.scoreChange(along: direction).largest
      step = min(1, Self.largestChange / max(change, .leastNormalMagnitude))
      let slack = 16 * Double.ulpOfOne * max(point.penalized.magnitude, 1)
      var next: (variables: [Double], point: FirthLikelihood)?
      for _ in 0..<40 {
        let t = step
        let candidate = zip(variables, direction).map { $0 + t * $1 }
        if let there = FirthLikelihood(objective, at: candidate),
          there.penalized >= point.penalized - slack
        {
          next = (candidate, there)
          break
        }
        monitor.count(1)
        step /= 2
      }
      guard let next else {
        return solution(
          objective, variables, point, isSmall ? .converged : .stalled, isSmall ? certificate : nil,
          monitor)
      }
      (variables, point) = next
    }
  }

  private func solution(
    _ objective: Objective, _ variables: [Double], _ point: FirthLikelihood?,
    _ termination: Termination, _ certificate: Certificate?, _ monitor: ProgressMonitor
  ) -> Solution {
    let total = objective.totalWeight
    return Solution(
      variables: variables, objective: point.map { -$0.penalized / total } ?? .nan,
      gradientNorm: point.map { norm($0.score) / total } ?? .nan, termination: termination,
      certificate: certificate, passes: monitor.passes)
  }
}
