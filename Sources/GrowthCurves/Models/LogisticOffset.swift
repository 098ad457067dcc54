internal import Activations
internal import RealModule

/// The logistic curve above a lower asymptote.
///
/// ```
/// N(t) = C + L·σ(k(t − x0))
/// ```
///
/// C is what is read without growth (a blank, a background), L the growth above it; the capacity is
/// C + L. The curve with (C + L, −L, −k) is the same; fits are reported with L > 0.
///
/// Source: the four-parameter logistic, D. Rodbard and D. M. Hutt (1974), in Radioimmunoassay and
/// Related Procedures in Medicine, IAEA, 165–192.
public struct LogisticOffset: GrowthModel {
  public init() {}

  public var name: String { "logistic-offset" }
  public var formula: String { "C + L/(1 + exp(-k*(t - x0)))" }
  public var reference: String { "Rodbard and Hutt 1974" }
  public var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [
    GrowthParameter("L", "growth above the lower asymptote", .size),
    GrowthParameter("k", "growth rate", .rate),
    GrowthParameter("x0", "time of the inflection, where N = C + L/2", .time),
    GrowthParameter("C", "lower asymptote", .size),
  ]

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    LogisticCurve.values(at: times, p.extracting(0..<3), into: &sizes)
    for i in 0..<times.count { sizes[i] += p[3] }
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    let n = times.count
    LogisticCurve.gradient(at: times, p.extracting(0..<3), into: &columns)
    for i in (3 * n)..<(4 * n) { columns[i] = 1 }
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    Logistic().rate(at: time, Array(p[..<3]))
  }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    Logistic().area(from: first, to: last, p).map { $0 + p[3] * (last - first) }
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    var landmarks = Logistic().landmarks(Array(p[..<3]))
    landmarks.capacity = landmarks.capacity.map { $0 + p[3] }
    landmarks.baseline = landmarks.baseline.map { $0 + p[3] }
    landmarks.inflectionSize = landmarks.inflectionSize.map { $0 + p[3] }
    return landmarks
  }

  public func canonical(_ p: [Double]) -> [Double]? {
    // 1 − σ(z) = σ(−z).
    p[0] < 0 ? [-p[0], -p[1], p[2], p[3] + p[0]] : nil
  }

  public func quickStart(for data: StartData) -> [Double]? {
    let margin = 0.02 * (data.highest - data.lowest)
    let lower = data.lowest - margin
    let above = StartData(
      times: data.times, sizes: data.sizes.map { $0 - lower }, weights: data.weights)
    guard let quick = Logistic.regression(above) else { return nil }
    let shape = Logistic().sizes(at: data.times, [1, quick[1], quick[2]])
    let (offset, scale, _) = data.offsetAndScale(of: shape)
    return [scale, quick[1], quick[2], offset]
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    ShapeSearch(data: data, hasOffset: true).candidates(LogisticCurve.self)
      .map { [$0.scale, $0.rate, $0.midpoint, $0.offset] }
  }
}
