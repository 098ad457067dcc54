internal import Activations
internal import LeastSquares
internal import RealModule

/// Von Bertalanffy's growth in length, also known as monomolecular growth.
///
/// ```
/// N(t) = L·(1 − e^{−k(t − t0)}),  k > 0
/// ```
///
/// t0 is the time at which the length would have been 0, usually before birth. The formula holds
/// for all times, as it is used for fish: before t0 it is negative. Growth is fastest at the start
/// and slows down from there: no lower asymptote, no inflection and no intrinsic rate.
///
/// Source: L. von Bertalanffy (1938), Human Biology 10:181–213; R. J. H. Beverton and S. J. Holt
/// (1957), On the Dynamics of Exploited Fish Populations, HMSO.
public struct VonBertalanffyLength: JointGrowthModel {
  public init() {}

  public var name: String { "von-bertalanffy-length" }
  public var formula: String { "L*(1 - exp(-k*(t - t0)))" }
  public var reference: String { "von Bertalanffy 1938; Beverton and Holt 1957" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("k", "growth rate", .rate, domain: .positive),
    GrowthParameter("t0", "time at which the size is 0", .time),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    var slopes = [Double](repeating: 0, count: times.count)
    var span = slopes.mutableSpan
    Self.lengthsAndSlopes(times, p, into: &sizes, slopes: &span)
    for i in 0..<times.count { sizes[i] *= p[0] }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let (capacity, rate, start) = (p[0], p[1], p[2])
    var slopes = [Double](repeating: 0, count: n)
    var span = slopes.mutableSpan
    Self.lengthsAndSlopes(times, p, into: &sizes, slopes: &span)
    for i in 0..<n {
      let slope = capacity * slopes[i]
      columns[i] = sizes[i]
      columns[n + i] = slope * (times[i] - start)
      columns[2 * n + i] = -slope * rate
      sizes[i] *= capacity
    }
  }

  /// 1 − e^{−x} and e^{−x} for x = k(t − t0), neither by a difference.
  private static func lengthsAndSlopes(
    _ times: Span<Double>, _ p: Span<Double>, into lengths: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    var arguments = [Double](repeating: 0, count: times.count)
    for i in 0..<times.count { arguments[i] = -(p[1] * (times[i] - p[2])).magnitude }
    ELU().valuesAndSlopes(of: arguments.span, into: &lengths, slopes: &slopes)
    for i in 0..<times.count {
      if times[i] >= p[2] {
        lengths[i] = -lengths[i]
      } else {
        // 1 − e^y = (e^{−y} − 1)/e^{−y}.
        lengths[i] /= slopes[i]
        slopes[i] = 1 / slopes[i]
      }
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    p[0] * p[1] * Double.exp(-p[1] * (time - p[2]))
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks { CurveLandmarks(capacity: p[0]) }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    // Of a short part, the exponential would leave only differences.
    guard p[1] * (last - first) > 1 else { return nil }
    let begin = Double.exp(-p[1] * (first - p[2]))
    let end = Double.exp(-p[1] * (last - p[2]))
    return p[0] * ((last - first) - (begin - end) / p[1])
  }

  public func quickStart(for data: StartData) -> [Double]? {
    Self.regression(data, root: { $0 }).map { line in
      let shape = sizes(at: data.times, [1, line.rate, line.start])
      return [data.scale(of: shape).scale, line.rate, line.start]
    }
  }

  /// k and t0 from a line through ln(1 − root(N/L)) = −k(t − t0), weighted by its precision; `nil`
  /// where it does not fall.
  ///
  /// - Parameter root: of the share of the capacity, what grows in proportion to 1 − e^{−x}: x or
  ///   its cube root.
  static func regression(
    _ data: StartData, root: (Double) -> Double
  ) -> (rate: Double, start: Double)? {
    let capacity = data.highest + 0.04 * (data.highest - min(0, data.lowest))
    guard capacity > 0 else { return nil }
    let line = data.line { size in
      let length = root(size / capacity)
      guard length < 1, size > 0 else { return nil }
      // The root r has the slope r/(3N), or r/N, in N.
      let precision = (1 - length) * size / (capacity * length)
      return (Double.log(onePlus: -length), precision * precision)
    }
    guard let line, line.slope < 0 else { return nil }
    return (-line.slope, -line.intercept / line.slope)
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    // For each rate, L and L·e^{k·t0} by linear regression.
    [0.3, 1, 2.5, 6, 15, 40].map { turn in
      let rate = turn / data.duration
      let shape = data.times.map { Double.exp(-rate * ($0 - data.firstTime)) }
      let (capacity, change, squares) = data.offsetAndScale(of: shape)
      let advance = Double.log(-change / capacity) / rate
      if advance.isFinite {
        return (start: [capacity, rate, data.firstTime + advance], squares: squares)
      }
      // A curve that does not fit the form: the nearest that begins with the data.
      let (scale, rest) = data.scale(of: shape.map { 1 - $0 })
      return (start: [scale, rate, data.firstTime], squares: rest)
    }
    .sorted { $0.squares < $1.squares }
    .map { $0.start }
  }
}
