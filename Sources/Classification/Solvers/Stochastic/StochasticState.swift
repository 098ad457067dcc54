/// Where a stochastic run stands between two blocks of rows: with this it goes on to the bit as if it
/// had never ended.
struct StochasticState: Codable, Sendable, Equatable {
  /// Epochs begun, with those that were repeated.
  var attempts = 0
  /// The next block of the epoch.
  var block = 0
  var epoch = 0
  var step = 0
  var stepInEpoch = 0
  var stalls = 0
  /// η₀, and what it was multiplied by after F had grown too much.
  var initialRate: ExactNumber
  var factor = 1.0
  var reductions: [Reduction] = []
  var lastRate = ExactNumber(0)
  /// F at the start, and the best point.
  var first: ExactNumber
  var best: ExactNumbers
  var bestValue: ExactNumber
  /// About the Hessian's diagonal at the start.
  var metric: ExactNumbers
  var gateGoal = ExactNumber(1)
  var method: [String: ExactNumbers] = [:]
  var monitor = ProgressMonitor.Memory(
    passes: 0, stageBegan: 0, separationCheckedAt: ExactNumber(0))
  /// Whether the epochs are done.
  var isPolishing = false

  struct Reduction: Codable, Sendable, Equatable {
    var pass: Int
    var objective: ExactNumber
    var factor: Double

    init(pass: Int, objective: Double, factor: Double) {
      self.pass = pass
      self.objective = ExactNumber(objective)
      self.factor = factor
    }

    var reduction: StepReduction {
      StepReduction(pass: pass, objective: objective.value, factor: factor)
    }
  }

  init(_ start: [Double], value: Double, metric: [Double], rate: Double) {
    first = ExactNumber(value)
    best = ExactNumbers(start)
    bestValue = ExactNumber(value)
    self.metric = ExactNumbers(metric)
    initialRate = ExactNumber(rate)
  }

  var context: RateContext {
    get {
      RateContext(
        initial: initialRate.value, step: step, epoch: epoch, stepInEpoch: stepInEpoch,
        stalls: stalls)
    }
    set {
      epoch = newValue.epoch
      step = newValue.step
      stepInEpoch = newValue.stepInEpoch
      stalls = newValue.stalls
    }
  }
}
