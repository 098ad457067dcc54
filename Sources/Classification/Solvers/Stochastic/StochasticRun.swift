/// What a stochastic solver does with the rows of an epoch; ``StochasticRun`` does the rest.
protocol StochasticMethod {
  /// η₀ if the caller names none.
  var defaultRate: Double { get }
  /// Rows a step.
  var batchSize: Int { get }
  /// Called before each epoch.
  mutating func beginEpoch(_ epoch: Int)
  /// A step for each rate: the first with the rows order[start], …
  mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double])
  /// Where it has come to.
  func estimate() -> [Double]
  /// Starts again at a point.
  mutating func restart(at point: [Double])
}

/// The epochs of a stochastic solver: orders, rates, observations, divergence, and the polish.
struct StochasticRun {
  let options: StochasticOptions
  let schedule: any LearningRateSchedule
  /// How many epochs without the polish, if the caller says nothing.
  var unpolishedEpochs = 100

  private static let polishedEpochs = 20
  /// F − F* relative to F, by curvature seen, at which a batch solver takes over.
  private static let closeEnough = 1e-3
  private static let reductionLimit = 100

  func minimize(
    _ objective: Objective, _ rows: StochasticRows, from start: [Double],
    monitor: inout ProgressMonitor, _ method: inout some StochasticMethod
  ) -> Solution {
    var variables = start
    let first = objective.value(variables)
    var best = (variables: variables, value: first)
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: false)
    let metric = objective.curvatureScale(variables)
    var reductions: [StepReduction] = []
    var factor = 1.0
    var context = RateContext(
      initial: options.learningRate ?? method.defaultRate,
      curvature: max(rows.ridge.filter { $0 > 0 }.min() ?? 0, 1 / Double(rows.rowCount)))
    let limit = options.epochs ?? (options.polishes ? Self.polishedEpochs : unpolishedEpochs)
    var attempts = 0
    func finished(_ solution: Solution) -> Solution {
      var copy = solution
      copy.stepReductions = reductions
      return copy
    }
    var evaluation = Evaluation(value: first, gradient: [])
    while context.epoch < limit {
      let order = RowOrder.permutation(
        count: rows.rowCount, rowBytes: rows.rowBytes, seed: options.seed, epoch: attempts)
      attempts += 1
      let rate = run(order, &context, factor: factor, &method, rows, monitor)
      variables = rows.variables(method.estimate())
      evaluation = objective.evaluate(variables)
      let slope = objective.subgradient(variables, evaluation)
      let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(slope), step: rate, variables: variables,
        defaultLimit: .max / 2, updates: context.step)
      let isLost = !(evaluation.value <= 10 * max(first, .leastNormalMagnitude))
      if isLost && reductions.count < Self.reductionLimit
        && (termination == nil || termination == .diverged)
      {
        factor /= 2
        reductions.append(
          StepReduction(pass: monitor.passes, objective: evaluation.value, factor: factor))
        variables = best.variables
        method.restart(at: rows.vector(variables))
        continue
      }
      if let termination {
        if isLost {
          variables = best.variables
          evaluation = objective.evaluate(variables)
        }
        return finished(objective.solution(variables, evaluation, termination, nil, monitor))
      }
      if isLost {
        return finished(objective.solution(variables, evaluation, .diverged, nil, monitor))
      }
      if !(evaluation.value < best.value * (1 - 1e-3)) { context.stalls += 1 }
      if evaluation.value < best.value { best = (variables, evaluation.value) }
      context.epoch += 1
      let measure = slope.indices.reduce(0) { $0 + slope[$1] * slope[$1] / metric[$1] }
      if options.polishes {
        let isClose = measure / 2 <= Self.closeEnough * evaluation.value
        if options.epochs == nil && isClose { break }
      } else {
        var (point, there) = (variables, evaluation)
        if let solution = gate.check(
          objective, &point, &there, squaredGradient: measure, monitor: &monitor)
        {
          return finished(solution)
        }
      }
    }
    guard options.polishes else {
      return finished(objective.solution(variables, evaluation, .passLimit, nil, monitor))
    }
    monitor.beginStage()
    return finished(
      SolverChoice.automatic(objective).solver.minimize(
        objective, from: best.variables, monitor: &monitor))
  }

  /// The steps of an epoch.
  ///
  /// - Returns: the last rate.
  private func run(
    _ order: [UInt32], _ context: inout RateContext, factor: Double,
    _ method: inout some StochasticMethod, _ rows: StochasticRows, _ monitor: ProgressMonitor
  ) -> Double {
    method.beginEpoch(context.epoch)
    context.stepInEpoch = 0
    let batch = method.batchSize
    let stepCount = (order.count + batch - 1) / batch
    let interval = options.observationInterval
    // Rates are formed in pieces that stay in the cache.
    var rates = [Double](repeating: 0, count: min(stepCount, 4096))
    var last = 0.0
    var taken = 0
    while taken < stepCount {
      var count = min(stepCount - taken, rates.count)
      if let interval { count = min(count, interval - taken % interval) }
      schedule.fill(&rates, count: count, from: context)
      if factor != 1 { for k in 0..<count { rates[k] *= factor } }
      method.takeSteps(
        order, from: taken * batch, to: min((taken + count) * batch, order.count), rates: rates)
      last = rates[count - 1]
      taken += count
      context.step += count
      context.stepInEpoch += count
      if monitor.isObserved, let interval, taken % interval == 0 && taken < stepCount {
        let variables = rows.variables(method.estimate())
        monitor.observed(
          rows.objective.evaluate(variables), step: last, variables: variables,
          updates: context.step)
      }
    }
    return last
  }
}
