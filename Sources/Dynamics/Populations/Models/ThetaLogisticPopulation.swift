internal import CGSL

/// Logistic growth with a shape: how suddenly the capacity is felt.
///
/// ```
/// dN/dt = rN(1 − (N/K)^θ),  θ > 0
/// ```
///
/// θ = 1 is Verhulst's equation; a large θ grows almost exponentially up to the capacity. N = 0 is
/// unstable; K is approached at the rate rθ. N(t) = K·[1 − (1 − (K/N0)^θ)e^{−rθt}]^{−1/θ}.
///
/// Source: M. E. Gilpin and F. J. Ayala (1973), PNAS 70:3590–3593.
public struct ThetaLogisticPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "theta-logistic" }
  public var formula: String { "dN/dt = r*N*(1 - (N/K)^theta)" }
  public var reference: String { "Gilpin and Ayala 1973" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "intrinsic growth rate", .rate, default: 0.5),
    PopulationParameter("K", "carrying capacity", .size, default: 100),
    PopulationParameter("theta", "shape: 1 is logistic growth", .shape, default: 2),
  ]

  /// (N/K)^θ; of a size that a step took below 0, 0.
  private func crowding(_ size: Double, _ p: Span<Double>) -> Double {
    size > 0 ? pow(size / p[1], p[2]) : 0
  }

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * (1 - crowding(size, p))
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * (1 - (1 + p[2]) * crowding(size, p))
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    let crowding = crowding(size, p)
    slopes[0] = size * (1 - crowding)
    slopes[1] = p[0] * size * crowding * p[2] / p[1]
    slopes[2] = size > 0 ? -p[0] * size * crowding * log(size / p[1]) : 0
  }

  public func steadySizes(_ p: [Double]) -> [Double] { [0, p[1]] }
}
