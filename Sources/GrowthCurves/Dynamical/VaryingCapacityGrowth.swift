public import Dynamics
internal import RealModule

/// Logistic growth towards a capacity with seasons and a trend; see `VaryingCapacityPopulation`.
///
/// ```
/// dN/dt = rN(1 − N/K(t)),   K(t) = K0·(1 + a·sin(2πt/T) + g·t),   N(0) = N0
/// ```
///
/// The phase of the season is that of the origin of time. There is no capacity that is approached,
/// and no one inflection.
public struct VaryingCapacityGrowth: DynamicalModel {
  public init() {}

  public var population: VaryingCapacityPopulation { VaryingCapacityPopulation() }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    CurveLandmarks(intrinsicRate: p[0])
  }

  public func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double]
  ) -> Double? {
    var (low, high) = (first, last)
    var greatest = -Double.infinity
    // A look at many times in one solution, then a closer one around the best.
    for _ in 0..<3 {
      let times = (0...64).map { low + (high - low) * Double($0) / 64 }
      let rates = zip(times, sizes(at: times, p)).map { time, size in
        size > 0 && size.isFinite
          ? population.rate(of: size, at: time, Array(p.dropLast())) / size : -.infinity
      }
      let best = rates.indices.max { rates[$0] < rates[$1] }!
      greatest = max(greatest, rates[best])
      (low, high) = (times[max(0, best - 1)], times[min(64, best + 1)])
    }
    return greatest.isFinite ? greatest : nil
  }

  public func quickStart(for data: StartData) -> [Double]? { nil }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let search = SeparableStart(data: data)
    // Seasons mislead a regression on the logit: the rates are tried, not estimated.
    let rates = [1.2, 2, 3.5, 6, 10, 17, 30, 50, 90].map { $0 / data.duration }
    let initials = data.sizes.filter { $0 > 0 }
    var candidates = SeasonSearch(data: data, unit: search.unit)
      .starts(rates: rates, initial: initials.first ?? 0.1 * search.unit)
    if let p = Verhulst().quickStart(for: data) {
      candidates.append([p[2], p[0], 0.05, data.duration / 2, 0, p[1]])
    }
    let (rate, initial) = search.plain
    let ranked = search.ranked(candidates, self)
    return ranked.isEmpty ? [[rate, search.unit, 0.1, data.duration / 2, 0, initial]] : ranked
  }
}
