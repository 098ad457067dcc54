/// Logistic growth under a constant harvest.
///
/// ```
/// dN/dt = rN(1 − N/K) − H
/// ```
///
/// The greatest harvest that can be sustained is rK/4, taken at N = K/2. Below it there are two
/// equilibria, K/2·(1 ± √(1 − 4H/(rK))): the upper one is stable, and a population that falls under
/// the lower one dies out, in finite time. A greater harvest exterminates any population. What has
/// died out stays at 0. H < 0 is stocking.
///
/// Source: F. Brauer and D. A. Sánchez (1975), Theoretical Population Biology 8:12–30; C. W. Clark
/// (1990), Mathematical Bioeconomics, chapter 1.
public struct ConstantHarvestPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "constant-harvest" }
  public var formula: String { "dN/dt = r*N*(1 - N/K) - H" }
  public var reference: String { "Brauer and Sanchez 1975; Clark 1990" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "intrinsic growth rate", .rate, default: 0.5),
    PopulationParameter("K", "carrying capacity without harvest", .size, default: 100),
    PopulationParameter(
      "H", "harvest rate, the size taken a unit of time", .absoluteRate, domain: .free, default: 8),
  ]

  public var initialSizes: [PopulationParameter] { Self.initialSizes }
  private static let initialSizes = [
    PopulationParameter("N0", "size at time 0", .size, domain: .notNegative, default: 100)
  ]

  public var diesOut: Bool { true }

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * (1 - size / p[1]) - p[2]
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
    slopes[2] = -1
  }

  /// With any harvest 0 is one of them: what has died out stays there.
  public func steadySizes(_ p: [Double]) -> [Double] {
    let (r, capacity, harvest) = (p[0], p[1], p[2])
    let room = 1 - 4 * harvest / (r * capacity)
    guard room >= 0 else { return [0] }
    let upper = capacity / 2 * (1 + room.squareRoot())
    // The product of the two is HK/r: no difference of near numbers.
    let lower = harvest * capacity / r / upper
    if harvest < 0 { return [upper] }
    return harvest == 0 || room == 0 ? [0, upper] : [0, lower, upper]
  }

  public func harvest(_ p: [Double]) -> Harvest? {
    Harvest(
      kind: .constant, maximumSustainableYield: p[0] * p[1] / 4, sizeAtMaximum: p[1] / 2,
      taken: p[2], atMaximum: p[0] * p[1] / 4, equilibria: steadySizes(p))
  }
}
