internal import LeastSquares
internal import RealModule

/// The model of Baranyi and Roberts: logistic growth of cells that first adjust to a new medium.
///
/// ```
/// ln N(t) = ln y0 + μA(t) − ln(1 + (e^{μA(t)} − 1)·y0/K)
/// A(t) = t + ln(e^{−μt} + e^{−h0} − e^{−μt − h0})/μ,   h0 = μλ
/// ```
///
/// t is the time since the series' origin, so that y0 is the size there, and λ the lag from there:
/// without a limit, ln N approaches the line ln y0 + μ(t − λ). h0 = μλ is the work of adjustment.
/// With λ = 0 it is the logistic curve.
///
/// λ may come out below 0: then growth is fastest at the beginning, and there is no lag to be seen.
/// (Hold it with `lambda = 0`, which gives a logistic.) Such a curve has no size long before the
/// origin; it is given as 0 there.
///
/// With the exponents multiplied out, e^{μA} = 1 + e^{−h0}(e^{μt} − 1), and
///
/// ```
/// N(t) = C + (K − C)·σ(μ(t − x0)),   C = K·c/b,   x0 = λ + ln(b)/μ
/// c = 1 − e^{−h0},   b = K/y0 − e^{−h0}
/// ```
///
/// a logistic above an offset: on the scale of the sizes the two models fit alike, and only their
/// parameters differ. The inflection is at x0.
///
/// Source: J. Baranyi and T. A. Roberts (1994), A dynamic approach to predicting bacterial growth in
/// food, International Journal of Food Microbiology 23:277–294 (with m = 1, ν = μ).
public struct BaranyiRoberts: JointGrowthModel {
  public init() {}

  public var name: String { "baranyi-roberts" }
  public var formula: String {
    "y0*exp(mu*A)/(1 + (exp(mu*A) - 1)*y0/K), exp(mu*A) = 1 + exp(-mu*lambda)*(exp(mu*t) - 1)"
  }
  public var reference: String { "Baranyi and Roberts 1994" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("y0", "size at the origin of time", .size, domain: .positive),
    GrowthParameter("K", "carrying capacity", .size, domain: .positive),
    GrowthParameter("mu", "maximum specific growth rate", .rate, domain: .positive),
    GrowthParameter("lambda", "lag time, from the origin", .time),
  ]

  /// e^{μA} = 1 + growth, with growth = e^{−h0}(e^{μt} − 1).
  private struct Adjustment {
    let rate: Double
    let lag: Double
    /// e^{−h0}.
    let initial: Double

    init(rate: Double, lag: Double) {
      self.rate = rate
      self.lag = lag
      initial = Double.exp(min(-rate * lag, 700))
    }

    /// e^{μ(t − λ)} and the growth; neither overflows, for beyond e^700 nothing changes.
    func parts(at time: Double) -> (exponential: Double, growth: Double) {
      let exponent = rate * time
      if exponent <= 1 {
        let growth = initial * Double.expMinusOne(exponent)
        return (growth + initial, growth)
      }
      let exponential = Double.exp(min(exponent - rate * lag, 700))
      return (exponential, exponential - initial)
    }
  }

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    let adjustment = Adjustment(rate: p[2], lag: p[3])
    for i in 0..<times.count {
      let total = 1 + adjustment.parts(at: times[i]).growth
      sizes[i] = total > 0 ? limit.size(1 / total) : 0
    }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    let adjustment = Adjustment(rate: p[2], lag: p[3])
    let (rate, lag) = (p[2], p[3])
    for i in 0..<n {
      let (exponential, growth) = adjustment.parts(at: times[i])
      guard 1 + growth > 0 else {
        sizes[i] = 0
        for j in 0..<4 { columns[j * n + i] = 0 }
        continue
      }
      let decay = 1 / (1 + growth)
      let rise = growth * decay
      let slopes = limit.gradient(decay, rise: rise)
      sizes[i] = limit.size(decay)
      columns[i] = slopes.initial
      columns[n + i] = slopes.capacity
      let byRate = (times[i] - lag) * (exponential * decay) + lag * adjustment.initial * decay
      columns[2 * n + i] = slopes.exponent * byRate
      columns[3 * n + i] = -slopes.exponent * rate * rise
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let (exponential, growth) = Adjustment(rate: p[2], lag: p[3]).parts(at: time)
    guard 1 + growth > 0 else { return 0 }
    let decay = 1 / (1 + growth)
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    return limit.slope(decay) * p[2] * (exponential * decay)
  }

  /// The same curve as a logistic above an offset: L, k, x0 and C; `nil` where it is none.
  private static func logisticOffset(_ p: [Double]) -> [Double]? {
    let (initial, capacity, rate, lag) = (p[0], p[1], p[2], p[3])
    let work = -rate * lag
    // b = (K − y0)/y0 + c.
    let adjusted = -Double.expMinusOne(work)
    let ratio = (capacity - initial) / initial
    let midpoint = ratio + adjusted
    guard midpoint > 0, ratio != 0 else { return nil }
    return [
      capacity * (ratio / midpoint), rate, lag + Double.log(midpoint) / rate,
      capacity * (adjusted / midpoint),
    ]
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    Self.logisticOffset(p).flatMap { LogisticOffset().area(from: first, to: last, $0) }
  }

  /// The baseline and the rise from there are those of the formula, long before the origin; a curve
  /// with λ < 0 has none.
  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    guard let offset = Self.logisticOffset(p) else {
      return CurveLandmarks(capacity: p[1], intrinsicRate: p[2], lagTime: p[3])
    }
    var landmarks = LogisticOffset().landmarks(offset)
    landmarks.capacity = p[1]
    landmarks.lagTime = p[3]
    if p[3] < 0 {
      landmarks.baseline = nil
      landmarks.riseTime = nil
    }
    return landmarks
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
