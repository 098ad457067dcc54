/// How to train.
public struct TrainingOptions: Sendable {
  /// What several classes become.
  public enum Multiclass: String, Sendable, CaseIterable {
    /// One model of all classes.
    case softmax
    /// Each class against all others, one model each.
    case oneVsRest = "one-vs-rest"
  }

  /// nil: chosen by the size of the problem, see ``SolverChoice``.
  public var solver: (any Solver)?
  public var penalty: Penalty
  /// Firth's penalised likelihood (1993) in place of the likelihood: estimates of less bias that stay
  /// finite where the labels are separated. Without another penalty, conditioned, for two classes,
  /// several labels, or one against the rest; it has its own iteration and takes no solver.
  public var usesFirth: Bool
  public var multiclass: Multiclass
  public var stopping: StoppingRule
  public var hasIntercept: Bool
  /// Whether to centre and scale within; false for textbook runs, whose path depends on the units.
  public var isConditioned: Bool
  /// Where to start, in original units: for each output the columns, then the intercept. nil: no
  /// columns, the best intercepts.
  public var startCoefficients: [Double]?
  /// Whether to compute the covariance of the coefficients.
  public var computesCovariance: Bool
  public var separationCheck: any SeparationCheck
  public var threads: Int

  public init(
    solver: (any Solver)? = nil, penalty: Penalty = .none, usesFirth: Bool = false,
    multiclass: Multiclass = .softmax,
    stopping: StoppingRule = StoppingRule(), hasIntercept: Bool = true, isConditioned: Bool = true,
    startCoefficients: [Double]? = nil, computesCovariance: Bool = true,
    separationCheck: any SeparationCheck = LinearProgramCheck(), threads: Int = 1
  ) {
    precondition(threads > 0, "at least one thread is needed")
    self.solver = solver
    self.penalty = penalty
    self.usesFirth = usesFirth
    self.multiclass = multiclass
    self.stopping = stopping
    self.hasIntercept = hasIntercept
    self.isConditioned = isConditioned
    self.startCoefficients = startCoefficients
    self.computesCovariance = computesCovariance
    self.separationCheck = separationCheck
    self.threads = threads
  }
}
