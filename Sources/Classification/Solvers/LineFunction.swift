internal import Activations

/// F along a line, from the scores at two of its points: a trial costs one pass over the scores and
/// none over the rows. For objectives without λ₁.
struct LineFunction: Sendable {
  private let objective: Objective
  private let first: DenseValues
  private let second: DenseValues
  private let variables: [Double]
  private let direction: [Double]

  /// - Parameters:
  ///   - first: scores at `variables`.
  ///   - second: scores at `variables` + `direction`.
  init(
    _ objective: Objective, from variables: [Double], along direction: [Double],
    scores first: DenseValues, _ second: DenseValues
  ) {
    self.objective = objective
    self.first = first
    self.second = second
    self.variables = variables
    self.direction = direction
  }

  /// F and dF/dt at variables + t·direction.
  func callAsFunction(_ t: Double) -> (value: Double, slope: Double) {
    let n = objective.design.rowCount
    let outputs = objective.loss.outputCount
    let block = 1024
    let chunk = 65_536
    let sums = Parallel.map(count: (n + chunk - 1) / chunk, threads: objective.threads) { index in
      var value = 0.0
      var slope = 0.0
      let end = min((index + 1) * chunk, n)
      for start in stride(from: index * chunk, to: end, by: block) {
        let rows = start..<min(start + block, end)
        let m = rows.count
        var scores = [Double](repeating: 0, count: m * outputs)
        var changes = scores
        var residuals = scores
        for output in 0..<outputs {
          let range = (output * n + rows.lowerBound)..<(output * n + rows.upperBound)
          first.withElements(range) { a in
            second.withElements(range) { b in
              for i in 0..<m {
                let change = b[i] - a[i]
                changes[output * m + i] = change
                scores[output * m + i] = a[i] + t * change
              }
            }
          }
        }
        var span = residuals.mutableSpan
        value += objective.loss.evaluate(scores: scores.span, rows: rows, residuals: &span)
        slope += Reductions.dot(residuals.span, changes.span)
      }
      return [value, slope]
    }
    let sum = Parallel.pairwiseSum(sums)
    var value = sum[0] / objective.totalWeight
    var slope = sum[1] / objective.totalWeight
    let point = zip(variables, direction).map { $0 + t * $1 }
    value += objective.penaltyValue(point)
    var linear = [Double](repeating: 0, count: point.count)
    objective.addRidge(point, to: &linear)
    slope += dot(linear, direction)
    return (value, slope)
  }
}

/// A step that satisfies the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and
/// 3.6, with bisection safeguarding the cubic).
struct WolfeSearch {
  static let decrease = 1e-4
  static let curvature = 0.9

  /// - Parameters:
  ///   - value, slope: at 0; the slope is negative.
  ///   - function: value and slope at t.
  /// - Returns: nil where rounding hides any decrease.
  static func step(
    value: Double, slope: Double, first: (t: Double, value: Double, slope: Double),
    _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double? {
    var low = (t: 0.0, value: value, slope: slope)
    var high: (t: Double, value: Double, slope: Double)?
    var trial = first
    for _ in 0..<50 {
      if !(trial.value <= value + decrease * trial.t * slope)
        || trial.value >= low.value && low.t > 0
      {
        high = trial
      } else if trial.slope.magnitude <= -curvature * slope {
        return trial.t
      } else {
        // Past the minimum, the old lower end bounds it on the other side.
        if trial.slope * ((high?.t ?? .infinity) - low.t) >= 0 { high = low }
        low = trial
      }
      let t: Double
      if let high {
        let width = high.t - low.t
        guard width.magnitude > 1e-12 * max(low.t, high.t) else { break }
        let cubic = minimum(low, high)
        let margin = 0.1 * width.magnitude
        let (left, right) = (min(low.t, high.t) + margin, max(low.t, high.t) - margin)
        t = cubic.isFinite ? min(max(cubic, left), right) : (left + right) / 2
      } else {
        t = trial.t * 4
        guard t < 1e20 else { break }
      }
      let next = function(t)
      trial = (t, next.value, next.slope)
    }
    return low.t > 0 ? low.t : nil
  }

  /// Of the cubic through two values and slopes.
  private static func minimum(
    _ a: (t: Double, value: Double, slope: Double), _ b: (t: Double, value: Double, slope: Double)
  ) -> Double {
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t)
    let square = d1 * d1 - a.slope * b.slope
    guard square >= 0 else { return .nan }
    let d2 = b.t > a.t ? square.squareRoot() : -square.squareRoot()
    return b.t - (b.t - a.t) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
  }
}
