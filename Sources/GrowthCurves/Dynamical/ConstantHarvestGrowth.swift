internal import Activations
public import Dynamics
internal import RealModule

/// Logistic growth under a constant harvest; see `ConstantHarvestPopulation`.
///
/// ```
/// dN/dt = rN(1 − N/K) − H,  N(0) = N0
/// ```
///
/// Between its equilibria the curve is a logistic one above an offset; with too great a harvest it
/// falls to 0, ever faster, and stays there. An estimate of H below 0 is stocking.
public struct ConstantHarvestGrowth: DynamicalModel {
  public init() {}

  public var population: ConstantHarvestPopulation { ConstantHarvestPopulation() }

  /// dN/dt = −(r/K)(N − N₋)(N − N₊); `nil` where the harvest leaves no equilibrium.
  private static func factored(_ p: [Double]) -> FactoredRate? {
    let (r, capacity, harvest) = (p[0], p[1], p[2])
    let room = 1 - 4 * harvest / (r * capacity)
    guard room > 0 else { return nil }
    let upper = capacity / 2 * (1 + room.squareRoot())
    return FactoredRate(leading: -r / capacity, roots: [harvest * capacity / r / upper, upper])
  }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let initial = p[3]
    guard let rate = Self.factored(p) else { return CurveLandmarks(capacity: 0) }
    let (lower, upper) = (rate.roots[0], rate.roots[1])
    guard initial > lower else { return CurveLandmarks(capacity: 0, baseline: lower) }
    guard initial < upper else { return CurveLandmarks(capacity: upper) }
    let middle = (lower + upper) / 2
    return CurveLandmarks(
      capacity: upper, baseline: lower, inflectionTime: rate.time(from: initial, to: middle),
      inflectionSize: middle, maximumRate: rate.rate(middle),
      intrinsicRate: rate.growthRate(at: 0), riseTime: Logistic.riseTime / rate.growthRate(at: 0))
  }

  public func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double]
  ) -> Double? {
    // (f/N)′ = −r/K + H/N² = 0.
    let best = p[2] > 0 ? (p[2] * p[1] / p[0]).squareRoot() : nil
    return greatestSpecificRate(from: first, to: last, p, orAt: best)
  }

  public func quickStart(for data: StartData) -> [Double]? { nil }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let search = SeparableStart(data: data)
    let top = search.unit
    let logistic = LogisticOffset()
    let sigmoids =
      [logistic.quickStart(for: data)].compactMap { $0 }
      + logistic.searchedStarts(for: data).prefix(4)
    var candidates = sigmoids.compactMap { Self.start(offset: $0) }
    // Down to the upper equilibrium, or down from below the lower one.
    let pairs: [(lower: Double, upper: Double, inside: Double)] =
      [0.01, 0.3, 0.7].map { ($0 * data.lowest, 0.98 * data.lowest, top) }
      + [1.01, 1.1, 1.5].flatMap { low in
        [1.2, 3].map { (low * top, low * top * $0, low * top / 2) }
      }
    for pair in pairs where pair.lower > 0 {
      let capacity = pair.lower + pair.upper
      let shape = FactoredRate(leading: -1 / capacity, roots: [pair.lower, pair.upper])
      guard let (rate, initial) = search.line(shape, around: pair.inside) else { continue }
      candidates.append([rate, capacity, rate * pair.lower * pair.upper / capacity, initial])
    }
    candidates += Self.exterminated(data, top)
    let (rate, initial) = search.plain
    let ranked = search.ranked(candidates, self)
    return ranked.isEmpty ? [[rate, top, 0.1 * rate * top, initial]] : ranked
  }

  /// C + L·σ(k(t − x0)) in this model's parameters: N₋ = C and N₊ = C + L.
  private static func start(offset p: [Double]) -> [Double]? {
    let (lower, upper) = (p[3], p[3] + p[0])
    let capacity = lower + upper
    guard p[0] > 0, p[1] > 0, capacity > 0 else { return nil }
    let r = p[1] * capacity / p[0]
    let initial = lower + p[0] * Sigmoid().value(-p[1] * p[2])
    return [r, capacity, r * lower * upper / capacity, initial]
  }

  /// Without an equilibrium dN/dt = −(r/K)[(N − K/2)² + (qK/2)²]: t is an arc tangent of the size.
  private static func exterminated(_ data: StartData, _ top: Double) -> [[Double]] {
    var starts: [[Double]] = []
    for capacity in [0.5, 1, 1.5, 2, 3].map({ $0 * top }) {
      for q in [0.2, 0.6, 1.5, 4] {
        let (centre, width) = (capacity / 2, q * capacity / 2)
        let line = data.line { size in
          guard size > 0 else { return nil }
          let distance = (size - centre) / width
          let speed = (1 + distance * distance) * width * width / capacity
          return (-capacity / width * Double.atan(distance), speed * speed)
        }
        guard let line, line.slope > 0 else { continue }
        let initial = centre + width * Double.tan(-line.intercept * width / capacity)
        guard initial > 0 else { continue }
        starts.append([
          line.slope, capacity, line.slope * capacity / 4 * (1 + q * q), initial,
        ])
      }
    }
    return starts
  }
}
