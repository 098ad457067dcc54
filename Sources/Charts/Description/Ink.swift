/// A colour. The named ones can be told apart by colour-blind readers (Okabe and Ito 2008, "Color
/// Universal Design").
package enum Ink: Sendable, Hashable {
  case black
  case orange
  case skyBlue
  case green
  case yellow
  case blue
  case vermillion
  case purple
  /// For what stands behind the data.
  case grey
  case lightGrey
  case white
  /// 0xRRGGBB.
  case rgb(UInt32)

  /// The colour of the series at an index; they repeat after seven.
  package static func series(_ index: Int) -> Ink {
    let inks: [Ink] = [.blue, .vermillion, .green, .orange, .purple, .skyBlue, .black]
    return inks[(index % inks.count + inks.count) % inks.count]
  }

  var code: UInt32 {
    switch self {
    case .black: 0x000000
    case .orange: 0xE69F00
    case .skyBlue: 0x56B4E9
    case .green: 0x009E73
    case .yellow: 0xF0E442
    case .blue: 0x0072B2
    case .vermillion: 0xD55E00
    case .purple: 0xCC79A7
    case .grey: 0x6E6E6E
    case .lightGrey: 0xD9D9D9
    case .white: 0xFFFFFF
    case .rgb(let code): code & 0xFFFFFF
    }
  }

  /// As `#RRGGBB`.
  package var hexadecimal: String {
    let digits = Array("0123456789ABCDEF")
    return "#"
      + String((0..<6).reversed().map { digits[Int(code >> (4 * UInt32($0)) & 15)] })
  }

  /// Perceived lightness, 0 to 1, by which text on it is black or white.
  var lightness: Double {
    let (r, g, b) = (code >> 16 & 255, code >> 8 & 255, code & 255)
    return (0.299 * Double(r) + 0.587 * Double(g) + 0.114 * Double(b)) / 255
  }
}
