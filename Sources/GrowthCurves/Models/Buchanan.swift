internal import LeastSquares
internal import RealModule

/// The three-phase linear model: nothing, then exponential growth, then nothing again.
///
/// ```
/// ln N(t) = ln y0                 t ≤ λ
///           ln y0 + μ(t − λ)      between
///           ln ymax               from t = λ + ln(ymax/y0)/μ on
/// ```
///
/// t is the time since the series' origin, so that y0 is the size there, and λ ≥ 0 the lag from
/// there. The curve has two corners and no inflection; dN/dt is greatest, μ·ymax, just before the
/// second corner. At a corner its slopes by the parameters are those of the flat side.
///
/// Source: R. L. Buchanan, R. C. Whiting and W. C. Damert (1997), When is simple good enough: a
/// comparison of the Gompertz, Baranyi, and three-phase linear models for fitting bacterial growth
/// curves, Food Microbiology 14:313–326.
public struct Buchanan: JointGrowthModel {
  public init() {}

  public var name: String { "buchanan" }
  public var formula: String { "y0*exp(mu*(t - lambda)), at least y0 and at most ymax" }
  public var reference: String { "Buchanan, Whiting and Damert 1997" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter(
      "y0", "size at the origin of time, and until the lag ends", .size, domain: .positive),
    GrowthParameter("ymax", "carrying capacity", .size, domain: .positive),
    GrowthParameter("mu", "specific growth rate between the corners", .rate, domain: .positive),
    GrowthParameter("lambda", "lag time, from the origin", .time, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let (initial, capacity, rate, lag) = (p[0], p[1], p[2], p[3])
    for i in 0..<times.count {
      let exponent = rate * (times[i] - lag)
      let size = exponent <= 0 ? initial : initial * Double.exp(exponent)
      sizes[i] = min(size, capacity)
    }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let (initial, capacity, rate, lag) = (p[0], p[1], p[2], p[3])
    for i in 0..<n {
      let exponent = rate * (times[i] - lag)
      let growth = exponent <= 0 ? 1 : Double.exp(exponent)
      let size = initial * growth
      let isBelow = size < capacity
      let isBetween = isBelow && exponent > 0
      sizes[i] = min(size, capacity)
      columns[i] = isBelow ? growth : 0
      columns[n + i] = isBelow ? 0 : 1
      columns[2 * n + i] = isBetween ? size * (times[i] - lag) : 0
      columns[3 * n + i] = isBetween ? -size * rate : 0
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let size = size(at: time, p)
    return time > p[3] && size < p[1] ? p[2] * size : 0
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let (initial, capacity, rate, lag) = (p[0], p[1], p[2], p[3])
    let end = lag + max(0, Double.log(capacity / initial) / rate)
    func between(_ low: Double, _ high: Double) -> Double {
      min(max(last, low), high) - min(max(first, low), high)
    }
    let growing = between(lag, end)
    let start = min(max(first, lag), end) - lag
    let growth = initial * Double.exp(rate * start) * Double.expMinusOne(rate * growing) / rate
    return min(initial, capacity) * between(-.infinity, lag) + growth
      + capacity * between(end, .infinity)
  }

  /// y0, ymax, λ and the time τ of the second corner, with μ = ln(ymax/y0)/(τ − λ).
  public var cornered: CorneredForm? {
    CorneredForm(
      domains: [.positive, .positive, .positive, .free], corners: [2, 3],
      parameters: { p in
        let end = p[3] + Double.log(p[1] / p[0]) / p[2]
        return end > p[3] && end.isFinite ? [p[0], p[1], p[3], end] : nil
      },
      model: { p in
        let (initial, capacity, length) = (p[0], p[1], p[3] - p[2])
        guard initial > 0, capacity > initial, length > 0 else { return nil }
        let rate = Double.log(capacity / initial) / length
        return (
          [initial, capacity, rate, p[2]],
          [
            1, 0, 0, 0,
            0, 1, 0, 0,
            -1 / (initial * length), 1 / (capacity * length), rate / length, -rate / length,
            0, 0, 1, 0,
          ]
        )
      })
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (initial, capacity, rate) = (p[0], p[1], p[2])
    let ratio = capacity / initial
    guard ratio > 1 else {
      return CurveLandmarks(capacity: capacity, intrinsicRate: rate, lagTime: p[3])
    }
    let rise = Double.log((1 + 0.9 * (ratio - 1)) / (1 + 0.1 * (ratio - 1))) / rate
    return CurveLandmarks(
      capacity: capacity, baseline: initial, maximumRate: rate * capacity, intrinsicRate: rate,
      riseTime: rise, lagTime: p[3])
  }

  /// Corners make more than one minimum: another may lie where growth is much slower or faster, half
  /// of it (in logarithms) done by the same time, or near a start that was not tried.
  public func alternatives(to p: [Double], for data: StartData) -> [[Double]] {
    let half = p[3] + Double.log(p[1] / p[0]) / (2 * p[2])
    let others = [0.4, 2.5].map { factor in
      let lag = max(half - (half - p[3]) / factor, 0.02 * data.duration)
      return [p[0], p[1], factor * p[2], lag]
    }
    return others.filter { $0.allSatisfy { $0.isFinite } } + searchedStarts(for: data).prefix(2)
  }

  public func quickStart(for data: StartData) -> [Double]? {
    LagStart(data).quick.map { $0.values }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    LagStart(data).candidates {
      $0.values
    } sizes: {
      sizes(at: data.times, $0)
    }
  }
}
