internal import Statistics

/// The order in which an epoch visits the rows.
package enum RowOrder {
  /// A random permutation that depends on the seed and the number of the epoch alone, so that an
  /// epoch can be repeated or resumed without those before it.
  package static func permutation(count: Int, seed: UInt32, epoch: Int) -> [UInt32] {
    var stream = RandomStream(seed: seed, substream: epoch)
    return permutation(count: count, &stream)
  }

  /// The order of the rows of one block of a stream: depends on the seed and both numbers alone.
  package static func permutation(
    count: Int, seed: UInt32, epoch: Int, block: Int
  ) -> [UInt32] {
    var stream = RandomStream(seed: seed, substream: epoch).substream(block)
    return permutation(count: count, &stream)
  }

  private static func permutation(count: Int, _ stream: inout RandomStream) -> [UInt32] {
    precondition(count <= Int(UInt32.max), "row numbers of 32 bits")
    var order = [UInt32](repeating: 0, count: count)
    // Fisher and Yates, inside out: one pass that writes the numbers and exchanges them.
    for i in 0..<count {
      let j = stream.integer(below: i + 1)
      order[i] = order[j]
      order[j] = UInt32(i)
    }
    return order
  }
}
