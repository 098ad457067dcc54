public import Dynamics
internal import RealModule

/// Logistic growth under a harvest in proportion to the size; see `ProportionalHarvestPopulation`.
///
/// ```
/// dN/dt = rN(1 − N/K) − E·N,  N(0) = N0
/// ```
///
/// The sizes follow Verhulst's curve with the rate r − E and the capacity K(1 − E/r): they tell two
/// of r, K and E. One is to be known from elsewhere and fixed, as an effort mostly is (`E=0.2`);
/// without, all three come out as undetermined.
public struct ProportionalHarvestGrowth: DynamicalModel {
  public init() {}

  public var population: ProportionalHarvestPopulation { ProportionalHarvestPopulation() }

  public var hasMonotoneSpecificRate: Bool { true }

  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let (r, capacity, effort, initial) = (p[0], p[1], p[2], p[3])
    guard r > effort else {
      return CurveLandmarks(capacity: 0, intrinsicRate: r - effort)
    }
    return Verhulst().landmarks([capacity * (1 - effort / r), initial, r - effort])
  }

  public func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double]
  ) -> Double? {
    greatestSpecificRate(from: first, to: last, p, orAt: nil)
  }

  public func quickStart(for data: StartData) -> [Double]? {
    searchedStarts(for: data).first
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    let search = SeparableStart(data: data)
    let top = search.unit
    let curves =
      [Verhulst().quickStart(for: data)].compactMap { $0 }
      + Verhulst().searchedStarts(for: data).prefix(4)
    var candidates: [[Double]] = []
    for p in curves where p[0] > 0 && p[2] > 0 {
      // Whatever the effort, the curve is the same: a few of them, for one that is fixed.
      for share in [0.25, 1, 4] {
        let r = (1 + share) * p[2]
        candidates.append([r, p[0] * (1 + share), share * p[2], p[1]])
      }
    }
    let decays =
      [Exponential().quickStart(for: data)].compactMap { $0 }
      + Exponential().searchedStarts(for: data)
    for p in decays where p[1] < 0 {
      for share in [0.3, 2] {
        for capacity in [top, 10 * top] {
          candidates.append([-share * p[1], capacity, -(1 + share) * p[1], p[0]])
        }
      }
    }
    let (rate, initial) = search.plain
    let ranked = search.ranked(candidates, self)
    return ranked.isEmpty ? [[rate, top, 0.2 * rate, initial]] : ranked
  }
}
