internal import CGSL

/// Gompertz growth.
///
/// ```
/// dN/dt = rN·ln(K/N)
/// ```
///
/// The specific rate falls with the logarithm of the size, and has no bound at small sizes. N = 0
/// is unstable, K is approached at the rate r: N(t) = K·(N0/K)^(e^{−rt}). In terms of the curve
/// L·exp(−e^{−k(t − x0)}), L = K and k = r.
///
/// Source: B. Gompertz (1825), Philosophical Transactions 115:513–583; as a growth curve
/// C. P. Winsor (1932), PNAS 18:1–8.
public struct GompertzPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "gompertz" }
  public var formula: String { "dN/dt = r*N*ln(K/N)" }
  public var reference: String { "Gompertz 1825; Winsor 1932" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "rate at which the capacity is approached", .rate, default: 0.2),
    PopulationParameter("K", "carrying capacity", .size, default: 100),
  ]

  /// ln(K/N); of a size that a step took below the smallest number, that of this number.
  private func depth(_ size: Double, _ p: Span<Double>) -> Double {
    let size = max(size, .leastNormalMagnitude)
    let ratio = p[1] / size
    return ratio.isFinite ? log(ratio) : log(p[1]) - log(size)
  }

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * depth(size, p)
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * (depth(size, p) - 1)
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    slopes[0] = size * depth(size, p)
    slopes[1] = p[0] * size / p[1]
  }

  public func steadySizes(_ p: [Double]) -> [Double] { [0, p[1]] }
}
