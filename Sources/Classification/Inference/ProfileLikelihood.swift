internal import RealModule

/// The likelihood as a function of one linear form of the variables, maximised over the rest.
///
/// Newton's method in the plane aᵀu = t; the bound is found where √(2(ℓ̂ − ℓ(t))), which is nearly
/// linear in t, reaches the quantile, by Newton's method with the multiplier of the plane as slope.
struct ProfileLikelihood {
  struct Point {
    let value: Double
    let score: [Double]
    let information: SymmetricMatrix
  }

  /// ℓ, or a penalised one, with its derivatives; nil where the information is singular.
  let evaluate: ([Double]) -> Point?
  /// The maximum of all.
  let best: [Double]
  let bestPoint: Point

  init?(_ objective: Objective, at best: [Double], usesFirth: Bool) {
    let total = objective.totalWeight
    if usesFirth {
      evaluate = { variables in
        FirthLikelihood(objective, at: variables).map {
          Point(value: $0.penalized, score: $0.score, information: $0.information)
        }
      }
    } else {
      evaluate = { variables in
        let evaluation = objective.evaluate(variables)
        var information = objective.hessian(variables)
        for k in information.elements.indices { information.elements[k] *= total }
        return Point(
          value: -evaluation.value * total, score: evaluation.gradient.map { -$0 * total },
          information: information)
      }
    }
    self.best = best
    guard let point = evaluate(best) else { return nil }
    bestPoint = point
  }

  /// Where 2(ℓ̂ − ℓ(t)) is the square of the quantile, on one side; infinite where it stays below,
  /// nil where the numbers give out.
  func bound(_ form: [Double], quantile: Double, side: Double, standardError: Double) -> Double? {
    let estimate = dot(form, best)
    var (inner, outer) = (0.0, Double.infinity)
    var distance = quantile * standardError
    var variables = best
    var point = bestPoint
    for _ in 0..<60 {
      guard
        let there = maximum(form, at: estimate + side * distance, from: variables, point)
      else {
        // Too far out to compute: nearer, if there is room.
        outer = distance
        guard distance - inner > 1e-3 * distance else { return nil }
        distance = (inner + distance) / 2
        continue
      }
      (variables, point) = (there.variables, there.point)
      let root = max(2 * (bestPoint.value - point.value), 0).squareRoot()
      if abs(root - quantile) <= 1e-11 * quantile { return estimate + side * distance }
      if root < quantile { inner = distance } else { outer = distance }
      let slope = -side * there.slope / root
      var next = distance + (quantile - root) / slope
      if !(next > inner && next < outer && next.isFinite) {
        next = outer.isFinite ? (inner + outer) / 2 : 3 * distance
      }
      next = min(next, 3 * distance)
      if abs(next - distance) <= 4 * Double.ulpOfOne * abs(estimate + side * distance) {
        return estimate + side * next
      }
      distance = next
      if distance > 1e8 * standardError { return side * .infinity }
    }
    return nil
  }

  /// The maximum in the plane form·u = t, and dℓ/dt there.
  func maximum(
    _ form: [Double], at t: Double, from start: [Double], _ startPoint: Point
  ) -> (variables: [Double], point: Point, slope: Double)? {
    guard let first = CholeskyFactor(startPoint.information) else { return nil }
    let (across, length) = first.solve(form)
    let move = (t - dot(form, start)) / length
    var variables = zip(start, across).map { $0 + move * $1 }
    guard var point = evaluate(variables), point.value.isFinite else { return nil }
    var last = Double.infinity
    for _ in 0..<200 {
      guard let factor = CholeskyFactor(point.information) else { return nil }
      let (across, length) = factor.solve(form)
      let step = factor.solve(point.score).solution
      let multiplier = -dot(form, step) / length
      let direction = zip(step, across).map { $0 + multiplier * $1 }
      let promise = dot(point.score, direction)
      let slack = 16 * Double.ulpOfOne * max(point.value.magnitude, 1)
      // The value is right to the square of the step: steps below 1e-8 are too short to matter.
      if promise <= 1e-16 * max(point.value.magnitude, 1) || promise < slack && promise >= last / 4
      {
        return (variables, point, -multiplier)
      }
      last = promise
      var size = 1.0
      var next: (variables: [Double], point: Point)?
      for _ in 0..<40 {
        let s = size
        let candidate = zip(variables, direction).map { $0 + s * $1 }
        if let there = evaluate(candidate), there.value >= point.value + 1e-4 * s * promise - slack
        {
          next = (candidate, there)
          break
        }
        size /= 2
      }
      guard let next else { return promise < 1e-9 ? (variables, point, -multiplier) : nil }
      (variables, point) = next
    }
    return nil
  }
}
