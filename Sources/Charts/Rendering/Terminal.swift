/// One of gnuplot's output devices, and how its units compare with points.
struct Terminal: Sendable {
  enum Kind: Sendable, Hashable {
    case svg
    case png(dotsPerInch: Double)
    case pdf
  }

  static let font = "Arial"

  let kind: Kind

  func command(_ canvas: Canvas) -> String {
    let (width, height) = (Double(canvas.width), Double(canvas.height))
    switch kind {
    case .svg:
      return "set terminal svg size \(canvas.width),\(canvas.height) font '\(Self.font),7' "
        + "noenhanced linewidth 1 fixed"
    case .png(let dotsPerInch):
      let scale = dotsPerInch / 72
      // The cairo terminals take 96 dots for an inch of text.
      return "set terminal pngcairo size \(Int((width * scale).rounded())),"
        + "\(Int((height * scale).rounded())) font '\(Self.font),7' noenhanced "
        + "fontscale \(0.75 * scale) linewidth \(scale) pointscale \(scale)"
    case .pdf:
      return "set terminal pdfcairo size \(width / 72)in,\(height / 72)in font '\(Self.font),7' "
        + "noenhanced fontscale 0.75 linewidth 2 pointscale 1"
    }
  }

  /// The size of a symbol that looks as large as a circle of a diameter in points.
  func symbolSize(_ shape: PointLayer.Shape, _ diameter: Double) -> Double {
    let (circle, square, diamond, triangle) =
      kind == .svg ? (6.0, 6.7, 7.2, 6.7) : (6.2, 6.9, 5.6, 5.8)
    return switch shape {
    case .circle, .plus, .cross: diameter / circle
    case .square: diameter / square
    case .diamond: diameter / diamond
    case .triangle: diameter / triangle
    }
  }

  /// The width of a symbol's outline.
  var symbolLine: Double { 0.6 }

  /// The number that makes a dash of a length in points in a line of a width.
  func dash(_ length: Double, _ width: Double) -> Double {
    length / ((kind == .svg ? 0.5 : 0.25) * max(width, 0.1))
  }

  /// The font of letters of a weight. The SVG terminal knows none but the regular one, so the name
  /// stands for it until ``SVGText``.
  func font(isBold: Bool) -> String {
    guard isBold else { return Self.font }
    return kind == .svg ? Self.boldMark : "\(Self.font):Bold"
  }

  static let boldMark = "ArialBold"
}
