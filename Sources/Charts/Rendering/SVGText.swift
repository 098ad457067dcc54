internal import Foundation

/// The SVG of a page as it leaves the package: gnuplot's drawing under a head of our own, without
/// gnuplot's version, and with ids that other pictures in the same document do not have.
struct SVGText {
  private let body: [Substring]
  private let canvas: Canvas

  static let fonts = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"

  /// - Parameter drawing: one document as gnuplot writes it.
  init?(_ drawing: Substring, _ canvas: Canvas) {
    guard let start = drawing.range(of: "<g id=\"gnuplot_canvas\">") else { return nil }
    body = drawing[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: true)
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
    for line in lines(prefix) {
      text += line
      text += "\n"
    }
    return text + "</svg>\n"
  }

  /// The lines without definitions that are not used and without groups that are empty.
  private func lines(_ prefix: String) -> [String] {
    let used = usedSymbols
    var lines: [String] = []
    var symbols = SymbolRun(prefix: prefix)
    var isInFilter = false
    for original in body {
      let line = original.trimmed
      if isInFilter || line.hasPrefix("<filter") {
        isInFilter = !line.hasPrefix("</filter>")
        continue
      }
      if line.hasPrefix("<use xlink:href='#gpPt"), let symbol = Symbol(line) {
        symbols.append(symbol, to: &lines)
        continue
      }
      symbols.end(&lines)
      if line.isEmpty || line.hasPrefix("<circle id='gpDot'") { continue }
      if let id = Self.definedSymbol(line) {
        if used.contains(id) { lines.append(String(line).replacing("gpPt", with: "\(prefix)-s")) }
      } else if line.hasPrefix("<g id=\"gnuplot_plot") {
        // The id and the title of a plot are its number.
        lines.append("<g>")
      } else if line.hasPrefix("</g>"), let last = lines.last, last.hasPrefix("<g"),
        !last.contains("><")
      {
        lines.removeLast()
        if line.utf8.count > 4 { lines.append(String(line.dropFirst(4))) }
      } else if line.hasPrefix("<g stroke='none' shape-rendering") {
        lines.append("<g stroke='none'>")
      } else if let start = line.range(of: "font-family=\"") {
        // Also behind a path on the same line.
        let rest = line[start.upperBound...]
        let end = rest.firstIndex(of: "\"") ?? rest.endIndex
        let isBold = rest[..<end] == Terminal.boldMark
        lines.append(
          line[..<start.lowerBound] + (isBold ? "font-weight=\"bold\"" : "")
            + rest[end...].dropFirst())
      } else {
        lines.append(String(line))
      }
    }
    symbols.end(&lines)
    return lines
  }

  private var usedSymbols: Set<String> {
    var used = Set<String>()
    var parents: [String: String] = [:]
    for line in body where line.contains("#gpPt") {
      let line = line.trimmed
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
      guard let target = quoted.first(where: { $0.hasPrefix("#gpPt") })?.dropFirst() else {
        continue
      }
      if let id = Self.definedSymbol(line) {
        parents[id] = String(target)
      } else {
        used.insert(String(target))
      }
    }
    for id in used {
      var next = parents[id]
      while let parent = next, used.insert(parent).inserted { next = parents[parent] }
    }
    return used
  }

  /// The id of a definition such as `<circle id='gpPt5' …`.
  private static func definedSymbol(_ line: Substring) -> String? {
    guard line.hasPrefix("<path id='gpPt") || line.contains(" id='gpPt") else { return nil }
    let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
    return quoted.first { $0.hasPrefix("gpPt") }.map { String($0) }
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

/// A data point in gnuplot's SVG:
/// `<use xlink:href='#gpPt6' transform='translate(1,2) scale(3)' color='rgb(…)'/>`.
private struct Symbol {
  /// Its number among gnuplot's symbols.
  let kind: Substring
  let place: Substring
  let scale: Substring
  let color: Substring

  init?(_ line: Substring) {
    let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
    guard quoted.count == 7 else { return nil }
    let parts = quoted[3].split { $0 == "(" || $0 == ")" }
    guard parts.count == 4, parts[0] == "translate", parts[2] == " scale" else { return nil }
    (kind, place, scale, color) = (quoted[1].dropFirst(5), parts[1], parts[3], quoted[5])
  }
}

/// Neighbouring data points that look the same: how they look is written once.
private struct SymbolRun {
  private let prefix: String
  private var first: Symbol?
  private var count = 0

  init(prefix: String) { self.prefix = prefix }

  mutating func append(_ symbol: Symbol, to lines: inout [String]) {
    if first.map({
      $0.kind != symbol.kind || $0.scale != symbol.scale || $0.color != symbol.color
    }) ?? true {
      end(&lines)
      first = symbol
      count += 1
      lines.append("<g color='\(symbol.color)'>")
      lines.append(
        """
        <defs><g id='\(prefix)-p\(count)'><use xlink:href='#\(prefix)-s\(symbol.kind)' \
        transform='scale(\(symbol.scale))'/></g></defs>
        """)
    }
    let place = symbol.place.split(separator: ",")
    lines.append(
      "<use xlink:href='#\(prefix)-p\(count)' x='\(place[0])' y='\(place.last ?? "0")'/>")
  }

  mutating func end(_ lines: inout [String]) {
    guard first != nil else { return }
    first = nil
    lines.append("</g>")
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = self
    while rest.utf8.first == 0x20 || rest.utf8.first == 0x09 { rest = rest.dropFirst() }
    while rest.utf8.last == 0x20 || rest.utf8.last == 0x09 { rest = rest.dropLast() }
    return rest
  }
}
