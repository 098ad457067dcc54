/// Logistic growth with a strong Allee effect: too few individuals do not keep the population up.
///
/// ```
/// dN/dt = rN(1 − N/K)(N/A − 1),  0 < A < K
/// ```
///
/// 0 and K are stable, the threshold A between them is not: what begins below A dies out, what
/// begins above approaches K. Very small populations decline at the rate r; the greatest specific
/// rate is r(K − A)²/(4AK), at N = (A + K)/2. (With A > K the two change places.)
///
/// Source: W. C. Allee (1931), Animal Aggregations; in this form F. Courchamp, T. Clutton-Brock and
/// B. Grenfell (1999), Trends in Ecology and Evolution 14:405–410.
public struct AlleePopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "allee" }
  public var formula: String { "dN/dt = r*N*(1 - N/K)*(N/A - 1)" }
  public var reference: String { "Allee 1931; Courchamp et al. 1999" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "rate at which very small populations decline", .rate, default: 0.2),
    PopulationParameter("K", "carrying capacity", .size, default: 100),
    PopulationParameter(
      "A", "Allee threshold, below which the population dies out", .size, default: 20),
  ]

  public var initialSizes: [PopulationParameter] { Self.initialSizes }
  private static let initialSizes = [
    PopulationParameter("N0", "size at time 0", .size, domain: .notNegative, default: 25)
  ]

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * (1 - size / p[1]) * (size / p[2] - 1)
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    let (toCapacity, aboveThreshold) = (1 - size / p[1], size / p[2] - 1)
    return p[0]
      * (toCapacity * aboveThreshold - size / p[1] * aboveThreshold
        + size / p[2] * toCapacity)
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    let (toCapacity, aboveThreshold) = (1 - size / p[1], size / p[2] - 1)
    slopes[0] = size * toCapacity * aboveThreshold
    slopes[1] = p[0] * size / p[1] * (size / p[1]) * aboveThreshold
    slopes[2] = -p[0] * size / p[2] * (size / p[2]) * toCapacity
  }

  public func steadySizes(_ p: [Double]) -> [Double] {
    [0] + (p[1] == p[2] ? [p[1]] : [min(p[1], p[2]), max(p[1], p[2])])
  }
}
