/// Two species that compete for the same resources.
///
/// ```
/// dN1/dt = r1·N1(1 − (N1 + a12·N2)/K1)
/// dN2/dt = r2·N2(1 − (N2 + a21·N1)/K2)
/// ```
///
/// aᵢⱼ says to how many of its own individuals one of the other species comes, for species i. Both
/// persist when a12 < K1/K2 and a21 < K2/K1; see `CompetitionOutcome`.
///
/// Source: V. Volterra (1926), Nature 118:558–560; A. J. Lotka (1932), Journal of the Washington
/// Academy of Sciences 22:461–469; with these symbols G. F. Gause (1934), The Struggle for
/// Existence.
public struct CompetingPopulations: PopulationModel {
  public init() {}

  public var name: String { "lotka-volterra" }
  public var formula: String {
    "dN1/dt = r1*N1*(1 - (N1 + a12*N2)/K1), dN2/dt = r2*N2*(1 - (N2 + a21*N1)/K2)"
  }
  public var reference: String { "Volterra 1926; Lotka 1932; Gause 1934" }
  public var species: [String] { ["N1", "N2"] }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r1", "intrinsic growth rate of species 1", .rate, default: 0.5),
    PopulationParameter("K1", "carrying capacity of species 1 alone", .size, default: 100),
    PopulationParameter(
      "a12", "effect of one of species 2 on species 1", .shape, domain: .free, default: 0.6),
    PopulationParameter("r2", "intrinsic growth rate of species 2", .rate, default: 0.4),
    PopulationParameter("K2", "carrying capacity of species 2 alone", .size, default: 80),
    PopulationParameter(
      "a21", "effect of one of species 1 on species 2", .shape, domain: .free, default: 0.5),
  ]

  public var initialSizes: [PopulationParameter] { Self.initialSizes }
  private static let initialSizes = [
    PopulationParameter(
      "N10", "size of species 1 at time 0", .size, domain: .notNegative, default: 1),
    PopulationParameter(
      "N20", "size of species 2 at time 0", .size, domain: .notNegative, default: 1),
  ]

  public func rates(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into rates: inout MutableSpan<Double>
  ) {
    let (n1, n2) = (sizes[0], sizes[1])
    rates[0] = p[0] * n1 * (1 - (n1 + p[2] * n2) / p[1])
    rates[1] = p[3] * n2 * (1 - (n2 + p[5] * n1) / p[4])
  }

  public func sizeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>
  ) {
    let (n1, n2) = (sizes[0], sizes[1])
    matrix[0] = p[0] * (1 - (2 * n1 + p[2] * n2) / p[1])
    matrix[1] = -p[0] * n1 * p[2] / p[1]
    matrix[2] = -p[3] * n2 * p[5] / p[4]
    matrix[3] = p[3] * (1 - (2 * n2 + p[5] * n1) / p[4])
  }

  public func parameterSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>
  ) {
    let (n1, n2) = (sizes[0], sizes[1])
    let (crowding1, crowding2) = ((n1 + p[2] * n2) / p[1], (n2 + p[5] * n1) / p[4])
    for i in 0..<12 { matrix[i] = 0 }
    matrix[0] = n1 * (1 - crowding1)
    matrix[1] = p[0] * n1 * crowding1 / p[1]
    matrix[2] = -p[0] * n1 * n2 / p[1]
    matrix[9] = n2 * (1 - crowding2)
    matrix[10] = p[3] * n2 * crowding2 / p[4]
    matrix[11] = -p[3] * n2 * n1 / p[4]
  }

  public func equilibriumSizes(_ p: [Double]) -> [[Double]] {
    let (k1, a12, k2, a21) = (p[1], p[2], p[4], p[5])
    var states = [[0, 0], [k1, 0], [0, k2]]
    // Where both isoclines meet, N1 + a12·N2 = K1 and N2 + a21·N1 = K2.
    let determinant = 1 - a12 * a21
    let both = [(k1 - a12 * k2) / determinant, (k2 - a21 * k1) / determinant]
    if both.allSatisfy({ $0 > 0 && $0.isFinite }) { states.append(both) }
    return states
  }
}
