internal import RealModule

/// Areas under curves and data.
enum Area {
  /// The integral of the data over their times by trapezoids; sizes at the same time are averaged.
  static func underData(_ series: GrowthSeries) -> Double {
    var area = 0.0
    var previous: (time: Double, size: Double)?
    var i = 0
    while i < series.count {
      let time = series.times[i]
      var sum = 0.0
      var count = 0.0
      while i < series.count, series.times[i] == time {
        sum += series.sizes[i]
        count += 1
        i += 1
      }
      let size = sum / count
      if let previous { area += (time - previous.time) * (size + previous.size) / 2 }
      previous = (time, size)
    }
    return area
  }

  /// The integral of the curve: in closed form where the model has one, else by Gauss–Legendre
  /// panels that are cut at the inflection and narrow towards it, so that a steep rise between wide
  /// plateaus loses no digits.
  static func underCurve(
    _ model: any GrowthModel, _ p: [Double], from first: Double, to last: Double,
    _ landmarks: CurveLandmarks
  ) -> Double {
    if let area = model.area(from: first, to: last, p) { return area }
    var places: [(centre: Double, width: Double)] = []
    if let centre = landmarks.inflectionTime, let rise = landmarks.riseTime {
      places.append((centre, rise))
    }
    return integral(model, p, from: first, to: last, around: places)
  }

  /// The integral by panels that are cut at each centre and widen with the distance from it; without
  /// a centre, by even ones.
  static func integral(
    _ model: any GrowthModel, _ p: [Double], from first: Double, to last: Double,
    around places: [(centre: Double, width: Double)]
  ) -> Double {
    var cuts = [first, last]
    for (centre, width) in places {
      for distance in [0, 0.25, 0.5, 1, 2, 4, 8, 16] {
        for cut in [centre - distance * width, centre + distance * width] {
          if cut > first, cut < last { cuts.append(cut) }
        }
      }
    }
    if places.isEmpty {
      // Without an inflection the steepest part is at the start, and may be short.
      cuts += (1..<16).map { first + (last - first) * Double($0) / 16 }
      cuts += (5...30).map { first + (last - first) * Double.exp2(-Double($0)) }
    }
    cuts.sort()
    var times: [Double] = []
    var weights: [Double] = []
    for (low, high) in zip(cuts, cuts.dropFirst()) where high > low {
      let half = (high - low) / 2
      let middle = (high + low) / 2
      for (node, weight) in zip(nodes, nodeWeights) {
        times += [middle - half * node, middle + half * node]
        weights += [half * weight, half * weight]
      }
    }
    let sizes = model.sizes(at: times, p)
    return zip(sizes, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// ∫f by the 10-point Gauss–Legendre rule.
  static func panel(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
    let half = (high - low) / 2
    let middle = (high + low) / 2
    return half
      * zip(nodes, nodeWeights).reduce(0) { sum, rule in
        sum + rule.1 * (f(middle - half * rule.0) + f(middle + half * rule.0))
      }
  }

  /// The positive nodes of the 10-point Gauss–Legendre rule and their weights (Abramowitz and Stegun
  /// 1964, table 25.4).
  private static let nodes = [
    0.148874338981631211, 0.433395394129247191, 0.679409568299024406, 0.865063366688984511,
    0.973906528517171720,
  ]
  private static let nodeWeights = [
    0.295524224714752870, 0.269266719309996355, 0.219086362515982044, 0.149451349150580593,
    0.066671344308688138,
  ]
}
