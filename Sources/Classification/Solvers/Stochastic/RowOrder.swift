internal import Statistics

/// The order in which an epoch visits the rows.
package enum RowOrder {
  /// A random permutation that depends on the seed and the number of the epoch alone, so that an
  /// epoch can be repeated or resumed without those before it.
  ///
  /// - Parameter rowBytes: what a row takes of memory; of large matrices the rows of a
  ///   ``RowWindow`` are visited together, its blocks in random order and its rows as well. 0 for any
  ///   order, each equally likely.
  package static func permutation(
    count: Int, rowBytes: Int = 0, seed: UInt32, epoch: Int
  ) -> [UInt32] {
    var stream = RandomStream(seed: seed, substream: epoch)
    return permutation(count: count, rowBytes: rowBytes, &stream)
  }

  /// The order of the rows of one block of a stream: depends on the seed and both numbers alone.
  package static func permutation(
    count: Int, rowBytes: Int = 0, seed: UInt32, epoch: Int, block: Int
  ) -> [UInt32] {
    var stream = RandomStream(seed: seed, substream: epoch).substream(block)
    return permutation(count: count, rowBytes: rowBytes, &stream)
  }

  private static func permutation(
    count: Int, rowBytes: Int, _ stream: inout RandomStream
  ) -> [UInt32] {
    precondition(count <= Int(UInt32.max), "row numbers of 32 bits")
    if let window = RowWindow(rowCount: count, rowBytes: rowBytes) {
      return permutation(count: count, window, &stream)
    }
    var order = [UInt32](repeating: 0, count: count)
    // Fisher and Yates, inside out: one pass that writes the numbers and exchanges them.
    for i in 0..<count {
      let j = stream.integer(below: i + 1)
      order[i] = order[j]
      order[j] = UInt32(i)
    }
    return order
  }

  private static func permutation(
    count: Int, _ window: RowWindow, _ stream: inout RandomStream
  ) -> [UInt32] {
    let size = window.blockRows
    var blocks = (0..<((count + size - 1) / size)).map { $0 }
    stream.shuffle(&blocks)
    let high = UInt64(stream.integer(below: 1 << 31))
    var random = SplitMix(state: high << 32 | UInt64(stream.integer(below: 1 << 31)))
    var order = [UInt32](repeating: 0, count: count)
    var i = 0
    for start in stride(from: 0, to: blocks.count, by: window.rows / size) {
      let first = i
      for block in blocks[start..<min(start + window.rows / size, blocks.count)] {
        for row in (block * size)..<min((block + 1) * size, count) {
          let j = first + random.integer(below: i - first + 1)
          order[i] = order[j]
          order[j] = UInt32(row)
          i += 1
        }
      }
    }
    return order
  }
}

/// The generator of Steele, Lea and Flood (2014): a number for each row must cost less than its step.
private struct SplitMix {
  var state: UInt64

  /// Below 2³², each equally likely but for 2⁻³².
  mutating func integer(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
