internal import Activations

/// Landmarks and start values.
extension LogisticSum {
  /// Of one phase in closed form, of several by search. Each phase has a rate of its own, and the sum
  /// no intrinsic rate; a sum of phases of either sign rises from 10 % to 90 % in no one way.
  public func landmarks(_ p: [Double]) -> CurveLandmarks {
    let logistics = logistics(p)
    guard phases > 1 else { return Logistic().landmarks(logistics[0]) }
    let capacity = logistics.reduce(0) { $0 + $1[0] }
    var landmarks = CurveLandmarks(capacity: capacity, baseline: 0)
    if let inflection = inflection(p) {
      landmarks.inflectionTime = inflection
      landmarks.inflectionSize = size(at: inflection, p)
      landmarks.maximumRate = rate(at: inflection, p)
    }
    if logistics.allSatisfy({ $0[0] > 0 }) {
      landmarks.riseTime = time(of: 0.9 * capacity, p) - time(of: 0.1 * capacity, p)
    }
    return landmarks
  }

  /// When a sum of rising phases reaches a size.
  private func time(of size: Double, _ p: [Double]) -> Double {
    // Ten widths from its midpoint a phase has nothing left to go that a double could tell.
    var (low, high) = (Double.infinity, -Double.infinity)
    for phase in 0..<phases {
      let (width, midpoint) = (p[3 * phase + 1], p[3 * phase + 2])
      low = min(low, midpoint - 10 * width)
      high = max(high, midpoint + 10 * width)
    }
    return Zero.between(low, high) { self.size(at: $0, p) - size }
  }

  /// Where |dN/dt| is greatest: the best of a look around each midpoint, and from there the zero of
  /// the second derivative.
  private func inflection(_ p: [Double]) -> Double? {
    var best = (time: Double.nan, rate: 0.0, width: 0.0)
    for phase in 0..<phases {
      let width = p[3 * phase + 1]
      for step in -8...8 {
        let time = p[3 * phase + 2] + width * Double(step) / 8
        let rate = rate(at: time, p)
        if rate.magnitude > best.rate.magnitude { best = (time, rate, width) }
      }
    }
    guard best.rate != 0 else { return nil }
    let logistics = logistics(p)
    return Zero.near(best.time, step: best.width / 32) { time in
      // d²N/dt² = Σ K k² σ′(1 − 2σ), turned so that it falls through its zero.
      let curvature = logistics.reduce(0.0) { sum, phase in
        let (share, slope) = Sigmoid().valueAndSlope(phase[1] * (time - phase[2]))
        return sum + phase[0] * phase[1] * phase[1] * slope * (1 - 2 * share)
      }
      return best.rate > 0 ? curvature : -curvature
    }
  }

  public func quickStart(for data: StartData) -> [Double]? {
    guard phases == 1 else { return PhaseSearch.evenRise(phases, data) }
    guard let logistic = Logistic.regression(data), logistic[0] > 0, logistic[1] > 0 else {
      return nil
    }
    return [logistic[0], Logistic.riseTime / logistic[1], logistic[2]]
  }

  public func searchedStarts(for data: StartData) -> [[Double]] {
    PhaseSearch(data).starts(phases)
  }

  public func alternatives(to p: [Double], for data: StartData) -> [[Double]] {
    phases == 1 ? [] : PhaseSearch(data).alternatives(to: p)
  }
}
