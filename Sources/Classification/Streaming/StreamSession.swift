/// Where a streamed training stands, so that it can go on after an interruption to the bit as if
/// there had been none: opaque, to be stored as it is.
///
/// It does not know which file the rows came from and how they were made of it: whoever stores it
/// must see to it that a training goes on with the same rows and the same options.
public struct StreamingCheckpoint: Codable, Sendable, Equatable {
  struct Observation: Codable, Sendable, Equatable {
    var pass: Int
    var updates: Int
    /// Objective, gradient norm and step.
    var numbers: ExactNumbers
    var coefficients: ExactNumbers
  }

  let solver: String
  let rowCount: Int
  let columnCount: Int
  let state: StochasticState
  /// The sums of the passes since the end of the epochs.
  let passes: [ExactNumbers]
  let observations: [Observation]

  /// Epochs that are done, and blocks of the next.
  public var position: (epoch: Int, block: Int) { (state.epoch, state.block) }
  /// Whether the epochs are done and the batch steps have begun.
  public var isPolishing: Bool { state.isPolishing }
}

/// Checkpoints of one training: taken from the run, given to the caller, and played back.
///
/// All that a run does is determined by what its passes add up to. After the epochs, whose state is
/// small, the sums of each pass are stored, and a run that goes on does the same steps again with the
/// sums from there.
final class StreamSession {
  private let store: ((StreamingCheckpoint) throws -> Void)?
  private let interval: Int
  private let header: (solver: String, rowCount: Int, columnCount: Int)
  private var resumed: StreamingCheckpoint?
  private var failure: (any Error)?
  /// What the observer was told.
  private(set) var observations: [StreamingCheckpoint.Observation] = []
  private var frozen: (state: StochasticState, observations: [StreamingCheckpoint.Observation])?
  private var log: [ExactNumbers] = []
  private var played = 0

  /// - Parameters:
  ///   - interval: blocks between two checkpoints within an epoch.
  ///   - store: keeps a checkpoint; what it throws ends the training.
  init(
    solver: String, survey: StreamSurvey, resuming: StreamingCheckpoint?, interval: Int,
    store: ((StreamingCheckpoint) throws -> Void)?
  ) throws {
    header = (solver, survey.rowCount, survey.columnNames.count)
    resumed = resuming
    self.interval = interval
    self.store = store
    if let resuming {
      guard resuming.solver == solver, resuming.rowCount == survey.rowCount,
        resuming.columnCount == header.columnCount
      else { throw StreamError.otherCheckpoint }
      observations = resuming.observations
    }
  }

  /// Ends a pass where a checkpoint could not be kept.
  func check() throws { if let failure { throw failure } }

  /// The state to go on from, once.
  func takeState() -> StochasticState? {
    guard let resumed else { return nil }
    log = resumed.passes
    self.resumed = nil
    return resumed.state
  }

  func isDue(afterBlock index: Int) -> Bool { store != nil && (index + 1) % interval == 0 }

  func save(_ state: StochasticState) {
    keep(state, [], observations)
  }

  /// From here on the sums of each pass are stored, or taken from the checkpoint.
  func beginReplay(_ state: StochasticState) {
    var state = state
    state.method = [:]
    frozen = (state, observations)
  }

  var isReplaying: Bool { frozen != nil }

  func replay() -> [Double]? {
    guard frozen != nil, played < log.count else { return nil }
    defer { played += 1 }
    return log[played].values
  }

  func record(_ sums: [Double]) {
    guard let frozen, store != nil else { return }
    log.append(ExactNumbers(sums))
    played = log.count
    keep(frozen.state, log, frozen.observations)
  }

  func observed(_ progress: SolverProgress) {
    observations.append(
      .init(
        pass: progress.pass, updates: progress.updates,
        numbers: ExactNumbers([progress.objective, progress.gradientNorm, progress.step]),
        coefficients: ExactNumbers(progress.coefficients)))
  }

  private func keep(
    _ state: StochasticState, _ passes: [ExactNumbers],
    _ observations: [StreamingCheckpoint.Observation]
  ) {
    guard let store, failure == nil else { return }
    do {
      try store(
        StreamingCheckpoint(
          solver: header.solver, rowCount: header.rowCount, columnCount: header.columnCount,
          state: state, passes: passes, observations: observations))
    } catch {
      failure = error
    }
  }
}
