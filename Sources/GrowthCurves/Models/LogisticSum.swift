internal import Activations
internal import LeastSquares

/// A sum of logistic phases: growth that comes in waves, each with its own capacity.
///
/// ```
/// N(t) = Σ Kᵢ/(1 + e^{−(ln 81/Δtᵢ)(t − tmᵢ)}),   1 to 4 phases
/// ```
///
/// Kᵢ is what phase i adds in the end, Δtᵢ > 0 the time it takes from 10 % to 90 % of that, and tmᵢ
/// its midpoint, when it has added half. The phases are numbered in the order of their midpoints.
///
/// All Kᵢ are positive by default. Phases of either sign could describe nearly the same data in many
/// ways, a rise that is late as one that is early less one that falls; give a bound for a Kᵢ to admit
/// a phase that falls.
///
/// One phase is the logistic curve with L = K, k = ln 81/Δt, x0 = tm.
///
/// Source: P. S. Meyer (1994), Bi-logistic growth, Technological Forecasting and Social Change
/// 47:89–102; P. S. Meyer, J. W. Yung and J. H. Ausubel (1999), A primer on logistic growth and
/// substitution: the mathematics of the Loglet Lab software, ibid. 61:247–271.
public struct LogisticSum: JointGrowthModel {
  /// How many phases there may be.
  public static let phaseCounts = 1...4

  public let phases: Int

  /// - Precondition: 1 to 4 phases.
  public init(phases: Int) {
    precondition(Self.phaseCounts.contains(phases), "a logistic sum has 1 to 4 phases")
    self.phases = phases
    parameters = (1...phases).flatMap { i in
      [
        GrowthParameter("K\(i)", "what phase \(i) adds (its capacity)", .size, domain: .positive),
        GrowthParameter("dt\(i)", "time of phase \(i) from 10 % to 90 %", .time, domain: .positive),
        GrowthParameter("tm\(i)", "time of the midpoint of phase \(i)", .time),
      ]
    }
  }

  public let parameters: [GrowthParameter]

  public var name: String { "logistic-sum" }
  public var formula: String {
    (1...phases).map { "K\($0)/(1 + exp(-ln(81)/dt\($0)*(t - tm\($0))))" }
      .joined(separator: " + ")
  }
  public var reference: String { "Meyer 1994; Meyer, Yung and Ausubel 1999" }

  /// Phase i as a logistic: L, k, x0.
  static func logistic(_ p: some Collection<Double>) -> [Double] {
    let values = Array(p)
    return [values[0], Logistic.riseTime / values[1], values[2]]
  }

  /// The logistics of all phases.
  func logistics(_ p: [Double]) -> [[Double]] {
    (0..<phases).map { Self.logistic(p[3 * $0..<3 * $0 + 3]) }
  }

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let first = [p[0], Logistic.riseTime / p[1], p[2]]
    LogisticCurve.values(at: times, first.span, into: &sizes)
    guard phases > 1 else { return }
    var values = [Double](repeating: 0, count: times.count)
    for phase in 1..<phases {
      let logistic = [p[3 * phase], Logistic.riseTime / p[3 * phase + 1], p[3 * phase + 2]]
      var span = values.mutableSpan
      LogisticCurve.values(at: times, logistic.span, into: &span)
      for i in 0..<times.count { sizes[i] += values[i] }
    }
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    var values = [Double](repeating: 0, count: n)
    var slopes = [Double](repeating: 0, count: 3 * n)
    for phase in 0..<phases {
      let width = p[3 * phase + 1]
      let logistic = [p[3 * phase], Logistic.riseTime / width, p[3 * phase + 2]]
      var valueSpan = values.mutableSpan
      var slopeSpan = slopes.mutableSpan
      LogisticCurve.valuesAndGradient(
        at: times, logistic.span, into: &valueSpan, columns: &slopeSpan)
      let start = 3 * n * phase
      for i in 0..<n {
        sizes[i] = phase == 0 ? values[i] : sizes[i] + values[i]
        columns[start + i] = slopes[i]
        // k·∂N/∂k, which stays a number where the width does not: dk/dΔt = −k/Δt.
        columns[start + n + i] = -(slopes[n + i] * logistic[1]) / width
        columns[start + 2 * n + i] = slopes[2 * n + i]
      }
    }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    logistics(p).reduce(0) { $0 + Logistic().rate(at: time, $1) }
  }

  public var hasMonotoneSpecificRate: Bool { phases == 1 }

  public var leastStarts: Int { phases == 1 ? 1 : 3 }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let single = Logistic()
    return logistics(p).reduce(0.0) { sum, phase in
      sum + Area.underCurve(single, phase, from: first, to: last, single.landmarks(phase))
    }
  }

  public func canonical(_ p: [Double]) -> [Double]? {
    let order = (0..<phases).sorted { (p[3 * $0 + 2], $0) < (p[3 * $1 + 2], $1) }
    guard order != Array(0..<phases) else { return nil }
    return order.flatMap { p[3 * $0..<3 * $0 + 3] }
  }
}
