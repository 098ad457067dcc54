/// What training came to. Everything but `converged` and `rankDeficient` is a failed model: its
/// coefficients are where training stopped and no estimate.
public enum TrainingStatus: Sendable, Equatable {
  /// F − F* ≤ tolerance·F, by the certificate.
  case converged
  /// A limit came first; `gradient` is ‖∂F‖ in conditioned variables.
  case notConverged(reason: Reason, gradient: Double)
  /// No minimum exists.
  case separated(Separation)
  /// Converged, with the coefficient 0 for columns that say nothing beyond the others.
  case rankDeficient([RedundantColumn])
  /// F or its gradient was no longer finite, or F grew without end.
  case diverged
  /// All rows that count have one class.
  case oneClass

  public enum Reason: String, Sendable {
    case passLimit = "pass-limit"
    case timeLimit = "time-limit"
    /// Rounding lets F fall no further, and the evidence does not reach the tolerance.
    case stalled
    /// F still rises and falls where steps of a given size end: they are too large.
    case oscillating
    /// The Hessian is singular to working precision.
    case singular
  }

  /// Whether the coefficients are the minimum's.
  public var isSuccess: Bool {
    switch self {
    case .converged, .rankDeficient: true
    default: false
    }
  }

  /// As in model files and reports.
  public var name: String {
    switch self {
    case .converged: "converged"
    case .notConverged: "not-converged"
    case .separated: "separated"
    case .rankDeficient: "rank-deficient"
    case .diverged: "diverged"
    case .oneClass: "one-class"
    }
  }

  /// The worse the higher, to sum up several problems.
  private var rank: Int {
    switch self {
    case .converged: 0
    case .rankDeficient: 1
    case .notConverged: 2
    case .separated: 3
    case .oneClass: 4
    case .diverged: 5
    }
  }

  /// The worst of several; `converged` of none.
  public static func worst(_ statuses: [TrainingStatus]) -> TrainingStatus {
    statuses.max { $0.rank < $1.rank } ?? .converged
  }
}

/// A column with nothing to add: constant, or a sum of multiples of columns before it and of 1.
public struct RedundantColumn: Sendable, Equatable {
  public let column: String
  /// Empty for a constant column; else the columns before it and their multiples.
  public let combination: [Term]

  public struct Term: Sendable, Equatable {
    public let column: String
    public let multiple: Double
  }
}

/// A direction in which the likelihood rises forever.
public struct Separation: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// Some scores put every row on the side of its label.
    case complete
    /// Some scores put no row on the wrong side, and some rows on the boundary.
    case quasi
  }
  public let kind: Kind
  /// The columns that take part.
  public let columns: [String]
  /// In original units: for each output the columns, then the intercept.
  public let direction: [Double]

  public init(kind: Kind, columns: [String], direction: [Double]) {
    self.kind = kind
    self.columns = columns
    self.direction = direction
  }
}
