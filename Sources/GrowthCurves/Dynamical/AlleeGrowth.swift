public import Dynamics
internal import RealModule

/// Logistic growth with a strong Allee effect; see `AlleePopulation`.
///
/// ```
/// dN/dt = rN(1 − N/K)(N/A − 1),  N(0) = N0
/// ```
///
/// Above A the curve rises to K, below it falls to 0. K and A may change places in the equation;
/// fits are reported with A < K. The time at which a size is reached is known in closed form:
/// rt = −ln N − A/(K − A)·ln|K − N| + K/(K − A)·ln|N − A| + const.
public struct AlleeGrowth: DynamicalModel {
  public init() {}

  public var population: AlleePopulation { AlleePopulation() }

  /// g of dN/dt = r·g(N).
  private static func shape(capacity: Double, threshold: Double) -> FactoredRate {
    FactoredRate(leading: -1 / (capacity * threshold), roots: [0, threshold, capacity])
  }

  public func canonical(_ p: [Double]) -> [Double]? {
    p[1] < p[2] ? [p[0], p[2], p[1], p[3]] : nil
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (capacity, threshold, initial) = (max(p[1], p[2]), min(p[1], p[2]), p[3])
    let r = p[0]
    guard capacity > threshold, initial > 0 else { return CurveLandmarks(capacity: capacity) }
    if initial >= capacity || initial == threshold {
      return CurveLandmarks(capacity: min(initial, capacity), intrinsicRate: nil)
    }
    let rises = initial > threshold
    let shape = Self.shape(capacity: capacity, threshold: threshold)
    // f′ = 0: 3N² − 2(A + K)N + AK = 0.
    let sum = threshold + capacity
    let root = (sum * sum - 3 * threshold * capacity).squareRoot()
    let upper = (sum + root) / 3
    let inflection = rises ? upper : threshold * capacity / (3 * upper)
    let (from, to) = rises ? (threshold, capacity) : (threshold, 0)
    let rise = shape.time(from: from + 0.1 * (to - from), to: from + 0.9 * (to - from))
    return CurveLandmarks(
      capacity: to, baseline: from,
      inflectionTime: shape.time(from: initial, to: inflection) / r,
      inflectionSize: inflection, maximumRate: r * shape.rate(inflection),
      // Of what has grown above the threshold; below it, of what is left.
      intrinsicRate: rises ? r * (1 - threshold / capacity) : -r, riseTime: rise / r)
  }

  public func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double]
  ) -> Double? {
    let vertex = (p[1] + p[2]) / 2
    return greatestSpecificRate(from: first, to: last, p, orAt: vertex)
  }

  public func quickStart(for data: StartData) -> [Double]? { nil }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let search = SeparableStart(data: data)
    let top = search.unit
    var candidates: [[Double]] = []
    func add(_ capacity: Double, _ threshold: Double, around inside: Double) {
      let shape = Self.shape(capacity: capacity, threshold: threshold)
      guard let (rate, initial) = search.line(shape, around: inside) else { return }
      candidates.append([rate, capacity, threshold, initial])
    }
    // Up from the threshold.
    for capacity in [1.02 * top, 1.2 * top] {
      let lows = data.lowest > 0 ? [0.3, 0.7, 0.9, 0.97, 0.995].map { $0 * data.lowest } : []
      for threshold in lows + [0.01, 0.05, 0.15, 0.3, 0.5, 0.7].map({ $0 * capacity }) {
        add(capacity, threshold, around: (threshold + capacity) / 2)
      }
    }
    // Down from below it.
    for threshold in [1.01, 1.1, 1.5, 4].map({ $0 * top }) {
      for ratio in [1.5, 5] { add(ratio * threshold, threshold, around: threshold / 2) }
    }
    // Down to the capacity.
    if data.lowest > 0 {
      for ratio in [0.05, 0.3, 0.7] {
        add(0.98 * data.lowest, ratio * data.lowest, around: top)
      }
    }
    let (rate, initial) = search.plain
    let ranked = search.ranked(candidates, self)
    return ranked.isEmpty ? [[rate, top, 0.2 * top, initial]] : ranked
  }
}
