/// A small seeded generator (Steele, Lea and Flood 2014), so that every run sees the same points.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

enum Points {
  /// Where functions are most likely to go wrong.
  static let special: [Double] = [
    0, 1, 3, .ulpOfOne, .leastNonzeroMagnitude, .leastNormalMagnitude,
    .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, .infinity, 0x1p-54, 36.7, 37, 40,
    708.396, 709.782712893384, 709.782712893385, 745.13321910194, 745.1332191019412, 800,
  ].flatMap { [$0, -$0] }

  /// Numbers of every kind: all exponents down to the subnormal ones, and dense where the functions
  /// bend and where they underflow.
  static func mixed(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(state: seed)
    var points = special
    while points.count < count {
      let x: Double
      switch generator.next() % 8 {
      case 0, 1: x = Double(bitPattern: generator.next())
      case 2: x = .random(in: -760...760, using: &generator)
      case 3: x = .random(in: -40...40, using: &generator)
      case 4: x = .random(in: -10...10, using: &generator)
      case 5, 6: x = .random(in: -2...2, using: &generator)
      default:
        let exponent = Int.random(in: -80 ... -1, using: &generator)
        x =
          Double(sign: .plus, exponent: exponent, significand: 1)
          * .random(in: -1...1, using: &generator)
      }
      if !x.isNaN { points.append(x) }
    }
    return points
  }
}
