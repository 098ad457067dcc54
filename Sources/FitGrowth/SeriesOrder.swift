import Tables

/// The order of series for readers: where all names end with wells (`A1`, `plate 2/A1`), along the
/// rows of each plate, A1, A2, …, A10; else as they come.
enum SeriesOrder {
  /// The indices of names in that order. What stands before the wells keeps the order in which it
  /// first appears.
  static func indices(of names: [String]) -> [Int] {
    var plates: [Substring: Int] = [:]
    var keys: [(plate: Int, well: WellPosition)] = []
    for name in names {
      let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
      guard let well = WellPosition(name[start...]) else { return Array(names.indices) }
      let plate = name[..<start]
      keys.append((plates[plate, default: plates.count], well))
      plates[plate] = keys[keys.count - 1].plate
    }
    return names.indices.sorted { left, right in
      let (a, b) = (keys[left], keys[right])
      return (a.plate, a.well, left) < (b.plate, b.well, right)
    }
  }
}
