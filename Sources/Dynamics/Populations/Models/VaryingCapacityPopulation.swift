internal import CGSL

/// Logistic growth towards a capacity that changes with the seasons and drifts.
///
/// ```
/// dN/dt = rN(1 − N/K(t)),   K(t) = K0·(1 + a·sin(2πt/T) + g·t)
/// ```
///
/// The trend g is a share of K0 a unit of time, added to the season rather than multiplied with it,
/// so that the season keeps its height while the mean drifts. The season has no phase of its own:
/// it rises through its mean at t = 0 (with a < 0, it falls), and the origin of time chooses the
/// rest. The equation has a meaning as long as K(t) is positive, and is not followed beyond. Only
/// N = 0 does not change.
///
/// Source: R. M. Nisbet and W. S. C. Gurney (1976), Journal of Theoretical Biology 56:459–475
/// (periodic capacity).
public struct VaryingCapacityPopulation: SingleSpeciesModel {
  public init() {}

  public var name: String { "varying-capacity" }
  public var formula: String { "dN/dt = r*N*(1 - N/K(t)), K(t) = K0*(1 + a*sin(2*pi*t/T) + g*t)" }
  public var reference: String { "Nisbet and Gurney 1976" }
  public var parameters: [PopulationParameter] { Self.parameters }
  private static let parameters = [
    PopulationParameter("r", "intrinsic growth rate", .rate, default: 0.5),
    PopulationParameter("K0", "mean carrying capacity at time 0", .size, default: 100),
    PopulationParameter(
      "a", "swing of the capacity, as a share of K0", .shape, domain: .between(-1, 1),
      default: 0.3),
    PopulationParameter("T", "period of the capacity, the time of a season", .time, default: 10),
    PopulationParameter(
      "g", "rate of the trend of the capacity, as a share of K0", .rate, domain: .free, default: 0),
  ]

  /// The capacity at a time, and the phase 2πt/T; NaN where the capacity is not positive.
  private func capacity(_ time: Double, _ p: Span<Double>) -> (value: Double, phase: Double) {
    let phase = 2 * Double.pi * time / p[3]
    let value = p[1] * (1 + p[2] * sin(phase) + p[4] * time)
    return (value > 0 ? value : .nan, phase)
  }

  /// K(t); NaN where it would not be positive.
  public func capacity(at time: Double, _ p: [Double]) -> Double { capacity(time, p.span).value }

  public func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * size * (1 - size / capacity(time, p).value)
  }

  public func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    p[0] * (1 - 2 * size / capacity(time, p).value)
  }

  public func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>
  ) {
    let (capacity, phase) = capacity(time, p)
    let share = size / capacity
    // ∂f/∂K(t)
    let byCapacity = p[0] * share * share
    slopes[0] = size * (1 - share)
    slopes[1] = byCapacity * capacity / p[1]
    slopes[2] = byCapacity * p[1] * sin(phase)
    slopes[3] = -byCapacity * p[1] * p[2] * cos(phase) * phase / p[3]
    slopes[4] = byCapacity * p[1] * time
  }

  public func timeSlope(of size: Double, at time: Double, _ p: Span<Double>) -> Double {
    let (capacity, phase) = capacity(time, p)
    let share = size / capacity
    let drift = p[1] * (p[2] * cos(phase) * 2 * Double.pi / p[3] + p[4])
    return p[0] * share * share * drift
  }

  public func steadySizes(_ p: [Double]) -> [Double] {
    p[2] == 0 && p[4] == 0 ? [0, p[1]] : [0]
  }
}
