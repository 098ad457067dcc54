/// Colours for numbers.
package enum ColorMap: Sendable, Hashable {
  /// From light to dark blue, for quantities from little to much.
  case sequential
  /// From blue over white to vermillion, for quantities with a middle.
  case diverging
  /// A colour for each whole number 0, 1, 2 …, for kinds.
  case categories([Ink])

  /// - Parameter fraction: the place in the range, 0 to 1; for `categories` the number itself.
  package func ink(at fraction: Double) -> Ink {
    switch self {
    case .sequential:
      Self.between([0xF7FBFF, 0xC6DBEF, 0x6BAED6, 0x2171B5, 0x08306B], fraction)
    case .diverging: Self.between([0x0072B2, 0x9CC9E3, 0xF7F7F7, 0xF0B58C, 0xD55E00], fraction)
    case .categories(let inks):
      inks.isEmpty || !(fraction >= 0)
        ? .lightGrey : inks[min(Int(min(fraction, 1e9).rounded()), inks.count - 1)]
    }
  }

  private static func between(_ stops: [UInt32], _ fraction: Double) -> Ink {
    let place = min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let weight = place - Double(index)
    var code: UInt32 = 0
    for shift: UInt32 in [16, 8, 0] {
      let (low, high) = (
        Double(stops[index] >> shift & 255), Double(stops[index + 1] >> shift & 255)
      )
      code |= UInt32((low + weight * (high - low)).rounded()) << shift
    }
    return .rgb(code)
  }
}
