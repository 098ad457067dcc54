/// Logistic growth under a harvest in proportion to the size, as by a fishing fleet of constant
/// effort.
///
/// ```
/// dN/dt = rN(1 − N/K) − E·N
/// ```
///
/// With E < r, N approaches K(1 − E/r), where the harvest is EK(1 − E/r): at most rK/4, with
/// E = r/2 and N = K/2. With E ≥ r the population dwindles to 0, without reaching it. Sizes alone
/// tell r − E and r/K, not r, K and E: a fit needs one of them fixed.
///
/// Source: M. B. Schaefer (1954), Bulletin of the Inter-American Tropical Tuna Commission 1:27–56.
public struct ProportionalHarvestPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "proportional-harvest" }
  public var formula: String { "dN/dt = r*N*(1 - N/K) - E*N" }
  public var reference: String { "Schaefer 1954" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "intrinsic growth rate", .rate, default: 0.5),
    PopulationParameter("K", "carrying capacity without harvest", .size, default: 100),
    PopulationParameter(
      "E", "harvest rate (effort), the share taken a unit of time", .rate, domain: .notNegative,
      default: 0.2),
  ]

  public var initialSizes: [PopulationParameter] { Self.initialSizes }
  private static let initialSizes = [
    PopulationParameter("N0", "size at time 0", .size, domain: .notNegative, default: 100)
  ]

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    size * (p[0] * (1 - size / p[1]) - p[2])
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * (1 - 2 * size / p[1]) - p[2]
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    let share = size / p[1]
    slopes[0] = size * (1 - share)
    slopes[1] = p[0] * share * share
    slopes[2] = -size
  }

  public func steadySizes(_ p: [Double]) -> [Double] {
    p[2] < p[0] ? [0, p[1] * (1 - p[2] / p[0])] : [0]
  }

  public func harvest(_ p: [Double]) -> Harvest? {
    Harvest(
      kind: .proportional, maximumSustainableYield: p[0] * p[1] / 4, sizeAtMaximum: p[1] / 2,
      taken: p[2], atMaximum: p[0] / 2, equilibria: steadySizes(p))
  }
}
