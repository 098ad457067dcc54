internal import Activations
internal import RealModule

/// The logistic curve with the ecologists' parameters.
///
/// ```
/// N(t) = K / (1 + ((K − N0)/N0)·e^{−rt}),   dN/dt = rN(1 − N/K)
/// ```
///
/// t is the time since the series' origin, so that N0 is the size there. The same curve as
/// `Logistic`, with K = L, r = k and N0 = L·σ(−k·x0); a population above its capacity (N0 > K) falls
/// towards it, which `Logistic` cannot describe. The inflection is at t = ln((K − N0)/N0)/r.
///
/// Source: P.-F. Verhulst (1838), Correspondance mathématique et physique 10:113–121.
public struct Verhulst: GrowthModel {
  public init() {}

  public var name: String { "verhulst" }
  public var formula: String { "K/(1 + ((K - N0)/N0)*exp(-r*t))" }
  public var reference: String { "Verhulst 1838" }
  public var usesElapsedTime: Bool { true }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("K", "carrying capacity", .size),
    GrowthParameter("N0", "size at the origin of time", .size),
    GrowthParameter("r", "intrinsic growth rate", .rate),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let (capacity, initial, r) = (p[0], p[1], p[2])
    for i in 0..<times.count {
      let state = State(capacity, initial, r * times[i])
      // Far back, a curve that starts at its capacity is 0/0.
      guard capacity != initial else {
        sizes[i] = capacity
        continue
      }
      // In this order, for K·N0 may not be a number where N is one.
      sizes[i] = capacity * (initial * state.growth / state.denominator)
    }
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    let (capacity, initial, r) = (p[0], p[1], p[2])
    let n = times.count
    for i in 0..<n {
      let state = State(capacity, initial, r * times[i])
      let share = 1 / (state.denominator * state.denominator)
      let product = state.growth * state.decay * share
      columns[i] = initial * initial * state.growth * (state.growth - state.decay) * share
      columns[n + i] = capacity * capacity * product
      columns[2 * n + i] = capacity * initial * (capacity - initial) * times[i] * product
    }
  }

  /// N = K·N0·e^{rt}/(N0·e^{rt} + K − N0), divided by whichever exponential is large: growth and
  /// decay are (e^{rt}, 1) into the past and (1, e^{−rt}) into the future.
  private struct State {
    var growth: Double
    var decay: Double
    var denominator: Double

    init(_ capacity: Double, _ initial: Double, _ exponent: Double) {
      let small = Double.exp(-exponent.magnitude)
      growth = exponent >= 0 ? 1 : small
      decay = exponent >= 0 ? small : 1
      denominator = initial * growth + (capacity - initial) * decay
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    let size = size(at: time, p)
    return p[2] * size * (1 - size / p[0])
  }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (capacity, initial, r) = (p[0], p[1], p[2])
    let isRising = r > 0
    let ratio = (capacity - initial) / initial
    let hasInflection = ratio > 0
    return CurveLandmarks(
      capacity: isRising ? capacity : 0, baseline: hasInflection ? (isRising ? 0 : capacity) : nil,
      inflectionTime: hasInflection ? Double.log(ratio) / r : nil,
      inflectionSize: hasInflection ? capacity / 2 : nil,
      maximumRate: hasInflection ? r * capacity / 4 : nil, intrinsicRate: r,
      riseTime: hasInflection ? Logistic.riseTime / r.magnitude : nil)
  }

  public func quickStart(for data: StartData) -> [Double]? {
    let start = Logistic().quickStart(for: data).map(Self.fromLogistic)
    if let start, start[2] > 0 { return start }
    return nearestFirst(Self.falling(data) + (start.map { [$0] } ?? []), data).first
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let rising = Logistic().searchedStarts(for: data).map(Self.fromLogistic)
    return nearestFirst(rising + Self.falling(data), data)
  }

  private static func falling(_ data: StartData) -> [[Double]] {
    FallingPopulation.starts(for: data).map { [$0.capacity, $0.initial, $0.rate] }
  }

  private static func fromLogistic(_ p: [Double]) -> [Double] {
    [p[0], p[0] * Sigmoid().value(-p[1] * p[2]), p[1]]
  }
}
