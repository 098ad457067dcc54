/// A solver that moves after each row or small batch of rows.
///
/// It works in conditioned variables, visits the rows in a fresh random order each epoch, without
/// replacement, and runs on one thread: the bits depend on the seed and the data alone. Of a matrix
/// of more than 4 MB blocks of neighbouring rows, some 8 KB each, are visited in random order, the rows
/// of 32 blocks mixed: any order of single rows would wait for the memory at each row. Where F is
/// not finite after an epoch, or ten times that of the start, it goes back to the best point and
/// halves its step; ``Solution/stepReductions`` says so.
public protocol StochasticSolver: Solver {
  var options: StochasticOptions { get set }
}

/// What all stochastic solvers have in common.
public struct StochasticOptions: Sendable {
  /// Of the order of the rows.
  public var seed: UInt32
  /// How many epochs; nil to go on until the point is close enough for batch steps, 20 at most, or,
  /// without the polish, until the evidence is there, 100 at most and 1000 with SAGA and SVRG.
  public var epochs: Int?
  /// η₀, in conditioned variables; nil for the solver's own.
  public var learningRate: Double?
  /// nil for the solver's own. SAGA and SVRG have a constant step.
  public var schedule: (any LearningRateSchedule)?
  /// Rows a step; nil for the solver's own. SAGA and SVRG take one.
  public var batchSize: Int?
  /// Whether a batch solver goes on from where the epochs end to the minimum, so that the
  /// coefficients are those of every other solver.
  public var polishes: Bool
  /// Observations after so many steps, in addition to one at the end of each epoch. Each costs a
  /// pass over the rows.
  public var observationInterval: Int?

  public init(
    seed: UInt32 = 1, epochs: Int? = nil, learningRate: Double? = nil,
    schedule: (any LearningRateSchedule)? = nil, batchSize: Int? = nil, polishes: Bool = true,
    observationInterval: Int? = nil
  ) {
    precondition(epochs.map { $0 > 0 } ?? true, "at least one epoch")
    precondition(learningRate.map { $0 > 0 && $0.isFinite } ?? true, "a positive rate")
    precondition(batchSize.map { $0 > 0 } ?? true, "at least one row a step")
    precondition(observationInterval.map { $0 > 0 } ?? true, "at least one step")
    self.seed = seed
    self.epochs = epochs
    self.learningRate = learningRate
    self.schedule = schedule
    self.batchSize = batchSize
    self.polishes = polishes
    self.observationInterval = observationInterval
  }
}
