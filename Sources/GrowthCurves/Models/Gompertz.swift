internal import Activations
internal import RealModule

/// The Gompertz curve.
///
/// ```
/// N(t) = L·exp(−e^{−k(t − x0)})
/// ```
///
/// The inflection is at (x0, L/e), with the greatest rate kL/e. The specific rate d ln N/dt is
/// k·e^{−k(t − x0)}, without bound into the past: there is no intrinsic rate.
///
/// Source: B. Gompertz (1825), Philosophical Transactions 115:513–583; as a growth curve
/// C. P. Winsor (1932), PNAS 18:1–8.
public struct Gompertz: GrowthModel {
  public init() {}

  public var name: String { "gompertz" }
  public var formula: String { "L*exp(-exp(-k*(t - x0)))" }
  public var reference: String { "Gompertz 1825; Winsor 1932" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("k", "growth rate", .rate),
    GrowthParameter("x0", "time of the inflection, where N = L/e", .time),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    GompertzCurve.values(at: times, p, into: &sizes)
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    GompertzCurve.gradient(at: times, p, into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    GompertzCurve.valuesAndGradient(at: times, p, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let z = p[1] * (time - p[2])
    // e^{−z}·exp(−e^{−z}), both factors in one exponential so that neither overflows.
    return p[0] * p[1] * Double.exp(-z - Double.exp(-z))
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let isRising = p[1] > 0
    return CurveLandmarks(
      capacity: isRising ? p[0] : 0, baseline: isRising ? 0 : p[0], inflectionTime: p[2],
      inflectionSize: p[0] * Double.exp(-1), maximumRate: p[0] * p[1] * Double.exp(-1),
      riseTime: Self.riseTime / p[1].magnitude)
  }

  /// ln(ln 0.1 / ln 0.9): from 10 % to 90 %, in units of 1/k.
  static let riseTime = 3.0843997725604011

  public func quickStart(for data: StartData) -> [Double]? {
    let capacity = data.highest + 0.04 * (data.highest - min(0, data.lowest))
    guard capacity > 0 else { return nil }
    // −ln(ln(L/N)) = k(t − x0), weighted by its precision.
    let line = data.line { size in
      guard size > 0, size < capacity else { return nil }
      let depth = -Double.log(size / capacity)
      let precision = size / capacity * depth
      return (-Double.log(depth), precision * precision)
    }
    guard let line else { return nil }
    let midpoint = -line.intercept / line.slope
    let shape = sizes(at: data.times, [1, line.slope, midpoint])
    return [data.scale(of: shape).scale, line.slope, midpoint]
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    ShapeSearch(data: data, hasOffset: false).candidates(GompertzCurve.self)
      .map { [$0.scale, $0.rate, $0.midpoint] }
  }
}
