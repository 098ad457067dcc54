internal import Activations
internal import LeastSquares
internal import RealModule

/// Von Bertalanffy's growth of a body's weight: the cube of its length.
///
/// ```
/// N(t) = L·(1 − e^{−k(t − t0)})³,  k > 0;  0 before t0
/// ```
///
/// t0 is the time at which the size would have been 0. The cube is negative before it, which no
/// weight is: the size is 0 there, which joins the cube with equal slope and curvature. The
/// inflection is at (t0 + ln 3/k, 8L/27), with the greatest rate 4kL/9. The specific rate falls from
/// infinity at t0: there is no intrinsic rate.
///
/// Source: L. von Bertalanffy (1957), Quarterly Review of Biology 32:217–231.
public struct VonBertalanffy: JointGrowthModel {
  public init() {}

  public var name: String { "von-bertalanffy" }
  public var formula: String { "L*(1 - exp(-k*(t - t0)))^3" }
  public var reference: String { "von Bertalanffy 1957" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("k", "growth rate", .rate, domain: .positive),
    GrowthParameter("t0", "time at which the size is 0", .time),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    ELU().values(of: Self.arguments(times, p).span, into: &sizes)
    for i in 0..<times.count {
      let length = max(0, -sizes[i])
      sizes[i] = p[0] * (length * length * length)
    }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let (capacity, rate, start) = (p[0], p[1], p[2])
    // e^{−x} − 1 and e^{−x}, neither by a difference, for x = k(t − t0) ≥ 0.
    var decays = [Double](repeating: 0, count: n)
    var span = decays.mutableSpan
    ELU().valuesAndSlopes(of: Self.arguments(times, p).span, into: &sizes, slopes: &span)
    for i in 0..<n {
      let length = max(0, -sizes[i])
      let slope = 3 * capacity * (length * length) * decays[i]
      let cube = length * length * length
      columns[i] = cube
      columns[n + i] = slope * (times[i] - start)
      columns[2 * n + i] = -slope * rate
      sizes[i] = capacity * cube
    }
  }

  /// −k(t − t0).
  private static func arguments(_ times: Span<Double>, _ p: Span<Double>) -> [Double] {
    var arguments = [Double](repeating: 0, count: times.count)
    for i in 0..<times.count { arguments[i] = -p[1] * (times[i] - p[2]) }
    return arguments
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let x = p[1] * (time - p[2])
    let length = -Double.expMinusOne(-x)
    return x > 0 ? 3 * p[0] * p[1] * length * length * Double.exp(-x) : 0
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    CurveLandmarks(
      capacity: p[0], baseline: 0, inflectionTime: p[2] + Double.log(3) / p[1],
      inflectionSize: p[0] * 8 / 27, maximumRate: p[0] * p[1] * 4 / 9,
      riseTime: Self.riseTime / p[1])
  }

  /// ln((1 − 0.1^{1/3})/(1 − 0.9^{1/3})): from 10 % to 90 %, in units of 1/k.
  private static let riseTime = 2.742570723646883

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let begin = Self.integral(p[1] * (first - p[2]))
    let end = Self.integral(p[1] * (last - p[2]))
    guard end - begin > 0.1 * end else { return end == 0 ? 0 : nil }
    return p[0] / p[1] * (end - begin)
  }

  /// ∫(1 − e^{−x})³ dx = x − g − g²/2 − g³/3 with g = 1 − e^{−x}; 0 up to x = 0.
  private static func integral(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let g = -Double.expMinusOne(-x)
    guard g < 0.4 else { return x - g * (1 + g * (1.0 / 2 + g / 3)) }
    // x = −ln(1 − g) = Σ g^j/j, of which the first three terms cancel.
    var sum = 0.0
    for j in (4...40).reversed() { sum = 1 / Double(j) + g * sum }
    return g * g * g * g * sum
  }

  public func quickStart(for data: StartData) -> [Double]? {
    VonBertalanffyLength.regression(data, root: { Double.root($0, 3) }).map { line in
      let shape = sizes(at: data.times, [1, line.rate, line.start])
      return [data.scale(of: shape).scale, line.rate, line.start]
    }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    ShapeSearch(data: data, hasOffset: false)
      .candidates { rate, start in sizes(at: data.times, [1, rate, start]) }
      .filter { $0.rate > 0 }
      .map { [$0.scale, $0.rate, $0.midpoint] }
  }
}
