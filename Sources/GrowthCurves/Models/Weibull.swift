internal import Activations
internal import LeastSquares
internal import RealModule
internal import Statistics

/// The Weibull growth curve.
///
/// ```
/// N(t) = L − (L − N0)·exp(−(kt)^m),  k, m > 0
/// ```
///
/// t is the time since the series' origin, and N0 the size there. The formula has no value before
/// the origin: growth has not begun, and the size is N0. m > 1 has an inflection, where (kt)^m = 1 −
/// 1/m; m = 1 is exponential approach to L, and m < 1 begins infinitely steep. With N0 > L it
/// falls. There is no intrinsic rate: what has grown begins as a power of time.
///
/// Source: W. Weibull (1951), Journal of Applied Mechanics 18:293–297; as a growth curve R. C. Yang,
/// A. Kozak and J. H. G. Smith (1978), Canadian Journal of Forest Research 8:424–431.
public struct Weibull: JointGrowthModel {
  public init() {}

  public var name: String { "weibull" }
  public var formula: String { "L - (L - N0)*exp(-(k*t)^m)" }
  public var reference: String { "Weibull 1951; Yang, Kozak and Smith 1978" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("N0", "size at the origin of time", .size),
    GrowthParameter("k", "growth rate", .rate, domain: .positive),
    GrowthParameter("m", "shape: sigmoid above 1", .shape, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    ELU().values(of: Self.depths(p, Self.logarithms(times, p)).span, into: &sizes)
    for i in 0..<times.count { sizes[i] = p[1] - (p[0] - p[1]) * sizes[i] }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let logarithms = Self.logarithms(times, p)
    let depths = Self.depths(p, logarithms)
    // exp(−w) − 1 and exp(−w), neither by a difference.
    var remaining = [Double](repeating: 0, count: n)
    var span = remaining.mutableSpan
    ELU().valuesAndSlopes(of: depths.span, into: &sizes, slopes: &span)
    let (change, rate, shape) = (p[0] - p[1], p[2], p[3])
    for i in 0..<n {
      // (L − N0)·w·exp(−w), and 0 where ln(kt) is infinite.
      let slope = change * remaining[i] * -depths[i]
      columns[i] = -sizes[i]
      columns[n + i] = remaining[i]
      columns[2 * n + i] = slope * shape / rate
      columns[3 * n + i] = slope == 0 ? 0 : slope * logarithms[i]
      sizes[i] = p[1] - change * sizes[i]
    }
  }

  /// ln(kt), and −∞ before the origin.
  private static func logarithms(_ times: Span<Double>, _ p: Span<Double>) -> [Double] {
    var logarithms = [Double](repeating: -.infinity, count: times.count)
    for i in 0..<times.count where times[i] > 0 { logarithms[i] = Double.log(p[2] * times[i]) }
    return logarithms
  }

  /// −w = −(kt)^m, finite.
  private static func depths(_ p: Span<Double>, _ logarithms: [Double]) -> [Double] {
    var exponents = logarithms
    for i in exponents.indices { exponents[i] = min(p[3] * exponents[i], 700) }
    var depths = [Double](repeating: 0, count: exponents.count)
    var span = depths.mutableSpan
    Activations.Exponential.values(of: exponents.span, into: &span)
    for i in depths.indices { depths[i] = -depths[i] }
    return depths
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    guard time >= 0 else { return 0 }
    let (rate, shape) = (p[2], p[3])
    let start = shape == 1 ? 1 : Double.pow(rate * time, shape - 1)
    let remaining = Double.exp(-Double.pow(rate * time, shape))
    return remaining == 0 ? 0 : (p[0] - p[1]) * shape * rate * start * remaining
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    // ∫exp(−(kt)^m) dt = Γ(1 + 1/m)/k·P(1/m, (kt)^m), the regularised incomplete gamma function.
    let (rate, shape) = (p[2], p[3])
    guard shape > 0.01, shape < 1000 else { return nil }
    let distribution = ChiSquared(degreesOfFreedom: 2 / shape)
    let below = distribution.cumulative(2 * Double.pow(rate * max(first, 0), shape))
    let above = distribution.cumulative(2 * Double.pow(rate * max(last, 0), shape))
    guard above - below > 0.1 * above else { return nil }
    let missing = Double.gamma(1 + 1 / shape) / rate * (above - below) + max(-first, 0)
    return p[0] * (last - first) - (p[0] - p[1]) * missing
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (capacity, initial, rate, shape) = (p[0], p[1], p[2], p[3])
    // The share q is passed where (kt)^m = −ln(1 − q).
    func time(_ depth: Double) -> Double { Double.pow(depth, 1 / shape) / rate }
    var landmarks = CurveLandmarks(
      capacity: capacity, baseline: initial,
      riseTime: time(Double.log(10)) - time(-Double.log(0.9)))
    guard shape > 1 else { return landmarks }
    let depth = 1 - 1 / shape
    let inflection = time(depth)
    let remaining = (capacity - initial) * Double.exp(-depth)
    landmarks.inflectionTime = inflection
    landmarks.inflectionSize = capacity - remaining
    landmarks.maximumRate = remaining * shape * depth / inflection
    return landmarks
  }

  public func quickStart(for data: StartData) -> [Double]? {
    // ln(−ln(1 − q)) = m·ln(kt), weighted by its precision.
    let line = PowerTimeSearch.line(data) { share in
      let depth = -Double.log(onePlus: -share)
      let precision = (1 - share) * depth
      return (Double.log(depth), precision * precision)
    }
    guard let line else { return nil }
    let shape = sizes(at: data.times, [1, 0, 1 / line.time, line.power])
    let (initial, change, _) = data.offsetAndScale(of: shape)
    return [initial + change, initial, 1 / line.time, line.power]
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    PowerTimeSearch.candidates(data) { sizes(at: data.times, [1, 0, 1 / $1, $0]) }
      .map { [$0.initial + $0.change, $0.initial, 1 / $0.time, $0.power] }
  }
}
