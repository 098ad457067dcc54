internal import Activations
internal import LeastSquares
internal import RealModule

/// Richards' curve with the microbiologists' parameters.
///
/// ```
/// N(t) = A·[1 + ν·exp(1 + ν + (μ/A)(1 + ν)^{1 + 1/ν}(λ − t))]^{−1/ν},  ν > 0
/// ```
///
/// μ is the greatest slope dN/dt, λ the lag time, where the tangent at the inflection meets 0: the
/// inflection is at (λ + A(1 + ν)^{−1/ν}/μ, A(1 + ν)^{−1/ν}). The same curve as `Richards`, with L =
/// A, k = (μ/A)(1 + ν)^{1 + 1/ν} and x0 = λ + (1 + ν)/k; ν = 1 is `LogisticLag`, ν → 0
/// `GompertzLag`. For sizes that are logarithms ln(N/N0), as in the source, μ is the specific growth
/// rate.
///
/// Source: M. H. Zwietering, I. Jongenburger, F. M. Rombouts and K. van 't Riet (1990), Applied and
/// Environmental Microbiology 56:1875–1881.
public struct RichardsLag: GrowthModel {
  public init() {}

  public var name: String { "richards-lag" }
  public var formula: String {
    "A*(1 + nu*exp(1 + nu + mu/A*(1 + nu)^(1 + 1/nu)*(lambda - t)))^(-1/nu)"
  }
  public var reference: String { "Zwietering et al. 1990" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters =
    LogisticLag.parameters + [
      GrowthParameter("nu", "shape: 1 logistic, near 0 Gompertz", .shape, domain: .positive)
    ]

  private static func curve(_ p: Span<Double>) -> LagCurve<RichardsCurve> {
    LagCurve(
      p, steepness: steepness(p[3]), shift: 1 + p[3], shape: p[3],
      steepnessSlope: steepnessSlope(p[3]))
  }

  /// (1 + ν)^{1 + 1/ν}, which is e at ν = 0.
  private static func steepness(_ shape: Double) -> Double {
    Double.exp((1 + shape) * (Double.log(onePlus: shape) / shape))
  }

  /// d ln/dν of it: (ν − ln(1 + ν))/ν².
  private static func steepnessSlope(_ shape: Double) -> Double {
    guard shape < 0.02 else { return (shape - Double.log(onePlus: shape)) / (shape * shape) }
    // Σ (−ν)^j/(j + 2)
    return (0..<8).reversed().reduce(0) { 1 / Double($1 + 2) - shape * $0 }
  }

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    Self.curve(p).sizes(at: times, into: &sizes)
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    Self.curve(p).gradient(at: times, into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    Self.curve(p).sizesAndGradient(at: times, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    // N·k·e^{−z}/(1 + ν e^{−z}), as in `Richards`.
    let curve = Self.curve(p.span)
    let share = Sigmoid().value(Double.log(p[3]) - curve.argument(at: time))
    return size(at: time, p) * curve.rate / p[3] * share
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let rate = Self.curve(p.span).rate
    return Richards().landmarks([p[0], rate, p[2] + (1 + p[3]) / rate, p[3]])
  }

  public func quickStart(for data: StartData) -> [Double]? {
    Richards().quickStart(for: data).map(Self.fromRichards)
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    Richards().searchedStarts(for: data).map(Self.fromRichards)
  }

  private static func fromRichards(_ p: [Double]) -> [Double] {
    [p[0], p[1] * p[0] / steepness(p[3]), p[2] - (1 + p[3]) / p[1], p[3]]
  }
}
