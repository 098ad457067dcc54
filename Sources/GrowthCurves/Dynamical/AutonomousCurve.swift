internal import Dynamics

extension DynamicalModel {
  /// The greatest specific rate of an equation without time: it depends on the size alone, and the
  /// size goes one way, so that the greatest is at an end or at the size where f(N)/N is greatest.
  func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double], orAt best: Double?
  ) -> Double? {
    let ends = sizes(at: [first, last], p)
    let lower = min(ends[0], ends[1])
    let upper = max(ends[0], ends[1])
    var sizes = ends
    if let best, best > lower, best < upper { sizes.append(best) }
    let parameters = Array(p.dropLast())
    let rates = sizes.filter { $0 > 0 && $0.isFinite }.map {
      population.rate(of: $0, parameters) / $0
    }
    return rates.max()
  }
}
