/// Kinds of decimal strings, each hard to read in its own way.
enum NumberFamily: Int, CaseIterable, Sendable {
  case shortDecimals, shortest, halfway, longDigits, limits, subnormals, zeros

  /// How many strings are tried; ten million in all.
  var count: Int {
    switch self {
    case .shortDecimals: 4_000_000
    case .shortest: 3_000_000
    case .halfway: 500_000
    case .longDigits: 100_000
    case .limits: 1_200_000
    case .subnormals: 700_000
    case .zeros: 500_000
    }
  }

  func append(to text: inout [UInt8], using generator: inout SplitMix64) {
    if generator.next() & 7 == 0 { text.append(0x2D) }
    switch self {
    case .shortDecimals:
      digits(Int.random(in: 1...9, using: &generator), to: &text, using: &generator)
      text.append(0x2E)
      digits(Int.random(in: 0...9, using: &generator), to: &text, using: &generator)
    case .shortest:
      let number = Double(bitPattern: generator.next())
      text.append(contentsOf: (number.isFinite ? number.magnitude : 1).description.utf8)
    case .halfway:
      halfway(to: &text, using: &generator)
    case .longDigits:
      digits(Int.random(in: 1...400, using: &generator), to: &text, using: &generator)
      text.append(0x2E)
      digits(Int.random(in: 19...400, using: &generator), to: &text, using: &generator)
      exponent(in: -700...300, to: &text, using: &generator)
    case .limits:
      digits(Int.random(in: 1...19, using: &generator), to: &text, using: &generator)
      exponent(in: 280...310, to: &text, using: &generator)
    case .subnormals:
      digits(1, to: &text, using: &generator)
      text.append(0x2E)
      digits(Int.random(in: 1...25, using: &generator), to: &text, using: &generator)
      exponent(in: -330...(-300), to: &text, using: &generator)
    case .zeros:
      zeros(Int.random(in: 0...40, using: &generator), to: &text)
      digits(Int.random(in: 1...5, using: &generator), to: &text, using: &generator)
      zeros(Int.random(in: 0...40, using: &generator), to: &text)
      text.append(0x2E)
      zeros(Int.random(in: 0...40, using: &generator), to: &text)
      digits(Int.random(in: 0...20, using: &generator), to: &text, using: &generator)
    }
  }

  /// The number in the middle between two neighbouring doubles, written in full, or a hair above:
  /// 54 significant bits, of which the last is set, times a power of two.
  private func halfway(to text: inout [UInt8], using generator: inout SplitMix64) {
    let bits = generator.next() >> 10 | 1 << 53 | 1
    var decimal = String(bits).utf8.map { $0 - 0x30 }
    let halvings = Int.random(in: 0...50, using: &generator)
    for _ in 0..<halvings {
      // Half of `d.` is `d/2.5` or `d/2.0`: one digit more behind the point each time.
      var remainder: UInt8 = 0
      for index in decimal.indices {
        let value = remainder * 10 + decimal[index]
        (decimal[index], remainder) = (value / 2, value % 2)
      }
      decimal.append(remainder * 5)
    }
    for (index, digit) in decimal.enumerated() {
      if index == decimal.count - halvings { text.append(0x2E) }
      text.append(digit + 0x30)
    }
    if generator.next() & 1 == 0 {
      if halvings == 0 { text.append(0x2E) }
      zeros(Int.random(in: 0...30, using: &generator), to: &text)
      text.append(0x31)
    }
  }

  private func digits(_ count: Int, to text: inout [UInt8], using generator: inout SplitMix64) {
    for _ in 0..<count {
      text.append(0x30 + UInt8(truncatingIfNeeded: (generator.next() >> 32) % 10))
    }
  }

  private func zeros(_ count: Int, to text: inout [UInt8]) {
    text.append(contentsOf: repeatElement(0x30, count: count))
  }

  private func exponent(
    in range: ClosedRange<Int>, to text: inout [UInt8], using generator: inout SplitMix64
  ) {
    text.append(generator.next() & 1 == 0 ? 0x65 : 0x45)
    text.append(contentsOf: String(Int.random(in: range, using: &generator)).utf8)
  }
}
