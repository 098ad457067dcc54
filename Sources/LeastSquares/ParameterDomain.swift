internal import Activations

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The values a parameter may take.
///
/// GSL's solvers know no bounds. A parameter with a domain is moved through a smooth increasing
/// function of an unbounded coordinate u, and everything that is reported, uncertainty included,
/// is back in natural units:
///
/// ```
/// free                p = u
/// above(a)            p = a + exp(u)
/// below(b)            p = b − exp(−u)
/// interval(a, b)      p = a + (b − a)·σ(u)
/// fixed(value)        p = value, not fitted
/// ```
public enum ParameterDomain: Sendable, Hashable {
  /// Any real number.
  case free
  /// p > `bound`.
  case above(_ bound: Double)
  /// p < `bound`.
  case below(_ bound: Double)
  /// `lower` < p < `upper`; both finite.
  case interval(lower: Double, upper: Double)
  /// Held at a value.
  case fixed(Double)

  /// p > 0.
  public static let positive = ParameterDomain.above(0)

  /// Whether the solver may move the parameter.
  public var isFitted: Bool {
    if case .fixed = self { return false }
    return true
  }

  /// Whether `value` lies inside.
  public func contains(_ value: Double) -> Bool {
    switch self {
    case .free: value.isFinite
    case .above(let bound): value > bound && value.isFinite
    case .below(let bound): value < bound && value.isFinite
    case .interval(let lower, let upper): value > lower && value < upper
    case .fixed(let fixed): value == fixed
    }
  }

  /// The point of the domain nearest to `value` that the transform can represent well: a start
  /// value outside or on the edge is moved inside.
  public func clamped(_ value: Double) -> Double {
    switch self {
    case .free: return value
    case .above(let bound):
      return value > bound ? value : bound + 1e-8 * max(bound.magnitude, 1)
    case .below(let bound):
      return value < bound ? value : bound - 1e-8 * max(bound.magnitude, 1)
    case .interval(let lower, let upper):
      let margin = 1e-6 * (upper - lower)
      return min(max(value, lower + margin), upper - margin)
    case .fixed(let fixed): return fixed
    }
  }

  /// Whether `value` has run into an edge of the domain: the least squares optimum is at the edge
  /// or beyond it. An edge counts as reached within 10⁻¹² of `scale`, the size of the parameter.
  func isAtEdge(_ value: Double, scale: Double) -> Bool {
    switch self {
    case .free, .fixed: return false
    case .above(let bound): return value - bound < 1e-12 * scale
    case .below(let bound): return bound - value < 1e-12 * scale
    case .interval(let lower, let upper):
      let margin = 1e-9 * (upper - lower)
      return value - lower < margin || upper - value < margin
    }
  }

  /// The unbounded coordinate of `value`.
  func coordinate(of value: Double) -> Double {
    switch self {
    case .free, .fixed: return value
    case .above(let bound): return log(value - bound)
    case .below(let bound): return -log(bound - value)
    case .interval(let lower, let upper): return log((value - lower) / (upper - value))
    }
  }

  /// The natural value at coordinate `u`, and dp/du there.
  ///
  /// The value stays inside where it would round to an edge: a step that runs into an edge must not
  /// be refused, or the other parameters could not move any more.
  func valueAndSlope(at u: Double) -> (value: Double, slope: Double) {
    switch self {
    case .free: return (u, 1)
    case .above(let bound):
      let distance = exp(u)
      return (max(bound + distance, bound.nextUp), distance)
    case .below(let bound):
      let distance = exp(-u)
      return (min(bound - distance, bound.nextDown), distance)
    case .interval(let lower, let upper):
      // From the nearer edge, so that no digit of the distance is lost.
      let (share, slope) = Sigmoid().valueAndSlope(-u.magnitude)
      let distance = (upper - lower) * share
      let value = u >= 0 ? upper - distance : lower + distance
      return (min(max(value, lower.nextUp), upper.nextDown), (upper - lower) * slope)
    case .fixed(let fixed): return (fixed, 0)
    }
  }
}
