/// When a solver may stop and when it must.
public struct StoppingRule: Sendable, Equatable {
  /// Converged means F − F* ≤ tolerance·F.
  public var tolerance: Double
  /// Passes over the rows; nil for the solver's own limit.
  public var passLimit: Int?
  public var secondsLimit: Double?

  /// - Parameter tolerance: above 0. Below about 1e-15 rounding decides, and the status says so.
  public init(tolerance: Double = 1e-10, passLimit: Int? = nil, secondsLimit: Double? = nil) {
    precondition(tolerance > 0)
    self.tolerance = tolerance
    self.passLimit = passLimit
    self.secondsLimit = secondsLimit
  }
}

/// Counts passes, tells the observer, and says when to end.
public struct ProgressMonitor {
  public let rule: StoppingRule
  public private(set) var passes = 0
  private let objective: Objective
  private let observe: ((SolverProgress) -> Void)?
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var separationCheckedAt: Double
  private var stageBegan = 0

  /// - Parameter looksForSeparation: false where a minimum exists although scores separate the labels.
  package init(
    _ objective: Objective, rule: StoppingRule, looksForSeparation: Bool = true,
    observe: ((SolverProgress) -> Void)? = nil
  ) {
    self.rule = rule
    self.objective = objective
    self.observe = observe
    began = clock.now
    separationCheckedAt = looksForSeparation && !objective.isPenalized ? 0.3 : -.infinity
  }

  public var seconds: Double {
    let duration = began.duration(to: clock.now)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// To be called after each pass over the rows.
  ///
  /// - Parameters:
  ///   - defaultLimit: of passes since the start, or since the last ``beginStage()``.
  ///   - updates: steps so far where a pass has several.
  /// - Returns: why to end, or nil to go on.
  public mutating func passed(
    value: Double, gradientNorm: Double, step: Double, variables: [Double], defaultLimit: Int,
    updates: Int? = nil
  ) -> Termination? {
    passes += 1
    observe?(
      SolverProgress(
        pass: passes, updates: updates ?? passes, objective: value, gradientNorm: gradientNorm,
        step: step, seconds: seconds,
        coefficients: objective.coefficients(variables)))
    guard value.isFinite && gradientNorm.isFinite else { return .diverged }
    // Each time F has halved, whether the scores separate the labels: F can then fall to 0.
    if value < separationCheckedAt {
      separationCheckedAt = value / 2
      if objective.smallestMargin(variables) > 0 { return .separating(direction: variables) }
    }
    if passes >= rule.passLimit ?? (stageBegan + defaultLimit) { return .passLimit }
    if let limit = rule.secondsLimit, seconds > limit { return .timeLimit }
    return nil
  }

  /// Passes that are not iterations.
  mutating func count(_ more: Int) { passes += more }

  /// Another solver takes over, with a limit of its own.
  mutating func beginStage() { stageBegan = passes }

  /// What a run that goes on later must know.
  var memory: Memory {
    get {
      Memory(
        passes: passes, stageBegan: stageBegan,
        separationCheckedAt: ExactNumber(separationCheckedAt))
    }
    set {
      passes = newValue.passes
      stageBegan = newValue.stageBegan
      separationCheckedAt = newValue.separationCheckedAt.value
    }
  }

  struct Memory: Codable, Sendable, Equatable {
    var passes: Int
    var stageBegan: Int
    var separationCheckedAt: ExactNumber
  }

  /// Whether anybody looks at observations.
  var isObserved: Bool { observe != nil }

  /// An observation within a pass.
  func observed(_ evaluation: Evaluation, step: Double, variables: [Double], updates: Int) {
    observe?(
      SolverProgress(
        pass: passes, updates: updates, objective: evaluation.value,
        gradientNorm: norm(objective.subgradient(variables, evaluation)), step: step,
        seconds: seconds, coefficients: objective.coefficients(variables)))
  }
}
