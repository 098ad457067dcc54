/// A way to the minimum of an ``Objective``. A new one is one file and a line in ``Solvers/all``.
///
/// A solver calls ``ProgressMonitor/passed(value:gradient:step:variables:)`` after each pass over the
/// rows and ends when that says so, or on evidence that F − F* ≤ tolerance·F, never because the
/// variables moved little.
public protocol Solver: Sendable {
  /// As on the command line.
  var name: String { get }

  /// Whether it minimises objectives with λ₁ > 0.
  var supportsLasso: Bool { get }

  /// Minimises from `start`, in the variables of the objective.
  func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution
}

/// One pass of a solver, for histories.
public struct SolverProgress: Sendable {
  /// Passes over the rows so far, from 1; of an observation within a pass those before it.
  public let pass: Int
  /// Steps of the solver so far, where a pass has several; else the passes.
  public let updates: Int
  public let objective: Double
  /// ‖∂F‖ in conditioned variables; with λ₁ the shortest subgradient.
  public let gradientNorm: Double
  /// The length of the step relative to the solver's full one; the learning rate where it has one.
  public let step: Double
  public let seconds: Double
  /// In original units: for each output the columns, then the intercept.
  public let coefficients: [Double]
}

/// What a solver came to.
public struct Solution: Sendable {
  /// In the variables of the objective.
  public var variables: [Double]
  public var objective: Double
  public var gradientNorm: Double
  public var termination: Termination
  /// The evidence; nil where there is none.
  public var certificate: Certificate?
  public var passes: Int
  /// When the solver had to take smaller steps.
  public var stepReductions: [StepReduction] = []
}

/// F was not finite or ten times that of the start after a pass, with a stochastic solver: it went
/// back to the best point and halved its step.
public struct StepReduction: Sendable, Equatable {
  /// The pass after which this was seen.
  public let pass: Int
  /// F there.
  public let objective: Double
  /// What the rates are multiplied by from there on.
  public let factor: Double
}

/// Why a solver ended.
public enum Termination: Sendable, Equatable {
  /// F − F* ≤ tolerance·F, by the certificate.
  case converged
  case passLimit
  case timeLimit
  /// Rounding lets F fall no further, and the evidence does not reach the tolerance.
  case stalled
  /// F still rises and falls where steps of a given size end.
  case oscillating
  /// F or its gradient is no longer finite.
  case diverged
  /// The Hessian is singular to working precision.
  case singular
  /// The scores separate the labels, or F falls forever along a direction: no minimum exists.
  case separating(direction: [Double])
}

/// An upper bound of F − F*, and where it comes from.
public struct Certificate: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// λ²/2·exp(ρ) with λ² = gᵀH⁻¹g and ρ the largest change of a score by the Newton step: the
    /// curvature of a row changes by a factor of at most exp(ρ) on the way.
    case newtonDecrement = "newton-decrement"
    /// Primal less dual objective.
    case dualityGap = "duality-gap"
    /// ‖g‖²/(2μ), where F is strongly convex with μ.
    case gradientBound = "gradient-bound"
    /// uᵀI⁻¹u/(2S), u the score of Firth's penalised likelihood, which is not concave everywhere: an
    /// estimate, not a bound.
    case penalizedScore = "penalized-score"
  }
  public let kind: Kind
  public let value: Double

  public init(kind: Kind, value: Double) {
    self.kind = kind
    self.value = value
  }
}
