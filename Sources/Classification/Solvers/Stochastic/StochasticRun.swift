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
  /// Goes on with another block of the same rows.
  mutating func attach(_ rows: StochasticRows)
  /// All that its next steps depend on, beside the rows.
  var memory: [String: [Double]] { get set }
}

extension StochasticMethod {
  mutating func attach(_ rows: StochasticRows) {
    preconditionFailure("this method remembers each row, and a stream has none to remember")
  }

  var memory: [String: [Double]] {
    get { [:] }
    set {}
  }
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
    let session = objective.stream?.session
    var state: StochasticState
    var gate = EvidenceGate(tolerance: monitor.rule.tolerance, polishes: false)
    if let stored = session?.takeState() {
      state = stored
      method.memory = stored.method.mapValues(\.values)
      monitor.memory = stored.monitor
      gate.goal = stored.gateGoal.value
    } else {
      let known = objective.constantModel
      state = StochasticState(
        start, value: known?.value ?? objective.value(start),
        metric: known?.curvatureScale ?? objective.curvatureScale(start),
        rate: options.learningRate ?? method.defaultRate)
    }
    let first = state.first.value
    let metric = state.metric.values
    var context = state.context
    context.curvature = max(
      rows.ridge.filter { $0 > 0 }.min() ?? 0, 1 / Double(rows.totalRowCount))
    let limit = options.epochs ?? (options.polishes ? Self.polishedEpochs : unpolishedEpochs)
    func finished(_ solution: Solution) -> Solution {
      var copy = solution
      copy.stepReductions = state.reductions.map(\.reduction)
      return copy
    }
    func save(_ method: some StochasticMethod) {
      guard let session, objective.stream?.error == nil else { return }
      state.context = context
      state.method = method.memory.mapValues { ExactNumbers($0) }
      state.monitor = monitor.memory
      state.gateGoal = ExactNumber(gate.goal)
      session.save(state)
    }
    while !state.isPolishing && context.epoch < limit {
      let rate: Double
      if let stream = objective.stream {
        if state.block == 0 { begin(&context, &method) }
        stream.forEachPart(of: objective, from: state.block) { index, part in
          let rowsHere = StochasticRows(part, of: rows)
          method.attach(rowsHere)
          let order = RowOrder.permutation(
            count: rowsHere.rowCount, rowBytes: rowsHere.rowBytes, seed: options.seed,
            epoch: state.attempts, block: index)
          state.lastRate = ExactNumber(
            run(order, &context, factor: state.factor, &method, rows, monitor))
          state.block = index + 1
          if stream.session.isDue(afterBlock: index) { save(method) }
        }
        rate = state.lastRate.value
      } else {
        begin(&context, &method)
        let order = RowOrder.permutation(
          count: rows.rowCount, rowBytes: rows.rowBytes, seed: options.seed,
          epoch: state.attempts)
        rate = run(order, &context, factor: state.factor, &method, rows, monitor)
      }
      state.block = 0
      state.attempts += 1
      var variables = rows.variables(method.estimate())
      var evaluation = objective.evaluate(variables)
      let slope = objective.subgradient(variables, evaluation)
      let termination = monitor.passed(
        value: evaluation.value, gradientNorm: norm(slope), step: rate, variables: variables,
        defaultLimit: .max / 2, updates: context.step)
      let isLost = !(evaluation.value <= 10 * max(first, .leastNormalMagnitude))
      if isLost && state.reductions.count < Self.reductionLimit
        && (termination == nil || termination == .diverged) && objective.stream?.error == nil
      {
        state.factor /= 2
        state.reductions.append(
          .init(pass: monitor.passes, objective: evaluation.value, factor: state.factor))
        method.restart(at: rows.vector(state.best.values))
        save(method)
        continue
      }
      if let termination {
        if isLost {
          variables = state.best.values
          evaluation = objective.evaluate(variables)
        }
        return finished(objective.solution(variables, evaluation, termination, nil, monitor))
      }
      if isLost {
        return finished(objective.solution(variables, evaluation, .diverged, nil, monitor))
      }
      if !(evaluation.value < state.bestValue.value * (1 - 1e-3)) { context.stalls += 1 }
      if evaluation.value < state.bestValue.value {
        state.best = ExactNumbers(variables)
        state.bestValue = ExactNumber(evaluation.value)
      }
      context.epoch += 1
      let measure = slope.indices.reduce(0) { $0 + slope[$1] * slope[$1] / metric[$1] }
      if options.polishes {
        let isClose = measure / 2 <= Self.closeEnough * evaluation.value
        if options.epochs == nil && isClose { state.isPolishing = true }
      } else {
        var (point, there) = (variables, evaluation)
        if let solution = gate.check(
          objective, &point, &there, squaredGradient: measure, monitor: &monitor)
        {
          return finished(solution)
        }
        if context.epoch == limit {
          return finished(objective.solution(variables, evaluation, .passLimit, nil, monitor))
        }
      }
      if context.epoch == limit { state.isPolishing = true }
      save(method)
    }
    session?.beginReplay(state)
    objective.stream?.rows.forget()
    monitor.beginStage()
    return finished(
      SolverChoice.automatic(objective).solver.minimize(
        objective, from: state.best.values, monitor: &monitor))
  }

  private func begin(_ context: inout RateContext, _ method: inout some StochasticMethod) {
    method.beginEpoch(context.epoch)
    context.stepInEpoch = 0
  }

  /// The steps of an epoch, or of a block of it.
  ///
  /// - Returns: the last rate.
  private func run(
    _ order: [UInt32], _ context: inout RateContext, factor: Double,
    _ method: inout some StochasticMethod, _ rows: StochasticRows, _ monitor: ProgressMonitor
  ) -> Double {
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
