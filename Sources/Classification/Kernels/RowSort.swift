/// Rows in the order of a number each, equal numbers in the order of the rows; sorted by digits, in
/// time that grows as the rows do.
package enum RowSort {
  private static let digitBits = 11

  /// - Parameter values: finite or infinite; −0 is 0.
  package static func order(_ values: [Double], descending: Bool = false) -> [UInt32] {
    precondition(values.count <= Int(UInt32.max), "row numbers of 32 bits")
    var keys = values.map { value in
      // The bits of doubles ascend as positive ones do, and descend as negative ones do.
      let bits = (value + 0).bitPattern
      let key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
      return descending ? ~key : key
    }
    var rows = (0..<UInt32(values.count)).map { $0 }
    let size = 1 << digitBits
    let digitCount = (64 + digitBits - 1) / digitBits
    var counts = [Int](repeating: 0, count: digitCount * size)
    for key in keys {
      for digit in 0..<digitCount {
        counts[digit * size + Int(truncatingIfNeeded: key >> (digit * digitBits)) & (size - 1)] += 1
      }
    }
    var sortedKeys = keys
    var sortedRows = rows
    for digit in 0..<digitCount {
      let offset = digit * size
      // A digit that all share sorts nothing.
      guard let first = keys.first,
        counts[offset + Int(truncatingIfNeeded: first >> (digit * digitBits)) & (size - 1)]
          < keys.count
      else { continue }
      var next = 0
      for k in offset..<(offset + size) {
        let count = counts[k]
        counts[k] = next
        next += count
      }
      for i in keys.indices {
        let key = keys[i]
        let bucket = offset + Int(truncatingIfNeeded: key >> (digit * digitBits)) & (size - 1)
        let target = counts[bucket]
        counts[bucket] = target + 1
        sortedKeys[target] = key
        sortedRows[target] = rows[i]
      }
      swap(&keys, &sortedKeys)
      swap(&rows, &sortedRows)
    }
    return rows
  }
}
