internal import Activations
internal import LeastSquares
internal import RealModule

/// Huang's model: logistic growth after a lag that ends within a given time.
///
/// ```
/// N(t) = y0·K/(y0 + (K − y0)·e^{−μB(t)})
/// B(t) = t + ln[(1 + e^{−α(t − λ)})/(1 + e^{αλ})]/α
/// ```
///
/// t is the time since the series' origin, so that y0 is the size there, and λ the lag from there.
/// The specific rate before the limit sets in is μ·σ(α(t − λ)).
///
/// α, how abruptly the lag ends, was found to be 4 per hour for several bacteria (Huang 2013) and is
/// held there: **4 per unit of time is right for times in hours**. For times in other units hold it
/// at as much per hour (`alpha = 4/60` for minutes, 96 for days); `fit-growth` does so where it knows
/// the unit. It can be fitted when its domain is set free, where observations on the bend tell it.
///
/// λ may come out below 0, where growth has no lag; below about −1/α the curve is a logistic and
/// depends on λ no more.
///
/// Source: L. Huang (2008), Growth kinetics of Listeria monocytogenes in broth and beef frankfurters,
/// Journal of Food Science 73:E235–E242; α: L. Huang (2013), Optimization of a new mathematical
/// model for bacterial growth, Food Control 32:283–288.
public struct Huang: JointGrowthModel {
  public init() {}

  public var name: String { "huang" }
  public var formula: String {
    "y0*K/(y0 + (K - y0)*exp(-mu*B)), "
      + "B = t + ln((1 + exp(-alpha*(t - lambda)))/(1 + exp(alpha*lambda)))/alpha"
  }
  public var reference: String { "Huang 2008, 2013" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }

  /// As published, per hour.
  public static let alphaPerHour = 4.0

  private static let parameters = [
    GrowthParameter("y0", "size at the origin of time", .size, domain: .positive),
    GrowthParameter("K", "carrying capacity", .size, domain: .positive),
    GrowthParameter("mu", "maximum specific growth rate", .rate, domain: .positive),
    GrowthParameter("lambda", "lag time, from the origin", .time),
    GrowthParameter(
      "alpha", "rate at which the lag ends (published: 4 per hour)", .rate,
      domain: .fixed(alphaPerHour)),
  ]

  /// αB = softplus(α(t − λ)) − softplus(−αλ): the logarithms of the formula with their exponents
  /// taken out, so that nothing cancels within the lag.
  private struct Transition {
    let rate: Double
    let lag: Double
    let alpha: Double
    /// softplus(−αλ) and its slope.
    let start: (value: Double, slope: Double)

    init(rate: Double, lag: Double, alpha: Double) {
      self.rate = rate
      self.lag = lag
      self.alpha = alpha
      let argument = -alpha * lag
      start = (Self.softplus(argument), 1 / (1 + Double.exp(-argument)))
    }

    /// ln(1 + e^x), of one number: the array form takes as long as for many.
    static func softplus(_ x: Double) -> Double {
      max(x, 0) + Double.log(onePlus: Double.exp(-x.magnitude))
    }

    /// e^{−μB} and its rise, from softplus(α(t − λ)).
    func decay(_ softplus: Double) -> (decay: Double, rise: Double) {
      let exponent = rate * ((softplus - start.value) / alpha)
      if exponent < 0.5 {
        let change = Double.expMinusOne(-exponent)
        return (1 + change, -change)
      }
      let decay = Double.exp(-exponent)
      return (decay, 1 - decay)
    }

