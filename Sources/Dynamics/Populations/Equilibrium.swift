/// A state that does not change, and what becomes of small deviations from it.
public struct Equilibrium: Sendable, Hashable {
  public enum Stability: String, Sendable {
    /// Every small deviation dies away.
    case stable
    /// Every small deviation grows.
    case unstable
    /// Some deviations die away, others grow (two species).
    case saddle
    /// Deviations to one side die away, those to the other grow.
    case semistable
    /// The linear terms do not decide.
    case undecided
  }

  /// One size a species.
  public var sizes: [Double]
  public var stability: Stability
  /// The rates at which small deviations grow: the real parts of the eigenvalues of ∂f/∂N, the
  /// greatest first. +∞ where the specific rate has no bound (Gompertz at 0).
  public var growthRates: [Double]
}

extension PopulationModel {
  /// The equilibria with their stability, at time 0.
  public func equilibria(_ p: [Double]) -> [Equilibrium] {
    precondition(p.count == parameters.count, "one value a parameter")
    return equilibriumSizes(p).map { sizes in
      if diesOut, sizes.allSatisfy({ $0 == 0 }), rate(of: sizes, p) < 0 {
        // Where a harvest goes on, what has died out cannot recover.
        return Equilibrium(sizes: sizes, stability: .stable, growthRates: [-.infinity])
      }
      let rates = growthRates(at: sizes, p)
      return Equilibrium(
        sizes: sizes, stability: stability(at: sizes, rates, p), growthRates: rates)
    }
  }

  private func rate(of sizes: [Double], _ p: [Double]) -> Double {
    var rates = [Double](repeating: 0, count: sizes.count)
    var span = rates.mutableSpan
    self.rates(at: 0, sizes.span, p.span, into: &span)
    return rates[0]
  }

  /// Real parts of the eigenvalues, greatest first.
  private func growthRates(at sizes: [Double], _ p: [Double]) -> [Double] {
    if sizes == [0] { return [specificRateAtZero(p)] }
    var matrix = [Double](repeating: 0, count: sizes.count * sizes.count)
    var span = matrix.mutableSpan
    sizeSlopes(at: 0, sizes.span, p.span, into: &span)
    guard sizes.count == 2 else { return [matrix[0]] }
    let mean = (matrix[0] + matrix[3]) / 2
    let half = (matrix[0] - matrix[3]) / 2
    let discriminant = half * half + matrix[1] * matrix[2]
    guard discriminant > 0 else { return [mean, mean] }
    let root = discriminant.squareRoot()
    return [mean + root, mean - root]
  }

  /// lim f(N)/N for N → 0, infinite where it has no bound (Gompertz).
  private func specificRateAtZero(_ p: [Double]) -> Double {
    let (small, smaller) = (1e-150, 1e-300)
    let (far, near) = (rate(of: [small], p) / small, rate(of: [smaller], p) / smaller)
    return (near - far).magnitude > 1e-3 * near.magnitude ? near * .infinity : near
  }

  private func stability(
    at sizes: [Double], _ rates: [Double], _ p: [Double]
  ) -> Equilibrium.Stability {
    let typical = zip(parameters, p).first { $0.0.dimension == .rate }?.1.magnitude ?? 1
    // A rate of rounding's size beside the intrinsic one decides nothing.
    if rates.contains(where: { $0.magnitude <= 1e-7 * typical }) {
      return sizes.count == 1 ? oneSided(at: sizes[0], p) : .undecided
    }
    if rates.allSatisfy({ $0 < 0 }) { return .stable }
    return rates.allSatisfy({ $0 > 0 }) ? .unstable : .saddle
  }

  /// By the direction of change a little to either side.
  private func oneSided(at size: Double, _ p: [Double]) -> Equilibrium.Stability {
    guard size > 0 else { return .undecided }
    let (below, above) = (rate(of: [size * (1 - 1e-3)], p), rate(of: [size * (1 + 1e-3)], p))
    if below > 0 && above < 0 { return .stable }
    if below < 0 && above > 0 { return .unstable }
    return below != 0 && above != 0 ? .semistable : .undecided
  }
}
