import Charts

/// How the curves of several classes are told apart: by colour, from the eighth on by dashes as well.
/// Of very many only the hardest are named, the others are grey.
struct ClassInks {
  private let ranks: [Int?]
  let isSelection: Bool

  static let limit = 14

  /// - Parameter merits: of each class, the more the better predicted; nil where unknown.
  init(merits: [Double?]) {
    isSelection = merits.count > Self.limit
    guard isSelection else {
      ranks = merits.indices.map { $0 }
      return
    }
    let hardest = merits.indices.sorted { (merits[$0] ?? 2, $0) < (merits[$1] ?? 2, $1) }.prefix(7)
    ranks = merits.indices.map { hardest.firstIndex(of: $0) }
  }

  /// The others first, so that they lie below.
  var drawingOrder: [Int] {
    ranks.indices.filter { ranks[$0] == nil } + named
  }

  /// The classes with a colour, in the order of the colours.
  var named: [Int] {
    ranks.indices.filter { ranks[$0] != nil }.sorted { ranks[$0]! < ranks[$1]! }
  }

  func ink(_ k: Int) -> Ink { ranks[k].map { .series($0) } ?? .lightGrey }

  func dash(_ k: Int) -> Dash { ranks[k].map { $0 >= 7 ? .dashed : .solid } ?? .solid }

  /// The name with a sign of its dashes.
  func label(_ k: Int, _ name: String) -> String {
    dash(k) == .dashed ? "- - \(name)" : name
  }
}

/// A list of texts in the colours of their curves, one below the other.
enum InkedList {
  /// - Parameters:
  ///   - y: of the first line.
  ///   - step: from line to line, negative for downward.
  static func layers(
    _ entries: [(text: String, ink: Ink)], x: Double, y: Double, step: Double,
    anchor: TextLayer.Anchor
  ) -> [Layer] {
    entries.enumerated().map { index, entry in
      .text(
        entry.text, x: x, y: y + Double(index) * step, anchor: anchor, ink: entry.ink,
        size: entries.count > 8 ? 5.5 : 6.5)
    }
  }
}

extension Ink {
  /// Mixed with white.
  ///
  /// - Parameter share: of this colour, 0 to 1.
  func tint(_ share: Double) -> Ink {
    let code = UInt32(hexadecimal.dropFirst(), radix: 16) ?? 0
    var mixed: UInt32 = 0
    for shift: UInt32 in [16, 8, 0] {
      let part = 255 + share * (Double(code >> shift & 255) - 255)
      mixed |= UInt32(part.rounded()) << shift
    }
    return .rgb(mixed)
  }
}
