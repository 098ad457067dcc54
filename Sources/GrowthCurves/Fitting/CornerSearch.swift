internal import LeastSquares

/// The search for a minimum on a corner of the sum of squares, from where a solver got stuck.
struct CornerSearch<Problem: LeastSquaresProblem> {
  let problem: Problem
  let form: CorneredForm
  /// The observed times, ascending, as the model takes them.
  let times: [Double]
  let weights: [Double]
  /// Of the problem's own parameters.
  let domains: [ParameterDomain]

  private static var options: LeastSquaresOptions {
    LeastSquaresOptions(maximumIterations: 100, usesFallbacks: false)
  }

  /// The minimum near `stalled`, or `nil` when there is none.
  func minimum(
    near stalled: LeastSquaresSolution, _ solver: LeastSquaresSolver
  ) -> LeastSquaresSolution? {
    var current = stalled
    for _ in 0..<8 {
      guard let point = form.parameters(current.parameters) else { return nil }
      var minimum: (squares: Double, point: [Double])?
      var way: (squares: Double, point: [Double])?
      for held in subsets {
        guard let end = minimize(from: point, holding: held, solver) else { continue }
        guard end.residualSumOfSquares <= current.residualSumOfSquares * (1 + 1e-9) else {
          continue
        }
        if let lower = descent(from: end, held) {
          if lower.squares < way?.squares ?? .infinity { way = lower }
        } else if end.residualSumOfSquares < minimum?.squares ?? .infinity {
          minimum = (end.residualSumOfSquares, end.parameters)
        }
      }
      if let minimum, let model = form.model(minimum.point) {
        var solution = solver.solution(
          of: problem, at: model.values, domains: domains, weights: weights)
        // With no observation between the corners the curve is a step, and its rate anything.
        guard solution.unscaledCovariance != nil else { return nil }
        solution.termination = .corner
        return solution
      }
      // Off the corner, where the sum of squares falls.
      guard let way, let start = form.model(way.point) else { return nil }
      let next = solver.minimize(
        problem, from: start.values, domains: domains, weights: weights, options: Self.options)
      if next.termination.isConverged { return next }
      guard next.residualSumOfSquares < current.residualSumOfSquares else { return nil }
      current = next
    }
    return nil
  }

  /// The corners that may be held: each alone, and all.
  private var subsets: [[Int]] {
    form.corners.count > 1 ? form.corners.map { [$0] } + [form.corners] : [form.corners]
  }

  /// With corners held at the observations nearest to them.
  private func minimize(
    from point: [Double], holding held: [Int], _ solver: LeastSquaresSolver
  ) -> LeastSquaresSolution? {
    var domains = form.domains
    for corner in held {
      let nearest = times.min { ($0 - point[corner]).magnitude < ($1 - point[corner]).magnitude }!
      guard domains[corner].contains(nearest) else { return nil }
      domains[corner] = .fixed(nearest)
    }
    let solution = solver.minimize(
      CorneredProblem(base: problem, form: form), from: point, domains: domains, weights: weights,
      options: Self.options)
    return solution.termination.isConverged ? solution : nil
  }

  /// A point beside a held corner with a lower sum of squares; `nil` when it rises to both sides of
  /// each.
  private func descent(
    from end: LeastSquaresSolution, _ held: [Int]
  ) -> (squares: Double, point: [Double])? {
    let step = 1e-7 * (times[times.count - 1] - times[0])
    var best: (squares: Double, point: [Double])?
    let squares = self.squares(at: end.parameters)
    for corner in held {
      for sign in [-1.0, 1] {
        var point = end.parameters
        point[corner] += sign * step
        let beside = self.squares(at: point)
        if beside < squares * (1 - 1e-13), beside < best?.squares ?? .infinity {
          point[corner] = end.parameters[corner] + sign * 1e4 * step
          best = (beside, point)
        }
      }
    }
    return best
  }

  private func squares(at point: [Double]) -> Double {
    guard let model = form.model(point), zip(domains, model.values).allSatisfy({ $0.contains($1) })
    else { return .infinity }
    var residuals = [Double](repeating: 0, count: problem.observationCount)
    var span = residuals.mutableSpan
    guard problem.residuals(at: model.values.span, into: &span) else { return .infinity }
    return residuals.indices.reduce(0.0) { sum, i in
      sum + (weights.isEmpty ? 1 : weights[i]) * residuals[i] * residuals[i]
    }
  }
}
