/// What training gives: scores that are linear in the columns, and how they came about. Only a
/// trained classifier predicts.
public struct TrainedClassifier: Sendable {
  /// What the scores mean.
  public enum Form: String, Sendable {
    /// One score, the log odds of the second class.
    case binary
    /// One score a class; probabilities by softmax.
    case softmax
    /// One score a class, each trained against all others; sigmoids scaled to sum 1.
    case oneVsRest = "one-vs-rest"
    /// One score a label, independent of each other.
    case multiLabel = "multi-label"
  }

  /// b + Σ wⱼxⱼ in original units.
  public struct ScoreFunction: Sendable, Equatable {
    public var intercept: Double
    public var weights: [Double]

    public init(intercept: Double, weights: [Double]) {
      self.intercept = intercept
      self.weights = weights
    }
  }

  /// How one minimisation went. One-vs-rest and independent labels have one for each score.
  public struct Report: Sendable {
    public let status: TrainingStatus
    public let certificate: Certificate?
    /// F at the coefficients: mean loss and penalty; with Firth −ℓ*/S, which may be negative.
    public let objective: Double
    /// −Σ sᵢℓᵢ.
    public let logLikelihood: Double
    /// ‖∂F‖ in conditioned variables.
    public let gradientNorm: Double
    public let passes: Int
    public let solver: String
    /// Why this solver, where it was not asked for.
    public let solverReason: String?
    /// The covariance in original units, row-major: for each score that is estimated its columns in
    /// order, then its intercept; NaN for redundant columns. With a ridge penalty, that of the
    /// penalised likelihood's curvature. nil where not asked for, with λ₁ > 0, or without a minimum.
    public let covariance: [Double]?
    /// When a stochastic solver diverged and had to take smaller steps.
    public var stepReductions: [StepReduction] = []
  }

  public let form: Form
  public let featureNames: [String]
  public let classNames: [String]
  /// One, or one a class or label. Without a penalty softmax has 0 throughout for the first class.
  public let scoreFunctions: [ScoreFunction]
  public let penalty: Penalty
  /// Whether by Firth's penalised likelihood.
  public let usesFirth: Bool
  public let hasIntercept: Bool
  public let rowCount: Int
  public let totalWeight: Double
  public let reports: [Report]
  /// Columns with coefficient 0 because they have nothing to add.
  public let redundantColumns: [RedundantColumn]

  package init(
    form: Form, featureNames: [String], classNames: [String], scoreFunctions: [ScoreFunction],
    penalty: Penalty, usesFirth: Bool = false, hasIntercept: Bool, rowCount: Int,
    totalWeight: Double, reports: [Report], redundantColumns: [RedundantColumn]
  ) {
    self.form = form
    self.featureNames = featureNames
    self.classNames = classNames
    self.scoreFunctions = scoreFunctions
    self.penalty = penalty
    self.usesFirth = usesFirth
    self.hasIntercept = hasIntercept
    self.rowCount = rowCount
    self.totalWeight = totalWeight
    self.reports = reports
    self.redundantColumns = redundantColumns
  }

  /// The worst of all minimisations.
  public var status: TrainingStatus { .worst(reports.map { $0.status }) }

  /// −Σ sᵢℓᵢ of all minimisations together, without penalties.
  public var logLikelihood: Double { reports.reduce(0) { $0 + $1.logLikelihood } }
}
