/// Logistic growth.
///
/// ```
/// dN/dt = rN(1 − N/K)
/// ```
///
/// N = 0 is unstable; from any positive size N approaches K, with N(t) = K/(1 + ((K − N0)/N0)e^{−rt}).
///
/// Source: P.-F. Verhulst (1838), Correspondance mathématique et physique 10:113–121.
public struct VerhulstPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "verhulst" }
  public var formula: String { "dN/dt = r*N*(1 - N/K)" }
  public var reference: String { "Verhulst 1838" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "intrinsic growth rate", .rate, default: 0.5),
    PopulationParameter("K", "carrying capacity", .size, default: 100),
  ]

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * (1 - size / p[1])
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * (1 - 2 * size / p[1])
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    let share = size / p[1]
    slopes[0] = size * (1 - share)
    slopes[1] = p[0] * share * share
  }

  public func steadySizes(_ p: [Double]) -> [Double] { [0, p[1]] }
}
