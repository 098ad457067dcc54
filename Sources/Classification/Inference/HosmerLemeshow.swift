internal import Statistics

/// The test of Hosmer and Lemeshow (1980) of whether probabilities are as often right as they say:
///
/// ```
/// Σ over groups and both classes (observed − expected)²/expected,   about χ² with groups − 2
/// ```
///
/// Groups lie between quantiles of the probabilities, of type 7, equal probabilities in one group,
/// the upper end inside; groups that coincide are one.
public struct HosmerLemeshow: Sendable, Equatable {
  public struct Group: Sendable, Equatable {
    /// The largest probability of the group.
    public let upper: Double
    public let observations: Double
    public let observed: Double
    public let expected: Double
  }
  public let groups: [Group]
  public let statistic: Double
  public let degreesOfFreedom: Int
  public let p: Double

  /// - Parameters:
  ///   - probabilities: of the positive class, for each row.
  ///   - targets: 0 or 1.
  ///   - weights: how many rows each row is.
  /// - Returns: nil for fewer than three distinct groups, and for targets between 0 and 1.
  public init?(
    probabilities: [Double], targets: [Double], weights: [Double]? = nil, groupCount: Int = 10
  ) {
    precondition(targets.count == probabilities.count)
    precondition(weights == nil || weights!.count == targets.count)
    guard targets.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
    let order = RowSort.order(probabilities).map { Int($0) }.filter { weights?[$0] ?? 1 > 0 }
    let cuts = Self.cuts(
      order.map { probabilities[$0] }, order.map { weights?[$0] ?? 1 }, groupCount)
    var groups: [Group] = []
    var next = 0
    for cut in cuts {
      var (count, observed, expected) = (0.0, 0.0, 0.0)
      let first = next
      while next < order.count, probabilities[order[next]] <= cut || cut == cuts.last! {
        let row = order[next]
        let s = weights?[row] ?? 1
        count += s
        observed += s * targets[row]
        expected += s * probabilities[row]
        next += 1
      }
      if next > first {
        groups.append(
          Group(
            upper: probabilities[order[next - 1]], observations: count, observed: observed,
            expected: expected))
      }
    }
    guard groups.count >= 3 else { return nil }
    self.groups = groups
    statistic = groups.reduce(0) { sum, group in
      let difference = group.observed - group.expected
      guard difference != 0 else { return sum }
      return sum + difference * difference / group.expected
        + difference * difference / (group.observations - group.expected)
    }
    degreesOfFreedom = groups.count - 2
    p = ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
  }

  /// The upper ends of the groups: quantiles of the sample in which each value stands as often as its
  /// weight says.
  private static func cuts(_ sorted: [Double], _ weights: [Double], _ count: Int) -> [Double] {
    var ends = weights
    for k in ends.indices.dropFirst() { ends[k] += ends[k - 1] }
    guard let total = ends.last else { return [] }
    func value(at position: Double) -> Double {
      var (low, high) = (0, ends.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] > position { high = middle } else { low = middle + 1 }
      }
      return sorted[low]
    }
    var cuts: [Double] = []
    for k in 1...count {
      let position = max(total - 1, 0) * Double(k) / Double(count)
      let below = position.rounded(.down)
      let (a, b) = (value(at: below), value(at: below + 1))
      let cut = a == b ? a : a + (position - below) * (b - a)
      if cut > cuts.last ?? -.infinity { cuts.append(cut) }
    }
    return cuts
  }
}
