internal import Activations
internal import LeastSquares
internal import RealModule

/// The curve of Morgan, Mercer and Flodin; with N0 = 0 it is Hill's.
///
/// ```
/// N(t) = (N0·κ^m + L·t^m) / (κ^m + t^m) = N0 + (L − N0)·σ(m·ln(t/κ)),  κ, m > 0
/// ```
///
/// t is the time since the series' origin, and N0 the size there; κ is where half of the way to L is
/// gone. Doses count from 0, not from the least of them: their series needs the origin 0. The
/// formula has no value before the origin: growth has not begun, and the size is N0. m > 1 has an
/// inflection, at t = κ·((m − 1)/(m + 1))^{1/m}; m = 1 is the hyperbola of Michaelis and Menten. The
/// capacity is approached as slowly as t^{−m}. With N0 > L it falls. There is no intrinsic rate:
/// what has grown begins as a power of time.
///
/// Source: P. H. Morgan, L. P. Mercer and N. W. Flodin (1975), PNAS 72:4327–4331; A. V. Hill (1910),
/// Journal of Physiology 40:iv–vii.
public struct MorganMercerFlodin: JointGrowthModel {
  public init() {}

  public var name: String { "morgan-mercer-flodin" }
  public var formula: String { "(N0*kappa^m + L*t^m)/(kappa^m + t^m)" }
  public var reference: String { "Morgan, Mercer and Flodin 1975; Hill 1910" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("N0", "size at the origin of time", .size),
    GrowthParameter("kappa", "time of half the growth", .time, domain: .positive),
    GrowthParameter("m", "shape: sigmoid above 1", .shape, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    Sigmoid().values(of: Self.arguments(p, Self.logarithms(times, p)).span, into: &sizes)
    for i in 0..<times.count { sizes[i] = p[1] + (p[0] - p[1]) * sizes[i] }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let logarithms = Self.logarithms(times, p)
    var slopes = [Double](repeating: 0, count: n)
    var span = slopes.mutableSpan
    Sigmoid().valuesAndSlopes(
      of: Self.arguments(p, logarithms).span, into: &sizes, slopes: &span)
    let (change, time, shape) = (p[0] - p[1], p[2], p[3])
    for i in 0..<n {
      let share = sizes[i]
      let slope = slopes[i]
      columns[i] = share
      // 1 − σ without loss.
      columns[n + i] = share < 0.5 ? 1 - share : slope / share
      columns[2 * n + i] = -change * slope * (shape / time)
      columns[3 * n + i] = slope == 0 ? 0 : change * slope * logarithms[i]
      sizes[i] = p[1] + change * share
    }
  }

  /// ln(t/κ), and −∞ before the origin.
  private static func logarithms(_ times: Span<Double>, _ p: Span<Double>) -> [Double] {
    var logarithms = [Double](repeating: -.infinity, count: times.count)
    for i in 0..<times.count where times[i] > 0 { logarithms[i] = Double.log(times[i] / p[2]) }
    return logarithms
  }

  private static func arguments(_ p: Span<Double>, _ logarithms: [Double]) -> [Double] {
    var arguments = logarithms
    for i in arguments.indices { arguments[i] *= p[3] }
    return arguments
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    guard time > 0 else {
      // At the origin itself t^{m − 1} is 0, 1 or infinite.
      let start = p[3] == 1 ? 1 : Double.pow(0, p[3] - 1)
      return time < 0 ? 0 : (p[0] - p[1]) * p[3] / p[2] * start
    }
    let (_, slope) = Sigmoid().valueAndSlope(p[3] * Double.log(time / p[2]))
    return (p[0] - p[1]) * slope * p[3] / time
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (capacity, initial, time, shape) = (p[0], p[1], p[2], p[3])
    let nine = Double.pow(9, 1 / shape)
    var landmarks = CurveLandmarks(
      capacity: capacity, baseline: initial, riseTime: time * (nine - 1 / nine))
    guard shape > 1 else { return landmarks }
    let inflection = time * Double.pow((shape - 1) / (shape + 1), 1 / shape)
    let share = (shape - 1) / (2 * shape)
    landmarks.inflectionTime = inflection
    landmarks.inflectionSize = initial + (capacity - initial) * share
    landmarks.maximumRate = (capacity - initial) * share * (shape + 1) / (2 * inflection)
    return landmarks
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let part = PowerTimeArea(time: p[2], power: p[3])
    return p[1] * (last - first) + (p[0] - p[1]) * part.underShare(from: first, to: last)
  }

  public func quickStart(for data: StartData) -> [Double]? {
    // ln(q/(1 − q)) = m·ln(t/κ), weighted by its precision.
    let line = PowerTimeSearch.line(data) { share in
      let precision = share * (1 - share)
      return (Double.log(share / (1 - share)), precision * precision)
    }
    guard let line else { return nil }
    let shape = sizes(at: data.times, [1, 0, line.time, line.power])
    let (initial, change, _) = data.offsetAndScale(of: shape)
    return [initial + change, initial, line.time, line.power]
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    PowerTimeSearch.candidates(data) { sizes(at: data.times, [1, 0, $1, $0]) }
      .map { [$0.initial + $0.change, $0.initial, $0.time, $0.power] }
  }
}
