internal import Activations

/// The last digits. A trust region stops when the sum of squares no longer falls, and a sum of
/// squares is flat at its minimum: half the digits of the parameters are still missing there. The
/// polish follows the residuals' tangent plane instead, and stops when the steps stop shrinking.
///
/// Gauss–Newton steps come first. Where they shrink slowly (large residuals, curved model) the true
/// Hessian, by differences of the gradient Jᵀr, takes over. It works in natural coordinates.
struct Polish {
  private var evaluator: Evaluator?
  private var linearization: Linearization
  private var columns: [Double]
  private var trialColumns: [Double]
  private var trialResiduals: [Double]
  private var trial: [Double]

  private(set) var point: [Double]
  private(set) var residuals: [Double]
  private(set) var squares = 0.0
  private(set) var steps = 0
  /// Whether the columns at `point` have full rank.
  private(set) var hasFullRank = false

  /// (JᵀJ)⁻¹ at `point` and the condition number of the scaled JᵀJ; `nil` without full rank.
  var information: (inverse: [Double], conditionNumber: Double)? {
    guard hasFullRank else { return nil }
    let (inverse, conditionNumber) = linearization.inverse()
    return (inverse, conditionNumber)
  }
  var step: [Double] { linearization.step }

  /// ‖P_J r‖/‖r‖ at `point`.
  var relativeOffset: Double {
    guard hasFullRank else { return .infinity }
    return squares > 0 ? (linearization.explained / squares).squareRoot() : 0
  }

  /// Makes room for problems of a shape.
  init(observationCount n: Int, coordinateCount p: Int) {
    linearization = Linearization(observationCount: n, coordinateCount: p)
    columns = [Double](repeating: 0, count: n * p)
    trialColumns = columns
    residuals = [Double](repeating: 0, count: n)
    trialResiduals = residuals
    point = [Double](repeating: 0, count: p)
    trial = point
  }

  /// Goes to a point.
  ///
  /// - Returns: `false` when the problem has no value or slopes there.
  mutating func begin(_ evaluator: Evaluator, at start: [Double]) -> Bool {
    self.evaluator = evaluator
    steps = 0
    for j in start.indices { trial[j] = start[j] }
    guard evaluateTrial() else { return false }
    adoptTrial()
    return true
  }

  /// Lets go of the problem.
  mutating func end() { evaluator = nil }

  private mutating func evaluateTrial() -> Bool {
    evaluator!.evaluate(at: trial, residuals: &trialResiduals, columns: &trialColumns)
  }

  /// Makes the trial the point, and the point the trial.
  private mutating func adoptTrial() {
    swap(&point, &trial)
    swap(&columns, &trialColumns)
    swap(&residuals, &trialResiduals)
    squares = Reductions.sumOfSquares(residuals.span)
    hasFullRank = linearization.update(columns: columns, residuals: residuals)
  }

  /// Steps until they stop shrinking.
  mutating func run() {
    guard gaussNewton() > 0.2 else { return }
    // The Hessian of a far point serves to come near; that of a near point, to the end.
    for _ in 0..<3 {
      guard hasFullRank, let hessian = hessian(), newton(hessian) else { return }
    }
  }

  /// A step that leaves the first thirteen digits of every parameter.
  private static let negligible = 5e-14

  /// The largest part of a parameter by which a step changes it.
  private func relativeSize(of step: [Double]) -> Double {
    var largest = 0.0
    for j in step.indices where step[j] != 0 {
      largest = max(largest, step[j].magnitude / point[j].magnitude)
    }
    return largest
  }

  /// - Returns: the factor by which the steps were last seen to shrink; 0 when they are negligible,
  ///   1 when not even the first could be taken.
  private mutating func gaussNewton() -> Double {
    var rate = 1.0
    for _ in 0..<30 where hasFullRank {
      let left = linearization.explained
      let size = relativeSize(of: linearization.step)
      guard size > Self.negligible else { return 0 }
      for j in point.indices { trial[j] = point[j] + linearization.step[j] }
      guard moveToTrial() else { return rate }
      let next = hasFullRank ? linearization.explained : .infinity
      guard next < left else {
        adoptTrial()
        return rate
      }
      steps += 1
      rate = (next / left).squareRoot()
      // What is left after this step is about rate times the step.
      if rate * size <= Self.negligible { return 0 }
      if rate > 0.2, steps > 1 { return rate }
    }
    return rate
  }

  /// Moves to the trial point if the sum of squares does not grow beyond rounding.
  private mutating func moveToTrial() -> Bool {
    guard evaluateTrial() else { return false }
    let trialSquares = Reductions.sumOfSquares(trialResiduals.span)
    guard trialSquares <= squares * (1 + 1e-9) || trialSquares < Double.leastNormalMagnitude else {
      return false
    }
    adoptTrial()
    return true
  }
}

/// Newton's method for the steps that Gauss–Newton shrinks too slowly.
extension Polish {
  /// The Hessian of ½Σr² at the point; `nil` where it is not positive definite.
  private mutating func hessian() -> Hessian? {
    // A hundredth of each parameter's standard error were the others known, within what a double
    // resolves.
    let scale = (squares / Double(max(1, residuals.count - point.count))).squareRoot()
    let differences = point.indices.map { j in
      max(1e-2 * scale / linearization.columnLengths[j], 1e-7 * point[j].magnitude)
    }
    return Hessian(at: point, differences: differences) { moved in
      trial = moved
      guard evaluateTrial() else { return nil }
      return Self.gradient(trialColumns, trialResiduals)
    }
  }

  /// - Returns: whether steps were taken and another Hessian could take more.
  private mutating func newton(_ hessian: Hessian) -> Bool {
    var hasMoved = false
    for _ in 0..<8 {
      let gradient = Self.gradient(columns, residuals)
      let step = hessian.step(gradient)
      guard relativeSize(of: step) > Self.negligible else { return false }
      let left = hessian.decrement(gradient)
      for j in step.indices { trial[j] = point[j] + step[j] }
      guard moveToTrial() else { return hasMoved }
      guard hessian.decrement(Self.gradient(columns, residuals)) < left else {
        adoptTrial()
        return hasMoved
      }
      steps += 1
      hasMoved = true
    }
    return hasMoved
  }

  /// Jᵀr.
  private static func gradient(_ columns: [Double], _ residuals: [Double]) -> [Double] {
    var gram = GramMatrix(count: columns.count / residuals.count)
    gram.update(columns: columns, residuals: residuals)
    return gram.gradient
  }
}
