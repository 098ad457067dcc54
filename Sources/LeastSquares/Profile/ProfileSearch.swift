/// Constrained fits along the profile.
extension LeastSquaresProfile {
  /// A point of the profile: of all parameters with this value of the function, the best.
  struct Stop {
    /// Where the function was pulled to; it grows along the profile.
    var target: Double
    var value: Double
    var squares: Double
    var parameters: [Double]
  }

  /// Goes outwards until the criterion has passed the level, then in between.
  func search(
    _ function: some ParameterFunction, _ side: ProfileLimit.Side, scale: Double
  ) -> ProfileLimit {
    let start = function.value(at: best)
    let linear = linearReach(of: function)
    let reach = linear.map { min($0, 10 * scale) } ?? scale / 10
    guard reach > 0, reach.isFinite else { return .notFound }

    let hasRunAway =
      side.sign * start < 0 && start.magnitude > 100 * scale
      && linear.map { $0 > 10 * scale } ?? true
    let distances = Distances(
      from: hasRunAway ? start.magnitude : nil, reach: reach, scale: scale)
    var inside = Stop(target: start, value: start, squares: bestSquares, parameters: best)
    var stuck = 0
    for (number, distance) in distances.enumerated() {
      let target = reachable(function, start + side.sign * distance, from: inside.target)
      guard let stop = fit(function, at: target, reach: reach, from: inside.parameters) else {
        // No fit there: the model may end before it.
        stuck += 1
        if stuck > 3 { break }
        continue
      }
      if isBetter(stop.squares) { return .betterFit(parameters: stop.parameters) }
      if stop.squares >= level {
        return refine(function, side, from: inside, to: stop, reach: reach, scale: scale)
      }
      // Towards an edge of what is possible the function does not follow; far out, the criterion
      // does not change any more.
      let step = distance - distances.last(before: number)
      let follows = side.sign * (stop.value - inside.value) > 0.05 * step
      let isFlat =
        (stop.squares - inside.squares).magnitude < 1e-4 * rise && distance > 10 * scale
      stuck = follows ? 0 : stuck + 1
      if stuck > 3 || (isFlat && !hasRunAway) { return .unbounded }
      inside = stop
    }
    return .unbounded
  }

  /// The target, or, where a parameter's domain ends before it, three quarters of the way to the end.
  private func reachable(
    _ function: some ParameterFunction, _ target: Double, from inside: Double
  ) -> Double {
    guard let index = function.parameterIndex, !domains[index].contains(target) else {
      return target
    }
    switch domains[index] {
    case .above(let bound), .below(let bound): return bound + (inside - bound) / 4
    case .interval(let lower, let upper):
      let bound = target < inside ? lower : upper
      return bound + (inside - bound) / 4
    case .free, .fixed: return target
    }
  }

  /// The level lies between two stops: the root of the signed root of the criterion, which is
  /// almost linear, by false position; steps on the linearised problem finish it.
  private func refine(
    _ function: some ParameterFunction, _ side: ProfileLimit.Side, from first: Stop,
    to second: Stop,
    reach: Double, scale: Double
  ) -> ProfileLimit {
    var (inside, outside) = (first, second)
    var (low, high) = (height(inside), height(outside))
    var lastWasInside: Bool?
    for _ in 0..<60 {
      let width = outside.target - inside.target
      guard width.magnitude > 1e-10 * max(outside.target.magnitude, reach), low < -1e-10,
        high > 1e-10
      else { break }
      let share = min(max(-low / (high - low), 0.01), 0.99)
      guard
        let stop = fit(
          function, at: inside.target + share * width, reach: reach, from: inside.parameters)
          ?? fit(function, at: inside.target + width / 2, reach: reach, from: inside.parameters)
      else { return .notFound }
      if isBetter(stop.squares) { return .betterFit(parameters: stop.parameters) }
      let near = height(stop)
      if near.magnitude < 0.3,
        case .reached(let value, let parameters) = approach(
          function, side, from: map.free(of: stop.parameters), beyond: inside.value),
        side.sign * (outside.value - value) >= 0
      {
        return .reached(value: value, parameters: parameters)
      }
      // The Illinois rule: an end that stays twice counts half.
      if near < 0 {
        if lastWasInside == true { high /= 2 }
        (inside, low) = (stop, near)
      } else {
        if lastWasInside == false { low /= 2 }
        (outside, high) = (stop, near)
      }
      lastWasInside = near < 0
    }
    let (below, above) = (height(inside), height(outside))
    if above - below > 0.01 {
      // The criterion jumps: beyond, the fits did not find their way any more. Far out that says as
      // much as a flat profile.
      let distance = (inside.value - function.value(at: best)).magnitude
      return distance > 10 * scale ? .unbounded : .notFound
    }
    let share = above > below ? -below / (above - below) : 0
    return .reached(
      value: inside.value + share * (outside.value - inside.value), parameters: inside.parameters)
  }

