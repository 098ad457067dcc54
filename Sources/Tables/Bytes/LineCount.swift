extension Bytes {
  /// How many lines there are from an offset on, at least: the line ends and one. Line ends inside
  /// quoted fields count.
  func lineCount(from start: Int) -> Int {
    let feeds = occurrences(of: 0x0A, from: start)
    return 1 + (feeds > 0 ? feeds : occurrences(of: 0x0D, from: start))
  }

  private func occurrences(of byte: UInt8, from start: Int) -> Int {
    typealias Vector = SIMD32<UInt8>
    let wanted = Vector(repeating: byte)
    let one = Vector(repeating: 1)
    var total = 0
    var offset = start
    while offset + Vector.scalarCount <= count {
      // A lane counts up to 255 before its sum has to go elsewhere.
      var lanes = Vector()
      let end = min(offset + 255 * Vector.scalarCount, count - Vector.scalarCount + 1)
      while offset < end {
        lanes &+= Vector().replacing(with: one, where: vector(at: offset) .== wanted)
        offset += Vector.scalarCount
      }
      for lane in 0..<Vector.scalarCount { total += Int(lanes[lane]) }
    }
    while offset < count {
      if self[offset] == byte { total += 1 }
      offset += 1
    }
    return total
  }
}
