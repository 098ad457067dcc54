/// The non-decreasing steps closest to a sequence in least squares: what rises in the data, with no
/// curve assumed.
///
/// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955), in one pass.
struct IsotonicRegression {
  private var levels: [Double] = []
  private var counts: [Int] = []

  init(capacity: Int) {
    levels.reserveCapacity(capacity)
    counts.reserveCapacity(capacity)
  }

  /// Replaces a part of `values` by what is left when the closest rising steps are subtracted; with
  /// `isFalling` the closest falling steps.
  mutating func subtractSteps(
    from values: inout [Double], in range: Range<Int>, isFalling: Bool
  ) {
    levels.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    let sign: Double = isFalling ? -1 : 1
    for i in range {
      var level = sign * values[i]
      var count = 1
      while let last = levels.last, last >= level {
        let before = counts.removeLast()
        levels.removeLast()
        count += before
        level += (last - level) * (Double(before) / Double(count))
      }
      levels.append(level)
      counts.append(count)
    }
    var i = range.lowerBound
    for block in levels.indices {
      let end = i + counts[block]
      // A block of one is met exactly, without the rounding of a mean.
      if counts[block] == 1 {
        values[i] = 0
      } else {
        for j in i..<end { values[j] -= sign * levels[block] }
      }
      i = end
    }
  }
}
