/// What came of an estimate without a model. Only `ok` comes with numbers.
public enum ModelFreeStatus: String, Sendable {
  /// The specific rate stands out from the noise.
  case ok
  /// Nowhere do the sizes rise by more than their noise.
  case noGrowth = "no-growth"
  /// The sizes at least double, yet no single rate stands out from the noise: too few observations
  /// in the rise, or none of it straight in ln N.
  case rateUncertain = "rate-uncertain"
  /// Too few observations, or too few positive sizes above the noise in a row.
  case tooFewObservations = "too-few-observations"

  /// A sentence for the reader.
  public var explanation: String {
    switch self {
    case .ok: "the rate stands out from the noise"
    case .noGrowth: "the sizes nowhere rise by more than their noise"
    case .rateUncertain: "the sizes grow, but no specific rate stands out from the noise"
    case .tooFewObservations: "too few positive sizes above their noise"
    }
  }
}
