/// Gradient descent as textbooks write it, step for step: no conditioning, momentum, line search or
/// polish, and the derivative of the sum over the rows, not of their mean. For teaching: it shows
/// what a rate too high, unscaled columns and the order of the rows do.
///
/// ```
/// batch        w ← w − η·∂(S·F)/∂w
/// stochastic   w ← w − η·∂(sᵢℓᵢ + λ₂/2·S/n·‖w‖²)/∂w   for each row of an epoch
/// ```
///
/// It takes all its steps, whatever it sees. The end is `passLimit` with the gradient, `oscillating`
/// where F rose in the last tenth of the passes, `diverged` where F is not finite or ten times that
/// of the start, or a separation that the scores show; it never says that it converged. Trained with
/// ``trainingOptions(startValue:coefficientCount:penalty:)`` it reproduces Harrington (2012),
/// *Machine Learning in Action*, chapter 5.
public struct TextbookDescent: Solver {
  public enum Order: String, Sendable, CaseIterable {
    case file
    /// A fresh permutation each epoch.
    case random
  }

  public enum Mode: Sendable, Equatable {
    /// All rows a step.
    case batch
    /// One row a step.
    case stochastic(order: Order, seed: UInt32)
  }

  public var name: String { mode == .batch ? "textbook-batch" : "textbook-stochastic" }
  public var supportsLasso: Bool { false }
  public var mode: Mode
  /// Passes over the rows: the steps of the batch mode.
  public var epochs: Int
  /// η of a constant rate.
  public var learningRate: Double
  public var schedule: any LearningRateSchedule
  /// Observations after so many steps within an epoch, in addition to one at its end.
  public var observationInterval: Int?

  public init(
    mode: Mode = .batch, epochs: Int = 500, learningRate: Double = 0.001,
    schedule: any LearningRateSchedule = ConstantRate(), observationInterval: Int? = nil
  ) {
    precondition(epochs > 0 && learningRate > 0 && learningRate.isFinite)
    precondition(observationInterval.map { $0 > 0 } ?? true, "at least one step")
    self.mode = mode
    self.epochs = epochs
    self.learningRate = learningRate
    self.schedule = schedule
    self.observationInterval = observationInterval
  }

  /// Options of a textbook run: nothing conditioned, and every coefficient begins with one value.
  ///
  /// - Parameter coefficientCount: of all outputs, with their intercepts.
  public func trainingOptions(
    startValue: Double = 1, coefficientCount: Int, penalty: Penalty = .none
  ) -> TrainingOptions {
    TrainingOptions(
      solver: self, penalty: penalty, isConditioned: false,
      startCoefficients: [Double](repeating: startValue, count: coefficientCount),
      computesCovariance: false)
  }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    var context = RateContext(initial: learningRate)
    var rates = [0.0]
    var variables = start
    var evaluation = objective.evaluate(start)
    let first = evaluation.value
    var separates = false
    var rises = false
    let randomOrder: UInt32? =
      if case .stochastic(.random, let seed) = mode { seed } else { nil }
    for epoch in 0..<epochs {
      context.epoch = epoch
      context.stepInEpoch = 0
      if mode == .batch {
        schedule.fill(&rates, count: 1, from: context)
        for k in variables.indices {
          variables[k] -= rates[0] * (objective.totalWeight * evaluation.gradient[k])
        }
        context.step += 1
      } else {
        let order =
          randomOrder.map {
            RowOrder.permutation(count: rows.rowCount, seed: $0, epoch: epoch)
          } ?? (0..<UInt32(rows.rowCount)).map { $0 }
        run(order, rows, &variables, &context, &rates, monitor)
      }
      let before = evaluation.value
      evaluation = objective.evaluate(variables)
      if epoch >= epochs - max(epochs / 10, 1), evaluation.value > before * (1 + 1e-12) {
        rises = true
      }
      let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(evaluation.gradient), step: rates[0],
        variables: variables, defaultLimit: epochs, updates: context.step)
      switch termination {
      case .separating: separates = true
      case .diverged, .timeLimit:
        return objective.solution(variables, evaluation, termination!, nil, monitor)
      case .passLimit where epoch + 1 < epochs:
        return objective.solution(variables, evaluation, .passLimit, nil, monitor)
      default: break
      }
    }
    let end: Termination =
      evaluation.value > 10 * first
      ? .diverged
      : separates ? .separating(direction: variables) : rises ? .oscillating : .passLimit
    return objective.solution(variables, evaluation, end, nil, monitor)
  }

  private func run(
    _ order: [UInt32], _ rows: StochasticRows, _ variables: inout [Double],
    _ context: inout RateContext, _ rates: inout [Double], _ monitor: ProgressMonitor
  ) {
    let objective = rows.objective
    var point = rows.vector(variables)
    var gradient = [Double](repeating: 0, count: point.count)
    var buffer = RowBuffer(rows)
    // rowFactor makes slopes those of a mean; the sum has none.
    let share = 1 / rows.rowFactor
    for (index, row) in order.enumerated() {
      schedule.fill(&rates, count: 1, from: context)
      rows.load(Int(row), into: &buffer)
      rows.formSlopes(Int(row), at: point, &buffer)
      if objective.isPenalized {
        for k in gradient.indices { gradient[k] = share * rows.ridge[k] * point[k] }
        rows.accumulate(buffer, factor: share, into: &gradient)
        for k in point.indices { point[k] -= rates[0] * gradient[k] }
      } else {
        rows.accumulate(buffer, factor: -rates[0] * share, into: &point)
      }
      context.step += 1
      context.stepInEpoch += 1
      if monitor.isObserved, let observationInterval,
        (index + 1) % observationInterval == 0 && index + 1 < order.count
      {
        let there = rows.variables(point)
        monitor.observed(
          objective.evaluate(there), step: rates[0], variables: there, updates: context.step)
      }
    }
    variables = rows.variables(point)
  }
}
