internal import Activations
internal import RealModule

/// Growth without limit.
///
/// ```
/// N(t) = N0·e^{rt}
/// ```
///
/// t is the time since the series' origin, so that N0 is the size there. The specific rate is r
/// throughout; there is no capacity and no inflection.
///
/// Source: L. Euler (1748), Introductio in analysin infinitorum I, §110; T. R. Malthus (1798).
public struct Exponential: GrowthModel {
  public init() {}

  public var name: String { "exponential" }
  public var formula: String { "N0*exp(r*t)" }
  public var reference: String { "Euler 1748; Malthus 1798" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("N0", "size at the origin of time", .size),
    GrowthParameter("r", "specific growth rate", .rate),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    ExponentialCurve.values(at: times, p, into: &sizes)
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    ExponentialCurve.gradient(at: times, p, into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    ExponentialCurve.valuesAndGradient(at: times, p, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    p[0] * p[1] * Double.exp(p[1] * time)
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    guard p[1] != 0 else { return p[0] * (last - first) }
    return p[0] * Double.exp(p[1] * first) * Double.expMinusOne(p[1] * (last - first)) / p[1]
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    CurveLandmarks(baseline: p[1] > 0 ? 0 : nil, intrinsicRate: p[1])
  }

  public func quickStart(for data: StartData) -> [Double]? {
    let line = data.line { $0 > 0 ? (Double.log($0), $0 * $0) : nil }
    return line.map { start(rate: $0.slope, data) }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    [0.5, 2, 5, 12].flatMap { [$0 / data.duration, -$0 / data.duration] }
      .map { start(rate: $0, data) }
  }

  private func start(rate: Double, _ data: StartData) -> [Double] {
    // From where the curve is highest, so that times far from the origin do not overflow.
    let anchor = rate > 0 ? data.lastTime : data.firstTime
    let shape = data.times.map { Double.exp(rate * ($0 - anchor)) }
    let back = min(max(-rate * anchor, -300), 300)
    return [data.scale(of: shape).scale * Double.exp(back), rate]
  }
}
