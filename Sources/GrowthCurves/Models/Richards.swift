internal import Activations
internal import LeastSquares
internal import RealModule

/// Richards' curve: a logistic with a shape.
///
/// ```
/// N(t) = L / (1 + ν e^{−k(t − x0)})^{1/ν},  ν > 0
/// ```
///
/// ν = 1 is the logistic, ν → 0 the Gompertz curve; a large ν keeps growing almost exponentially
/// until close to the capacity. The inflection is at (x0, L(1 + ν)^{−1/ν}), with the greatest rate
/// kL(1 + ν)^{−1−1/ν}; the specific rate falls from k/ν to 0.
///
/// Source: F. J. Richards (1959), Journal of Experimental Botany 10:290–301; with x0 at the
/// inflection as in K. M. C. Tjørve and E. Tjørve (2017), PLoS ONE 12:e0178691.
public struct Richards: GrowthModel {
  public init() {}

  public var name: String { "richards" }
  public var formula: String { "L/(1 + nu*exp(-k*(t - x0)))^(1/nu)" }
  public var reference: String { "Richards 1959" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("k", "growth rate", .rate),
    GrowthParameter("x0", "time of the inflection", .time),
    GrowthParameter("nu", "shape: 1 logistic, near 0 Gompertz", .shape, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    RichardsCurve.values(at: times, p, into: &sizes)
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    RichardsCurve.gradient(at: times, p, into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    RichardsCurve.valuesAndGradient(at: times, p, into: &sizes, columns: &columns)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    // dN/dt = N·k·e^{−z}/(1 + ν e^{−z}) = N·(k/ν)·σ(ln ν − z).
    let z = p[1] * (time - p[2])
    let share = Sigmoid().value(Double.log(p[3]) - z)
    return size(at: time, p) * p[1] / p[3] * share
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (capacity, k, midpoint, shape) = (p[0], p[1], p[2], p[3])
    let isRising = k > 0
    // (1 + ν)^{−1/ν}
    let inflection = Double.exp(-Double.log(onePlus: shape) / shape)
    return CurveLandmarks(
      capacity: isRising ? capacity : 0, baseline: isRising ? 0 : capacity,
      inflectionTime: midpoint, inflectionSize: capacity * inflection,
      maximumRate: capacity * k * inflection / (1 + shape), intrinsicRate: k / shape,
      riseTime: Self.riseTime(shape: shape) / k.magnitude)
  }

  /// N = qL where ν e^{−z} = q^{−ν} − 1.
  static func riseTime(shape: Double) -> Double {
    Double.log(Double.expMinusOne(shape * Double.log(10)))
      - Double.log(Double.expMinusOne(-shape * Double.log(0.9)))
  }

  public func quickStart(for data: StartData) -> [Double]? {
    Logistic.regression(data).map { $0 + [1] }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    Self.candidates(for: data, hasOffset: false).map { candidate, shape in
      [candidate.scale, candidate.rate, candidate.midpoint, shape]
    }
  }

  /// The best few of a search with each of three shapes, the best first.
  static func candidates(
    for data: StartData, hasOffset: Bool
  ) -> [(candidate: ShapeSearch.Candidate, shape: Double)] {
    let search = ShapeSearch(data: data, hasOffset: hasOffset)
    return [1, 0.2, 4]
      .flatMap { shape in
        search.candidates(RichardsCurve.self, shape: shape).prefix(3).map { ($0, shape) }
      }
      .sorted { $0.candidate.squares < $1.candidate.squares }
  }
}
