internal import Activations
internal import LeastSquares
internal import RealModule

/// The θ-logistic curve: logistic growth that is slowed down early (θ < 1) or late (θ > 1).
///
/// ```
/// N(t) = K·[1 − (1 − (K/N0)^θ)·e^{−rθt}]^{−1/θ},   dN/dt = rN(1 − (N/K)^θ),  K, N0, θ > 0
/// ```
///
/// t is the time since the series' origin, so that N0 is the size there. θ = 1 is `Verhulst`; r is
/// the specific rate far below K. Below its capacity it is the same curve as `Richards`, with L =
/// K, k = rθ and ν = θ, and an inflection at N = K(1 + θ)^{−1/θ}. A population above its capacity
/// (N0 > K) falls towards it without an inflection; before the time at which it was infinite, there
/// is no size, and +∞ stands for it.
///
/// Data fix the product rθ far better than r and θ: where they show little of the exponential
/// phase, many pairs describe them nearly as well, and as θ → 0 only rθ is left (a Gompertz curve).
///
/// Source: M. E. Gilpin and F. J. Ayala (1973), PNAS 70:3590–3593.
public struct ThetaLogistic: GrowthModel {
  public init() {}

  public var name: String { "theta-logistic" }
  public var formula: String { "K*(1 - (1 - (K/N0)^theta)*exp(-r*theta*t))^(-1/theta)" }
  public var reference: String { "Gilpin and Ayala 1973" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("K", "carrying capacity", .size, domain: .positive),
    GrowthParameter("N0", "size at the origin of time", .size, domain: .positive),
    GrowthParameter("r", "intrinsic growth rate", .rate),
    GrowthParameter("theta", "shape: 1 logistic, near 0 Gompertz", .shape, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    if p[1] < p[0] {
      BelowCapacity(p).sizes(at: times, into: &sizes)
    } else {
      let curve = AboveCapacity(p)
      for i in 0..<times.count { sizes[i] = curve.size(at: times[i]) }
    }
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    if p[1] < p[0] {
      BelowCapacity(p).gradient(at: times, into: &columns)
    } else {
      AboveCapacity(p).gradient(at: times, into: &columns)
    }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    guard p[1] < p[0] else {
      self.sizes(at: times, p, into: &sizes)
      gradient(at: times, p, into: &columns)
      return
    }
    BelowCapacity(p).sizesAndGradient(at: times, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    p[1] < p[0] ? BelowCapacity(p.span).rate(at: time) : AboveCapacity(p.span).rate(at: time)
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    guard p[1] < p[0] else {
      return CurveLandmarks(capacity: p[2] > 0 ? p[0] : 0, intrinsicRate: p[2])
    }
    return Richards().landmarks(BelowCapacity(p.span).richards)
  }

  public func quickStart(for data: StartData) -> [Double]? {
    let start = Richards().quickStart(for: data).map { Self.fromRichards($0, data) }
    if let start, start[2] > 0 { return start }
    return nearestFirst(Self.falling(data) + (start.map { [$0] } ?? []), data).first
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let rising = Richards().searchedStarts(for: data).map { Self.fromRichards($0, data) }
    return nearestFirst(rising + Self.falling(data), data)
  }

  private static func fromRichards(_ p: [Double], _ data: StartData) -> [Double] {
    // Sizes that are nowhere positive have no such curve; any will do.
    let capacity = p[0] > 0 ? p[0] : max(data.highest, data.lowest.magnitude, 1e-300)
    let initial = RichardsCurve.value(
      at: 0, capacity: capacity, rate: p[1], midpoint: p[2], shape: p[3])
    return [capacity, max(initial, 1e-200 * capacity, 1e-300), p[1] / p[3], p[3]]
  }

  private static func falling(_ data: StartData) -> [[Double]] {
    FallingPopulation.starts(for: data).map { [$0.capacity, $0.initial, $0.rate, 1] }
  }
}
