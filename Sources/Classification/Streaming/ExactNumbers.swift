/// Numbers that are stored bit by bit, 16 hexadecimal digits each: infinite ones and NaN too.
struct ExactNumbers: Codable, Sendable, Equatable {
  var values: [Double]

  init(_ values: [Double]) { self.values = values }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = Array(try container.decode(String.self).utf8)
    func damaged() -> DecodingError {
      .dataCorruptedError(in: container, debugDescription: "16 hexadecimal digits a number")
    }
    guard text.count % 16 == 0 else { throw damaged() }
    values = []
    values.reserveCapacity(text.count / 16)
    for start in stride(from: 0, to: text.count, by: 16) {
      var bits: UInt64 = 0
      for digit in text[start..<(start + 16)] {
        let value: UInt8
        switch digit {
        case 0x30...0x39: value = digit - 0x30
        case 0x61...0x66: value = digit - 0x61 + 10
        default: throw damaged()
        }
        bits = bits << 4 | UInt64(value)
      }
      values.append(Double(bitPattern: bits))
    }
  }

  func encode(to encoder: any Encoder) throws {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(16 * values.count)
    for value in values {
      let bits = value.bitPattern
      for place in 0..<16 { text.append(digits[Int(bits >> UInt64(60 - 4 * place) & 15)]) }
    }
    var container = encoder.singleValueContainer()
    try container.encode(String(decoding: text, as: UTF8.self))
  }

  /// By their bits: NaN is itself.
  static func == (left: ExactNumbers, right: ExactNumbers) -> Bool {
    left.values.map(\.bitPattern) == right.values.map(\.bitPattern)
  }
}

/// One such number.
struct ExactNumber: Codable, Sendable, Equatable {
  private var numbers: ExactNumbers
  var value: Double { numbers.values[0] }

  init(_ value: Double) { numbers = ExactNumbers([value]) }

  init(from decoder: any Decoder) throws {
    numbers = try ExactNumbers(from: decoder)
    guard numbers.values.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "one number"))
    }
  }

  func encode(to encoder: any Encoder) throws { try numbers.encode(to: encoder) }
}
