extension Bytes {
  /// How many lines there are from an offset on, at most: the line ends and one. Line ends inside
  /// quoted fields count.
  func lineCount(from start: Int) -> Int {
    let feeds = occurrences(of: 0x0A, from: start)
    return 1 + (feeds > 0 ? feeds : occurrences(of: 0x0D, from: start))
  }

  /// How many lines end before an offset.
  func lineEnds(before end: Int) -> Int {
    let feeds = occurrences(of: 0x0A, from: 0)
    if feeds > 0 { return feeds - occurrences(of: 0x0A, from: end) }
    return occurrences(of: 0x0D, from: 0) - occurrences(of: 0x0D, from: end)
  }

  /// How often a byte occurs from an offset on.
  ///
  /// Eight bytes at a time: operations on masks of Swift's SIMD types are twenty times slower here.
  private func occurrences(of byte: UInt8, from start: Int) -> Int {
    // What lies behind need not stay in memory.
    let part = 1 << 22
    return stride(from: start, to: count, by: part).reduce(0) { total, first in
      let range = first..<Swift.min(first + part, count)
      defer { release(range) }
      return total + occurrences(of: byte, in: range)
    }
  }

  private func occurrences(of byte: UInt8, in range: Range<Int>) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let pattern = ones &* UInt64(byte)
    var total = 0
    var offset = range.lowerBound
    while offset + 8 <= range.upperBound {
      // Each byte of `lanes` counts up to 255 before the sum of all has to go elsewhere.
      var lanes: UInt64 = 0
      let words = min((range.upperBound - offset) / 8, 255)
      for index in 0..<words {
        let difference = word(at: offset + 8 * index) ^ pattern
        let isOther = ((difference & low) &+ low) | difference
        lanes &+= (~isOther &>> 7) & ones
      }
      offset += 8 * words
      // Pairs first, so that the sum in the top 16 bits does not overflow.
      let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ ((lanes &>> 8) & 0x00FF_00FF_00FF_00FF)
      total += Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }
    while offset < range.upperBound {
      if self[offset] == byte { total += 1 }
      offset += 1
    }
    return total
  }
}
