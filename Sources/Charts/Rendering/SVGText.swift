internal import Foundation

/// The SVG of a page as it leaves the package: gnuplot's drawing under a head of our own, without
/// gnuplot's version, and with ids that other pictures in the same document do not have.
struct SVGText {
  private let body: [Substring]
  private let canvas: Canvas

  static let fonts = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"

  /// - Parameter drawing: one document as gnuplot writes it.
  init?(_ drawing: Substring, _ canvas: Canvas) {
    guard let start = drawing.range(of: "<g id=\"gnuplot_canvas\">"),
      let end = drawing.range(of: "</svg>", options: .backwards)
    else { return nil }
    body = drawing[start.upperBound..<end.lowerBound]
      .split(separator: "\n", omittingEmptySubsequences: true)
    self.canvas = canvas
  }

  /// - Parameters:
  ///   - prefix: begins all ids.
  ///   - title: what the picture is, for screen readers.
  func text(prefix: String, title: String, summary: String) -> String {
    let prefix = Self.escaped(prefix)
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(canvas.width)pt" height="\(canvas.height)pt" \
      viewBox="0 0 \(canvas.width) \(canvas.height)" font-family="\(Self.fonts)" role="img"
      """
    text += title.isEmpty ? ">\n" : " aria-labelledby=\"\(prefix)-title\">\n"
    if !title.isEmpty { text += "<title id=\"\(prefix)-title\">\(Self.escaped(title))</title>\n" }
    if !summary.isEmpty { text += "<desc>\(Self.escaped(summary))</desc>\n" }
    // The head took the place of the group around everything.
    text += "<g>\n"
    for line in cleaned { text += line.replacing("gpPt", with: "\(prefix)-s") + "\n" }
    return text + "</svg>\n"
  }

  /// The lines without definitions that are not used and without groups that are empty.
  private var cleaned: [String] {
    let used = usedSymbols
    var lines: [String] = []
    var isInFilter = false
    for original in body {
      var line = original.trimmed
      if line.hasPrefix("<filter") { isInFilter = true }
      if isInFilter {
        if line.hasPrefix("</filter>") { isInFilter = false }
        continue
      }
      if let id = Self.definedSymbol(line), !used.contains(id) { continue }
      if line.hasPrefix("<circle id='gpDot'") || line.isEmpty { continue }
      // A plot's id and title are its number.
      if line.hasPrefix("<g id=\"gnuplot_plot") { line = "<g>" }
      if line.hasPrefix("</g>"), let last = lines.last, last.hasPrefix("<g"),
        !last.contains("</g>"),
        !last.contains("<path"), !last.contains("<text")
      {
        lines.removeLast()
        let rest = line.dropFirst(4)
        if !rest.isEmpty { lines.append(String(rest)) }
        continue
      }
      line = line.replacing(" shape-rendering='crispEdges'", with: "")
      line = line.replacing(" font-family=\"\(Terminal.font)\"", with: "")
      line = line.replacing("font-family=\"\(Terminal.boldMark)\"", with: "font-weight=\"bold\"")
      lines.append(line)
    }
    return lines
  }

  private var usedSymbols: Set<String> {
    var used = Set<String>()
    var parents: [String: String] = [:]
    for line in body {
      for part in line.split(separator: "'") where part.hasPrefix("#gpPt") {
        let target = String(part.dropFirst())
        if let id = Self.definedSymbol(line.trimmed) {
          parents[id] = target
        } else {
          used.insert(target)
        }
      }
    }
    for id in used {
      var next = parents[id]
      while let parent = next, used.insert(parent).inserted { next = parents[parent] }
    }
    return used
  }

  /// The id of a definition such as `<circle id='gpPt5' …`.
  private static func definedSymbol(_ line: String) -> String? {
    guard let start = line.range(of: "id='gpPt") else { return nil }
    let rest = line[start.upperBound...]
    guard let end = rest.firstIndex(of: "'") else { return nil }
    return "gpPt" + rest[..<end]
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
      case "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    var end = start
    while end.last == " " || end.last == "\t" { end.removeLast() }
    return String(end)
  }
}
