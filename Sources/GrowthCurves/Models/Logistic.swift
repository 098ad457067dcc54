internal import Activations
internal import RealModule

/// The logistic curve with capacity, rate and midpoint.
///
/// ```
/// N(t) = L / (1 + e^{−k(t − x0)}) = L·σ(k(t − x0))
/// ```
///
/// The inflection is at (x0, L/2), with the greatest rate kL/4. The specific rate d ln N/dt falls
/// from k (far below L) to 0. With k < 0 the curve falls.
///
/// Source: P.-F. Verhulst (1838), Correspondance mathématique et physique 10:113–121; in this form
/// R. Pearl and L. J. Reed (1920), PNAS 6:275–288.
public struct Logistic: GrowthModel {
  public init() {}

  public var name: String { "logistic" }
  public var formula: String { "L/(1 + exp(-k*(t - x0)))" }
  public var reference: String { "Verhulst 1838; Pearl and Reed 1920" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("k", "growth rate", .rate),
    GrowthParameter("x0", "time of the inflection, where N = L/2", .time),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    LogisticCurve.values(at: times, p, into: &sizes)
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    LogisticCurve.gradient(at: times, p, into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    LogisticCurve.valuesAndGradient(at: times, p, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let (_, slope) = Sigmoid().valueAndSlope(p[1] * (time - p[2]))
    return p[0] * p[1] * slope
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    // (L/k)·(softplus(k(t₁ − x0)) − softplus(k(t₀ − x0))), unless the two nearly agree.
    let begin = p[1] * (first - p[2])
    let end = p[1] * (last - p[2])
    guard (end - begin).magnitude > 0.1 else { return nil }
    return p[0] / p[1] * (Softplus().value(end) - Softplus().value(begin))
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    // A falling curve approaches L in the past, 0 in the future.
    let isRising = p[1] > 0
    return CurveLandmarks(
      capacity: isRising ? p[0] : 0, baseline: isRising ? 0 : p[0], inflectionTime: p[2],
      inflectionSize: p[0] / 2, maximumRate: p[0] * p[1] / 4, intrinsicRate: p[1],
      riseTime: Self.riseTime / p[1].magnitude)
  }

  /// ln 81: from 10 % to 90 % of a logistic, in units of 1/k.
  static let riseTime = 4.394449154672439

  public func quickStart(for data: StartData) -> [Double]? { Self.regression(data) }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    ShapeSearch(data: data, hasOffset: false).candidates(LogisticCurve.self)
      .map { [$0.scale, $0.rate, $0.midpoint] }
  }

  /// k and x0 from a line through the logits ln(N/(L − N)), weighted by their precision, then L.
  static func regression(_ data: StartData) -> [Double]? {
    let capacity = data.highest + 0.04 * (data.highest - min(0, data.lowest))
    guard capacity > 0 else { return nil }
    let line = data.line { size in
      guard size > 0, size < capacity else { return nil }
      let share = size / capacity
      return (Double.log(share / (1 - share)), share * share * (1 - share) * (1 - share))
    }
    guard let line else { return nil }
    let midpoint = -line.intercept / line.slope
    let shape = Logistic().sizes(at: data.times, [1, line.slope, midpoint])
    return [data.scale(of: shape).scale, line.slope, midpoint]
  }
}
