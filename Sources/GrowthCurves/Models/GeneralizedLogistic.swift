internal import Activations
internal import LeastSquares

/// Richards' curve above a lower asymptote.
///
/// ```
/// N(t) = A + (K − A) / (1 + ν e^{−B(t − M)})^{1/ν},  ν > 0
/// ```
///
/// With B > 0 it runs from A to K, with B < 0 from K to A. M is the time of the inflection, at a
/// share (1 + ν)^{−1/ν} of the way, with the greatest rate B(K − A)(1 + ν)^{−1−1/ν}; B/ν is the
/// specific rate of what has grown above A, far below K. ν = 1 is the logistic with offset, where
/// (K, A, −B, M) is the same curve and fits are reported with K > A; ν → 0 is a Gompertz curve above
/// A.
///
/// Source: F. J. Richards (1959), Journal of Experimental Botany 10:290–301; with two asymptotes,
/// as the five-parameter logistic, P. G. Gottschalk and J. R. Dunn (2005), Analytical Biochemistry
/// 343:54–65.
public struct GeneralizedLogistic: GrowthModel {
  public init() {}

  public var name: String { "generalized-logistic" }
  public var formula: String { "A + (K - A)/(1 + nu*exp(-B*(t - M)))^(1/nu)" }
  public var reference: String { "Richards 1959; Gottschalk and Dunn 2005" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("A", "lower asymptote", .size),
    GrowthParameter("K", "carrying capacity (upper asymptote)", .size),
    GrowthParameter("B", "growth rate", .rate),
    GrowthParameter("M", "time of the inflection", .time),
    GrowthParameter("nu", "shape: 1 logistic, near 0 Gompertz", .shape, domain: .positive),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    RichardsCurve.values(at: times, Self.richards(p).span, into: &sizes)
    for i in 0..<times.count { sizes[i] += p[0] }
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    RichardsCurve.gradient(at: times, Self.richards(p).span, into: &columns)
    Self.applyChainRule(times.count, to: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    RichardsCurve.gradient(at: times, Self.richards(p).span, into: &columns)
    // The column of the capacity is the curve with L = 1.
    for i in 0..<times.count { sizes[i] = (p[1] - p[0]) * columns[i] + p[0] }
    Self.applyChainRule(times.count, to: &columns)
  }

  /// From the columns of L = K − A, B, M and ν to those of A, K, B, M and ν.
  private static func applyChainRule(_ n: Int, to columns: inout MutableSpan<Double>) {
    for i in (0..<(4 * n)).reversed() { columns[n + i] = columns[i] }
    for i in 0..<n { columns[i] = 1 - columns[n + i] }
  }

  /// L, k, x0 and ν of what is above A.
  private static func richards(_ p: Span<Double>) -> [Double] { [p[1] - p[0], p[2], p[3], p[4]] }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    Richards().rate(at: time, Self.richards(p.span))
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    var landmarks = Richards().landmarks(Self.richards(p.span))
    landmarks.capacity = landmarks.capacity.map { $0 + p[0] }
    landmarks.baseline = landmarks.baseline.map { $0 + p[0] }
    landmarks.inflectionSize = landmarks.inflectionSize.map { $0 + p[0] }
    return landmarks
  }

  public func canonical(_ p: [Double]) -> [Double]? {
    p[4] == 1 && p[1] < p[0] ? [p[1], p[0], -p[2], p[3], 1] : nil
  }

  public func quickStart(for data: StartData) -> [Double]? {
    LogisticOffset().quickStart(for: data).map { [$0[3], $0[3] + $0[0], $0[1], $0[2], 1] }
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    Richards.candidates(for: data, hasOffset: true).map { candidate, shape in
      let upper = candidate.offset + candidate.scale
      return [candidate.offset, upper, candidate.rate, candidate.midpoint, shape]
    }
  }
}
