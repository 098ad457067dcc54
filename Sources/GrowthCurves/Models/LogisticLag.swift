internal import Activations

/// The logistic curve with the microbiologists' parameters.
///
/// ```
/// N(t) = A / (1 + exp((4μ/A)(λ − t) + 2))
/// ```
///
/// μ is the greatest slope dN/dt, λ the lag time, where the tangent at the inflection meets 0: the
/// inflection is at (λ + A/(2μ), A/2). The same curve as `Logistic`, with L = A, k = 4μ/A and x0 =
/// λ + 2/k. For sizes that are logarithms ln(N/N0), as in the source, μ is the specific growth
/// rate. A negative μ is the slope of a curve that falls from A, and λ is where it reaches 0.
///
/// Source: M. H. Zwietering, I. Jongenburger, F. M. Rombouts and K. van 't Riet (1990), Applied and
/// Environmental Microbiology 56:1875–1881.
public struct LogisticLag: GrowthModel {
  public init() {}

  public var name: String { "logistic-lag" }
  public var formula: String { "A/(1 + exp(4*mu/A*(lambda - t) + 2))" }
  public var reference: String { "Zwietering et al. 1990" }
  public var parameters: [GrowthParameter] { Self.parameters }
  static let parameters = [
    GrowthParameter("A", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("mu", "greatest growth rate dN/dt, at the inflection", .absoluteRate),
    GrowthParameter("lambda", "lag time, where the steepest tangent meets 0", .time),
  ]

  private static func curve(_ p: Span<Double>) -> LagCurve<LogisticCurve> {
    LagCurve(p, steepness: 4, shift: 2)
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
    4 * p[1] * Sigmoid().valueAndSlope(Self.curve(p.span).argument(at: time)).slope
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    Logistic().area(from: first, to: last, Self.logistic(p))
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    Logistic().landmarks(Self.logistic(p))
  }

  public func quickStart(for data: StartData) -> [Double]? {
    Logistic().quickStart(for: data).map(Self.fromLogistic)
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    Logistic().searchedStarts(for: data).map(Self.fromLogistic)
  }

  private static func logistic(_ p: [Double]) -> [Double] {
    [p[0], 4 * p[1] / p[0], p[2] + p[0] / (2 * p[1])]
  }

  private static func fromLogistic(_ p: [Double]) -> [Double] {
    [p[0], p[1] * p[0] / 4, p[2] - 2 / p[1]]
  }
}
