import Tables

/// Which columns of numbers would tell apart series in which times repeat.
struct GroupSuggestion {
  private let times: [Double]
  private let candidates: [(name: String, values: [Double])]
  private var keys: [Int]

  /// - Parameter groups: the rows as they are grouped already.
  init(_ candidates: [(name: String, values: [Double])], times: [Double], groups: [RowGroup]) {
    self.times = times
    keys = Array(repeating: 0, count: times.count)
    for (index, group) in groups.enumerated() {
      for row in group.rows ?? Array(times.indices) { keys[row] = index }
    }
    // A table with many columns of numbers is no long one.
    self.candidates = candidates.count > 16 ? [] : candidates
  }

  /// The names of at most three columns, each of which leaves as few repeated times as can be; empty
  /// when many are left.
  func columns() -> [String] {
    var keys = keys
    var chosen: [String] = []
    var repeated = repeatedCount(keys)
    // Series that are told apart have most of the times each.
    let mostGroups = 2 * times.count / max(Set(times).count, 1)
    while repeated * 20 > times.count, chosen.count < 3 {
      let choices = candidates.filter { !chosen.contains($0.name) }.compactMap {
        let (combined, count) = combine(keys, $0.values)
        return count > mostGroups
          ? nil : (name: $0.name, keys: combined, repeated: repeatedCount(combined))
      }
      guard let best = choices.min(by: { $0.repeated < $1.repeated }), best.repeated < repeated
      else { break }
      chosen.append(best.name)
      (keys, repeated) = (best.keys, best.repeated)
    }
    return repeated * 10 > times.count * 3 ? [] : chosen
  }

  private struct Pair: Hashable {
    var key: Int
    var bits: UInt64
  }

  private func combine(_ keys: [Int], _ values: [Double]) -> (keys: [Int], count: Int) {
    var indices: [Pair: Int] = [:]
    let combined = keys.indices.map { row in
      let pair = Pair(key: keys[row], bits: values[row].bitPattern)
      let index = indices[pair, default: indices.count]
      indices[pair] = index
      return index
    }
    return (combined, indices.count)
  }

  /// How many rows have a time that their group had before.
  private func repeatedCount(_ keys: [Int]) -> Int {
    keys.count - Set(keys.indices.map { Pair(key: keys[$0], bits: times[$0].bitPattern) }).count
  }
}