    /// When e^{−g} has fallen to e^{−`exponent`}: the inverse of B.
    func time(of exponent: Double) -> Double {
      let level = alpha * exponent / rate + start.value
      // The inverse of softplus.
      return lag + (level + Double.log(-Double.expMinusOne(-level))) / alpha
    }
  }

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    let transition = Transition(rate: p[2], lag: p[3], alpha: p[4])
    let arguments = Self.arguments(times, p)
    Softplus().values(of: arguments.span, into: &sizes)
    for i in 0..<times.count { sizes[i] = limit.size(transition.decay(sizes[i]).decay) }
  }

  private static func arguments(_ times: Span<Double>, _ p: Span<Double>) -> [Double] {
    var arguments = [Double](repeating: 0, count: times.count)
    for i in 0..<times.count { arguments[i] = p[4] * (times[i] - p[3]) }
    return arguments
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    let (rate, lag, alpha) = (p[2], p[3], p[4])
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    let transition = Transition(rate: rate, lag: lag, alpha: alpha)
    let arguments = Self.arguments(times, p)
    var shares = [Double](repeating: 0, count: n)
    var shareSpan = shares.mutableSpan
    Softplus().valuesAndSlopes(of: arguments.span, into: &sizes, slopes: &shareSpan)
    for i in 0..<n {
      let b = (sizes[i] - transition.start.value) / alpha
      let (decay, rise) = transition.decay(sizes[i])
      let slopes = limit.gradient(decay, rise: rise)
      sizes[i] = limit.size(decay)
      columns[i] = slopes.initial
      columns[n + i] = slopes.capacity
      columns[2 * n + i] = slopes.exponent * b
      columns[3 * n + i] = slopes.exponent * rate * (transition.start.slope - shares[i])
      let byAlpha = ((times[i] - lag) * shares[i] + lag * transition.start.slope - b) / alpha
      columns[4 * n + i] = slopes.exponent * rate * byAlpha
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let transition = Transition(rate: p[2], lag: p[3], alpha: p[4])
    let limit = LimitedGrowth(initial: p[0], capacity: p[1])
    let z = p[4] * (time - p[3])
    let decay = transition.decay(Transition.softplus(z)).decay
    return limit.slope(decay) * p[2] / (1 + Double.exp(-z))
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let landmarks = landmarks(p)
    var places = [(centre: p[3], width: Logistic.riseTime / p[4])]
    if let centre = landmarks.inflectionTime, let rise = landmarks.riseTime {
      places.append((centre, rise))
    }
    return Area.integral(self, p, from: first, to: last, around: places)
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (initial, capacity) = (p[0], p[1])
    let transition = Transition(rate: p[2], lag: p[3], alpha: p[4])
    let limit = LimitedGrowth(initial: initial, capacity: capacity)
    // Long before the lag, softplus(α(t − λ)) = 0.
    let baseline = limit.size(transition.decay(0).decay)
    var landmarks = CurveLandmarks(
      capacity: capacity, baseline: baseline, intrinsicRate: p[2], lagTime: p[3])
    guard capacity > initial, let inflection = inflection(p) else { return landmarks }
    landmarks.inflectionTime = inflection
    landmarks.inflectionSize = size(at: inflection, p)
    landmarks.maximumRate = rate(at: inflection, p)
    func time(of share: Double) -> Double {
      let level = baseline + share * (capacity - baseline)
      let exponent = Double.log(level / initial * (capacity - initial) / (capacity - level))
      return transition.time(of: exponent)
    }
    landmarks.riseTime = time(of: 0.9) - time(of: 0.1)
    return landmarks
  }

  /// Where dN/dt is greatest: the only zero of μσ(1 − 2N/K) + α(1 − σ), σ = σ(α(t − λ)), which falls
  /// from α to −μ once N > K/2.
  private func inflection(_ p: [Double]) -> Double? {
    let transition = Transition(rate: p[2], lag: p[3], alpha: p[4])
    let limit = LimitedGrowth(initial: p[0] / p[1], capacity: 1)
    // From where N = K/2, if it is ever less.
    let half = transition.time(of: Double.log((p[1] - p[0]) / p[0]))
    return Zero.near(half.isFinite ? half : p[3], step: 0.1 / p[4] + 0.1 / p[2]) { time in
      let z = p[4] * (time - p[3])
      let size = limit.size(transition.decay(Transition.softplus(z)).decay)
      // Both terms times 1 + e^{−z}, or that of z where it is large.
      return z > 0
        ? p[2] * (1 - 2 * size) + p[4] * Double.exp(-z)
        : p[2] * (1 - 2 * size) * Double.exp(z) + p[4]
    }
  }

  public func quickStart(for data: StartData) -> [Double]? {
    LagStart(data).quick.map { $0.values + [Self.alphaPerHour] }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    LagStart(data).candidates {
      $0.values + [Self.alphaPerHour]
    } sizes: {
      sizes(at: data.times, $0)
    }
  }
}
