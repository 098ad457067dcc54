public import ArgumentParser
public import Classification

/// The steps of gradient descent and of the stochastic solvers.
struct StepArguments: ParsableArguments {
  @Option(parsing: .unconditional, help: "The rate of the first step (default: found).")
  var learningRate: Double?

  @Option(
    help: """
      How the rate changes on the way: \(Schedules.all.map(\.name).joined(separator: ", ")).
      """)
  var schedule: String?

  @Option(help: "Rows a step of a stochastic solver.")
  var batchSize: Int?

  @Option(parsing: .unconditional, help: "The share of the last step that sgd keeps.")
  var momentum = 0.0

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a stochastic solver ends with batch steps to the minimum.")
  var polish = true

  @Flag(
    help: """
      Gradient descent as textbooks write it, for teaching: gradient-descent or sgd without \
      conditioning, momentum, line search or polish, by the gradient of the sum over the rows.
      """)
  var plain = false

  @Option(parsing: .unconditional, help: "Where the coefficients of --plain begin (default: 1).")
  var startValue: Double?

  @Option(help: "The order in which --plain visits the rows: file (default) or random.")
  var order: TextbookDescent.Order?

  @Option(help: "Rows of --history also after every so many steps of a stochastic solver.")
  var historyInterval: Int?

  func validate() throws {
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("--learning-rate takes a number above 0")
    }
    if let schedule, Schedules.named(schedule) == nil {
      let names = Schedules.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no schedule '\(schedule)'; there are \(names)")
    }
    if let batchSize, batchSize < 1 {
      throw ValidationError("--batch-size takes a number from 1 up")
    }
    if !(momentum >= 0 && momentum < 1) {
      throw ValidationError("--momentum takes a number from 0 to below 1")
    }
    if let historyInterval, historyInterval < 1 {
      throw ValidationError("--history-interval takes a number from 1 up")
    }
    if let startValue, !startValue.isFinite {
      throw ValidationError("--start-value takes a number")
    }
  }

  /// Refuses what the solver would not look at.
  func validate(with training: TrainingArguments) throws {
    let name = training.solver
    let isStochastic = Solvers.named(name) is any StochasticSolver
    if plain {
      guard name == "gradient-descent" || name == "sgd" else {
        throw ValidationError("--plain is gradient-descent or sgd; say which (--solver)")
      }
      if training.l1Ratio > 0 { throw ValidationError("--plain has no absolute-value penalty") }
      if batchSize != nil || momentum > 0 {
        throw ValidationError("--plain has neither --batch-size nor --momentum")
      }
      if name == "gradient-descent", order != nil || historyInterval != nil {
        throw ValidationError(
          "--order and --history-interval are for --plain --solver sgd: a batch step takes all rows"
        )
      }
      return
    }
    if startValue != nil || order != nil {
      throw ValidationError("--start-value and --order are for --plain")
    }
    if learningRate != nil, !isStochastic, name != "gradient-descent" {
      throw ValidationError("--learning-rate is for gradient-descent and the stochastic solvers")
    }
    if !isStochastic, schedule != nil || batchSize != nil || historyInterval != nil || !polish {
      throw ValidationError(
        """
        --schedule, --batch-size, --history-interval and --no-polish are for stochastic solvers: \
        \(Solvers.stochastic.map(\.name).joined(separator: ", "))
        """)
    }
    if name == "saga" || name == "svrg", schedule != nil || batchSize != nil {
      throw ValidationError(
        "\(name) has a constant step of one row: no --schedule, no --batch-size")
    }
    if momentum > 0, name != "sgd", name != "asgd" {
      throw ValidationError("--momentum is for sgd and asgd")
    }
  }

  /// nil: by the size of the problem.
  func solver(_ training: TrainingArguments) -> (any Solver)? {
    if plain { return textbook(training) }
    let named = Solvers.named(training.solver)
    if named is GradientDescent, learningRate != nil {
      return GradientDescent(learningRate: learningRate)
    }
    guard var stochastic = named as? any StochasticSolver else { return named }
    if let descent = stochastic as? StochasticGradientDescent {
      stochastic = StochasticGradientDescent(averages: descent.averages, momentum: momentum)
    }
    stochastic.options = StochasticOptions(
      seed: training.seed, epochs: training.maxIterations, learningRate: learningRate,
      schedule: schedule.flatMap { Schedules.named($0) }, batchSize: batchSize,
      polishes: polish, observationInterval: historyInterval)
    return stochastic
  }

  private func textbook(_ training: TrainingArguments) -> TextbookDescent {
    let isBatch = training.solver == "gradient-descent"
    return TextbookDescent(
      mode: isBatch ? .batch : .stochastic(order: order ?? .file, seed: training.seed),
      epochs: training.maxIterations ?? (isBatch ? 500 : 1),
      learningRate: learningRate ?? (isBatch ? 0.001 : 0.01),
      schedule: schedule.flatMap { Schedules.named($0) } ?? ConstantRate(),
      observationInterval: historyInterval)
  }
}

extension TextbookDescent.Order: ExpressibleByArgument {}
