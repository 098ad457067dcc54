internal import Activations
internal import RealModule

/// The Gompertz curve with the microbiologists' parameters.
///
/// ```
/// N(t) = A·exp(−exp((μe/A)(λ − t) + 1))
/// ```
///
/// μ is the greatest slope dN/dt, λ the lag time, where the tangent at the inflection meets 0: the
/// inflection is at (λ + A/(μe), A/e). The same curve as `Gompertz`, with L = A, k = μe/A and x0 =
/// λ + 1/k. For sizes that are logarithms ln(N/N0), as in the source, μ is the specific growth
/// rate. A negative μ is the slope of a curve that falls from A, and λ is where it reaches 0.
///
/// Source: M. H. Zwietering, I. Jongenburger, F. M. Rombouts and K. van 't Riet (1990), Applied and
/// Environmental Microbiology 56:1875–1881.
public struct GompertzLag: GrowthModel {
  public init() {}

  public var name: String { "gompertz-lag" }
  public var formula: String { "A*exp(-exp(mu*e/A*(lambda - t) + 1))" }
  public var reference: String { "Zwietering et al. 1990" }
  public var parameters: [GrowthParameter] { LogisticLag.parameters }

  /// e.
  private static let steepness = 2.718281828459045

  private static func curve(_ p: Span<Double>) -> LagCurve<GompertzCurve> {
    LagCurve(p, steepness: steepness, shift: 1)
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
    let z = Self.curve(p.span).argument(at: time)
    return p[1] * Double.exp(1 - z - Double.exp(-z))
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    Gompertz().landmarks([
      p[0], Self.steepness * p[1] / p[0], p[2] + p[0] / (Self.steepness * p[1]),
    ])
  }

  public func quickStart(for data: StartData) -> [Double]? {
    Gompertz().quickStart(for: data).map(Self.fromGompertz)
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    Gompertz().searchedStarts(for: data).map(Self.fromGompertz)
  }

  private static func fromGompertz(_ p: [Double]) -> [Double] {
    [p[0], p[1] * p[0] / steepness, p[2] - 1 / p[1]]
  }
}
