/// Why a model has no place in a ranking.
public enum ModelExclusion: Sendable, Hashable {
  /// It could not be fitted at all.
  case notFitted(Verdict)
  /// The search did not end at a minimum.
  case notConverged(reason: String)
  /// A number of the fit is too large.
  case outOfRange
  /// The criterion asks for more observations of a model with so many parameters.
  case tooFewObservations(needed: Int)
  /// Its fit is the same curve, with as many parameters, as that of a model before it.
  case sameCurve(as: String)
  /// Another model goes through every point.
  case exactFitElsewhere(String)
  /// Its loss has no likelihood.
  case noLikelihood
}

extension ModelExclusion: CustomStringConvertible {
  /// For the reader.
  public var description: String {
    switch self {
    case .notFitted(let verdict): verdict.explanation
    case .notConverged(reason: Verdict.unbounded): "a parameter runs far beyond the data"
    case .notConverged(let reason): "did not reach a minimum (\(reason))"
    case .outOfRange: "a number is too large"
    case .tooFewObservations(let needed): "needs at least \(needed) observations"
    case .sameCurve(let name): "the same curve as \(name)"
    case .exactFitElsewhere(let name): "\(name) goes through every point"
    case .noLikelihood: "without a likelihood"
    }
  }
}
