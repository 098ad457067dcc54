/// What gnuplot is told to draw a page. Its own axes, key and margins are off: a page is one plot in
/// points.
struct GnuplotScript {
  private(set) var text = "set encoding utf8\n"

  /// Adds a picture.
  mutating func append(_ canvas: Canvas, _ terminal: Terminal) {
    text += "reset\n\(terminal.command(canvas))\nset output\n"
    draw(canvas, terminal)
  }

  /// Adds the pages of one document, which are as large as the largest; each begins at the top.
  mutating func append(pages: [Canvas], _ terminal: Terminal) {
    let size = Canvas(
      width: pages.map { $0.width }.max() ?? 0, height: pages.map { $0.height }.max() ?? 0)
    text += "\(terminal.command(size))\nset output\n"
    for page in pages {
      text += "reset\n"
      draw(page, terminal, room: size)
    }
  }

  private mutating func draw(_ canvas: Canvas, _ terminal: Terminal, room: Canvas? = nil) {
    let (width, height) = (room?.width ?? canvas.width, room?.height ?? canvas.height)
    text += "unset border\nunset key\nunset xtics\nunset ytics\n"
    text += "set lmargin at screen 0\nset rmargin at screen 1\n"
    text += "set bmargin at screen 0\nset tmargin at screen 1\n"
    text += "set xrange [0:\(width)]\nset yrange [\(canvas.height - height):\(canvas.height)]\n"
    for (index, label) in canvas.labels.enumerated() { append(label, index + 1, terminal) }
    let page = Rectangle(
      left: 0, bottom: 0, right: Double(canvas.width), top: Double(canvas.height))
    let marks = [.polygons([page.corners], ink: .white, opacity: 1)] + canvas.marks
    for (index, mark) in marks.enumerated() { append(dataOf: mark, index) }
    text += "plot "
    text += marks.enumerated().map { "$d\($0) \(Self.style($1, terminal)) notitle" }
      .joined(separator: ", \\\n  ")
    text += "\n"
  }

  private mutating func append(_ label: Canvas.Label, _ tag: Int, _ terminal: Terminal) {
    let alignment =
      switch label.alignment {
      case .left: "left"
      case .center: "center"
      case .right: "right"
      }
    text += "set label \(tag) \(Self.quoted(label.text)) at first \(Self.place(label.place)) "
    text += "\(alignment) font '\(terminal.font(isBold: label.isBold))"
    text += ",\(Self.number(label.size))' textcolor rgb '\(label.ink.hexadecimal)'"
    text += "\(label.isUpright ? " rotate by 90" : "") front\n"
  }

  private mutating func append(dataOf mark: Canvas.Mark, _ index: Int) {
    text += "$d\(index) << EOD\n"
    switch mark {
    case .paths(let paths, _, _, _):
      append(paths)
    case .polygons(let polygons, _, _):
      append(polygons.map { $0 + $0.prefix(1) })
    case .symbols(let points, _, _, _, _):
      append([points])
    }
    text += "EOD\n"
  }

  private mutating func append(_ paths: [[Point]]) {
    for (index, path) in paths.enumerated() {
      if index > 0 { text += "\n" }
      for point in path {
        text += Self.number(point.x)
        text += " "
        text += Self.number(point.y)
        text += "\n"
      }
    }
  }

  private static func style(_ mark: Canvas.Mark, _ terminal: Terminal) -> String {
    switch mark {
    case .paths(_, let ink, let width, let dash):
      let pattern =
        switch dash {
        case .solid: "solid"
        case .dashed: "(\(number(terminal.dash(3.5, width))),\(number(terminal.dash(2, width))))"
        case .dotted: "(\(number(terminal.dash(1, width))),\(number(terminal.dash(1.6, width))))"
        }
      return """
        with lines linecolor rgb '\(ink.hexadecimal)' linewidth \(number(width)) dashtype \(pattern)
        """
    case .polygons(_, let ink, let opacity):
      let fill = opacity < 1 ? "transparent solid \(number(max(opacity, 0)))" : "solid"
      return """
        with filledcurves closed fillstyle \(fill) noborder fillcolor rgb '\(ink.hexadecimal)'
        """
    case .symbols(_, let ink, let shape, let isFilled, let size):
      return """
        with points pointtype \(type(shape, isFilled)) \
        pointsize \(number(terminal.symbolSize(shape, size))) linewidth \
        \(number(terminal.symbolLine)) linecolor rgb '\(ink.hexadecimal)'
        """
    }
  }

  private static func type(_ shape: PointLayer.Shape, _ isFilled: Bool) -> Int {
    switch shape {
    case .plus: 1
    case .cross: 2
    case .square: isFilled ? 5 : 4
    case .circle: isFilled ? 7 : 6
    case .triangle: isFilled ? 9 : 8
    case .diamond: isFilled ? 13 : 12
    }
  }

  // MARK: - Texts and numbers

  /// A text that gnuplot takes as it is: between single quotes only the quote itself is special.
  /// Line ends and other characters that are no part of a text, and that XML could not hold, become
  /// blanks.
  static func quoted(_ text: String) -> String {
    // A quote at the very beginning would end the string: it comes from a string of its own.
    var rest = text.unicodeScalars[...]
    var result = "'"
    if rest.first == "'" {
      rest.removeFirst()
      result = "\"'\".'"
    }
    for scalar in rest {
      switch scalar {
      case "'": result += "''"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
      case "\u{2028}", "\u{2029}", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  private static func place(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }

  /// To a hundredth of a point, with a decimal point in every locale.
  static func number(_ value: Double) -> String {
    let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if part == 0 { return "\(sign)\(whole)" }
    let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
    return "\(sign)\(whole).\(digits)"
  }
}
