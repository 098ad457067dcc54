internal import Activations

/// The last digits. A trust region stops when the sum of squares no longer falls, and a sum of
/// squares is flat at its minimum: half the digits of the parameters are still missing there. The
/// polish follows the residuals' tangent plane instead, and stops when the steps stop shrinking.
///
/// Gauss–Newton steps come first. Where they shrink slowly (large residuals, curved model) the true
/// Hessian, by differences of the gradient Jᵀr, takes over. It works in natural coordinates.
final class Polish {
  private let evaluator: Evaluator
  private let linearization: Linearization
  private var columns: [Double]
  private var trialColumns: [Double]
  private var trialResiduals: [Double]

  private(set) var point: [Double]
  private(set) var residuals: [Double]
  private(set) var squares: Double
  private(set) var steps = 0
  /// Whether the columns at `point` have full rank.
  private(set) var hasFullRank = false

  var inverse: [Double]? { hasFullRank ? linearization.inverse : nil }
  var conditionNumber: Double { linearization.conditionNumber }
  var step: [Double] { linearization.step }

  /// ‖P_J r‖/‖r‖ at `point`.
  var relativeOffset: Double {
    guard hasFullRank else { return .infinity }
    return squares > 0 ? (linearization.explained / squares).squareRoot() : 0
  }

  /// - Returns: `nil` when the problem has no value or slopes at `start`.
  init?(_ evaluator: Evaluator, from start: [Double]) {
    let n = evaluator.observationCount
    self.evaluator = evaluator
    linearization = Linearization(observationCount: n, coordinateCount: start.count)
    columns = [Double](repeating: 0, count: n * start.count)
    trialColumns = columns
    residuals = [Double](repeating: 0, count: n)
    trialResiduals = residuals
    point = start
    squares = 0
    guard evaluate(start) else { return nil }
    adopt(start)
  }

  private func evaluate(_ trial: [Double]) -> Bool {
    let hasValue = evaluator.residuals(at: trial, into: &trialResiduals)
    return hasValue && evaluator.jacobian(at: trial, into: &trialColumns)
  }

  private var trialSquares: Double {
    let residuals = trialResiduals
    return Reductions.sumOfSquares(residuals.span)
  }

  private func adopt(_ trial: [Double]) {
    point = trial
    squares = trialSquares
    swap(&columns, &trialColumns)
    swap(&residuals, &trialResiduals)
    hasFullRank = linearization.update(columns: columns, residuals: residuals)
  }

  /// Steps until they stop shrinking.
  func run() {
    guard gaussNewton() > 0.2 else { return }
    // The Hessian of a far point serves to come near; that of a near point, to the end.
    for _ in 0..<3 {
      guard hasFullRank,
        let hessian = Hessian(at: point, scale: differenceSteps, gradient: gradient),
        newton(hessian)
      else { return }
    }
  }

  /// Whether a step of these lengths would change the point in its last digit or two at most.
  private func isNegligible(_ step: [Double], _ factor: Double = 1) -> Bool {
    zip(step, point).allSatisfy {
      factor * $0.magnitude <= 2 * Double.ulpOfOne * $1.magnitude
    }
  }

  /// - Returns: the factor by which the steps were last seen to shrink; 0 when they are negligible,
  ///   1 when not even the first could be taken.
  private func gaussNewton() -> Double {
    var rate = 1.0
    for _ in 0..<30 where hasFullRank {
      let step = linearization.step
      let length = linearization.explained
      guard !isNegligible(step) else { return 0 }
      let next = take(step, from: length) {
        hasFullRank ? linearization.explained : .infinity
      }
      guard let next else { return rate }
      rate = (next / length).squareRoot()
      if isNegligible(step, rate) { return 0 }
      if rate > 0.2, steps > 1 { return rate }
    }
    return rate
  }

  /// Takes a step if the sum of squares does not grow beyond rounding and what is left becomes
  /// less; otherwise stays.
  ///
  /// - Returns: what is left after the step, `nil` when it was not taken.
  private func take(_ step: [Double], from left: Double, _ remainder: () -> Double) -> Double? {
    let trial = zip(point, step).map { $0 + $1 }
    guard evaluate(trial) else { return nil }
    guard trialSquares <= squares * (1 + 1e-9) || trialSquares < Double.leastNormalMagnitude else {
      return nil
    }
    let old = (point, squares)
    adopt(trial)
    let next = remainder()
    if next < left {
      steps += 1
      return next
    }
    (point, squares) = old
    swap(&columns, &trialColumns)
    swap(&residuals, &trialResiduals)
    hasFullRank = linearization.update(columns: columns, residuals: residuals)
    return nil
  }
}

/// Newton's method for the steps that Gauss–Newton shrinks too slowly.
extension Polish {
  /// Difference steps for the gradient: a hundredth of each parameter's standard error were the
  /// others known, within what a double resolves.
  fileprivate var differenceSteps: [Double] {
    let p = point.count
    let scale = (squares / Double(max(1, residuals.count - p))).squareRoot()
    return (0..<p).map { j in
      max(1e-2 * scale / linearization.columnLengths[j], 1e-7 * point[j].magnitude)
    }
  }

  fileprivate func gradient(_ trial: [Double]) -> [Double]? {
    guard evaluate(trial) else { return nil }
    var gram = GramMatrix(count: trial.count)
    return gram.update(columns: trialColumns, residuals: trialResiduals)
  }

  /// - Returns: whether steps were taken and another Hessian could take more.
  fileprivate func newton(_ hessian: Hessian) -> Bool {
    var hasMoved = false
    for _ in 0..<8 {
      let gradient = currentGradient
      let step = hessian.step(gradient)
      guard !isNegligible(step) else { return false }
      let taken = take(step, from: hessian.decrement(gradient)) {
        hessian.decrement(currentGradient)
      }
      guard taken != nil else { return hasMoved }
      hasMoved = true
    }
    return hasMoved
  }

  private var currentGradient: [Double] {
    var gram = GramMatrix(count: point.count)
    return gram.update(columns: columns, residuals: residuals)
  }
}

/// The Hessian of ½Σr² by central differences of the gradient.
struct Hessian {
  private var factor: GramMatrix

  /// - Returns: `nil` when a gradient has no value, or the Hessian is not positive definite.
  init?(at point: [Double], scale: [Double], gradient: ([Double]) -> [Double]?) {
    let p = point.count
    var matrix = [Double](repeating: 0, count: p * p)
    var trial = point
    for j in 0..<p {
      trial[j] = point[j] + scale[j]
      let top = trial[j]
      guard let above = gradient(trial) else { return nil }
      trial[j] = point[j] - scale[j]
      let bottom = trial[j]
      guard let below = gradient(trial) else { return nil }
      trial[j] = point[j]
      for i in 0..<p { matrix[i * p + j] = (above[i] - below[i]) / (top - bottom) }
    }
    factor = GramMatrix(count: p)
    for i in 0..<p {
      for j in 0...i { factor[i, j] = (matrix[i * p + j] + matrix[j * p + i]) / 2 }
    }
    guard factor.factor() else { return nil }
  }

  /// gᵀH⁻¹g, Newton's measure of what is left.
  func decrement(_ gradient: [Double]) -> Double { factor.squaredLength(of: gradient) }

  func step(_ gradient: [Double]) -> [Double] {
    factor.solve(gradient).map { -$0 }
  }
}
