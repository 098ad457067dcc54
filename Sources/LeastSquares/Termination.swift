/// Why a minimisation ended. Only the first four are answers.
public enum Termination: Sendable, Hashable {
  /// The residuals are orthogonal to the model's tangent plane to working precision: a stationary
  /// point of the sum of squares (the relative offset of Bates and Watts 1981 is below 10⁻⁷).
  case gradient
  /// The next step no longer changes the parameters in their first ten digits.
  case step
  /// The residuals vanish to working precision: the model goes through every point.
  case exactFit
  /// The sum of squares has a corner here, from which it rises to every side: the model has corners,
  /// and one of them lies on an observation. Solvers do not look for such minima; callers do.
  case corner
  /// A parameter (by index) ran into an edge of its domain: the optimum lies there or beyond.
  case edgeOfDomain(parameter: Int)
  /// The sum of squares keeps falling while a combination of parameters runs away, or no engine
  /// found a lower value although the gradient is not small; `relativeOffset` says how far off.
  case stalled(relativeOffset: Double)
  /// The limit on iterations was reached.
  case iterationLimit
  /// The residuals or the slopes are not finite at the start values.
  case noValueAtStart
  /// There are fewer observations than parameters.
  case tooFewObservations

  /// Whether the parameters are a local minimum of the sum of squares.
  public var isConverged: Bool {
    switch self {
    case .gradient, .step, .exactFit, .corner: true
    default: false
    }
  }
}

extension Termination: CustomStringConvertible {
  /// One or two words, as the commands print them.
  public var description: String {
    switch self {
    case .gradient: "gradient"
    case .step: "step"
    case .exactFit: "exact-fit"
    case .corner: "corner"
    case .edgeOfDomain: "edge-of-domain"
    case .stalled: "stalled"
    case .iterationLimit: "iteration-limit"
    case .noValueAtStart: "no-value-at-start"
    case .tooFewObservations: "too-few-observations"
    }
  }
}