  /// √((Q − Q̂)/rise) − 1: below 0 inside the limits.
  private func height(_ stop: Stop) -> Double {
    (max(0, stop.squares - bestSquares) / rise).squareRoot() - 1
  }

  /// The best fit with the function at or near a target. Whatever value it ends at, no other
  /// parameters with that value fit better: the stop lies on the profile.
  private func fit(
    _ function: some ParameterFunction, at target: Double, reach: Double, from start: [Double]
  ) -> Stop? {
    let options = LeastSquaresOptions(maximumIterations: 150, usesFallbacks: false)
    if let index = function.parameterIndex {
      guard domains[index].contains(target) else { return nil }
      var held = domains
      held[index] = .fixed(target)
      let solution = solver.minimize(
        problem, from: start, domains: held, weights: weights, options: options)
      guard solution.residualSumOfSquares.isFinite, solution.termination != .noValueAtStart else {
        return nil
      }
      return Stop(
        target: target, value: target, squares: solution.residualSumOfSquares,
        parameters: solution.parameters)
    }
    let tilt = 100 * rise.squareRoot() / reach
    let tilted = TiltedProblem(
      base: problem, function: function, target: target, tilt: tilt, steps: steps)
    let solution = solver.minimize(
      tilted, from: start, domains: domains, weights: weights.isEmpty ? [] : weights + [1],
      options: options)
    guard solution.residualSumOfSquares.isFinite, solution.termination != .noValueAtStart else {
      return nil
    }
    let value = function.value(at: solution.parameters)
    guard value.isFinite else { return nil }
    let pull = tilt * (value - target)
    return Stop(
      target: target, value: value,
      squares: max(0, solution.residualSumOfSquares - pull * pull),
      parameters: solution.parameters)
  }
}

/// How far from the fit the search looks, ever farther.
private struct Distances: Sequence {
  private let list: [Double]

  /// - Parameter height: of a fit that ran away: the search then comes back from there, halving what
  ///   is left, towards values that mean something.
  init(from height: Double?, reach: Double, scale: Double) {
    var list: [Double] = []
    if let height {
      var left = height / 2
      while left > scale {
        list.append(height - left)
        left /= 2
      }
      list += [1, 1.5, 2, 4, 8].map { height + ($0 - 1) * scale }
    } else {
      var distance = reach / 2
      while distance < 1e7 * Swift.max(scale, reach) {
        list.append(distance)
        distance *= distance < 8 * reach ? 2 : 4
      }
    }
    self.list = list
  }

  func last(before index: Int) -> Double { index > 0 ? list[index - 1] : 0 }

  func makeIterator() -> IndexingIterator<[Double]> { list.makeIterator() }
}

/// A problem with one residual more, which pulls a function of the parameters towards a target.
private struct TiltedProblem<Base: LeastSquaresProblem, Function: ParameterFunction>:
  LeastSquaresProblem
{
  let base: Base
  let function: Function
  let target: Double
  let tilt: Double
  let steps: [Double]
  private let rows: BaseRows

  init(base: Base, function: Function, target: Double, tilt: Double, steps: [Double]) {
    self.base = base
    self.function = function
    self.target = target
    self.tilt = tilt
    self.steps = steps
    rows = BaseRows(base.observationCount, base.parameterCount)
  }

  var observationCount: Int { base.observationCount + 1 }
  var parameterCount: Int { base.parameterCount }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    let n = base.observationCount
    guard rows.fillResiduals(base, at: p) else { return false }
    for i in 0..<n { residuals[i] = rows.residuals[i] }
    residuals[n] = tilt * (function.value(at: array(p)) - target)
    return residuals[n].isFinite
  }

  func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    let n = base.observationCount
    guard rows.fillColumns(base, at: p),
      let gradient = function.gradient(at: array(p), steps: steps)
    else { return false }
    for j in gradient.indices {
      for i in 0..<n { columns[j * (n + 1) + i] = rows.columns[j * n + i] }
      columns[j * (n + 1) + n] = tilt * gradient[j]
    }
    return true
  }

  private func array(_ p: Span<Double>) -> [Double] { (0..<p.count).map { p[$0] } }
}

/// Room for the rows of the problem that is tilted.
private final class BaseRows {
  private(set) var residuals: [Double]
  private(set) var columns: [Double]

  init(_ observationCount: Int, _ parameterCount: Int) {
    residuals = [Double](repeating: 0, count: observationCount)
    columns = [Double](repeating: 0, count: observationCount * parameterCount)
  }

  func fillResiduals(_ base: some LeastSquaresProblem, at p: Span<Double>) -> Bool {
    Self.fill(&residuals) { base.residuals(at: p, into: &$0) }
  }

  func fillColumns(_ base: some LeastSquaresProblem, at p: Span<Double>) -> Bool {
    Self.fill(&columns) { base.jacobian(at: p, into: &$0) }
  }

  private static func fill(
    _ numbers: inout [Double], _ write: (inout MutableSpan<Double>) -> Bool
  ) -> Bool {
    var span = numbers.mutableSpan
    return write(&span)
  }
}
