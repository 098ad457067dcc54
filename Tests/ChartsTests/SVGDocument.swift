import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a test wants to know of an SVG, read by the XML parser of the system.
final class SVGDocument: NSObject, XMLParserDelegate {
  struct Malformed: Error { var line: Int }

  private(set) var ids: [String] = []
  private(set) var links: [String] = []
  private(set) var texts: [String] = []
  private(set) var title = ""
  private(set) var summary = ""
  private(set) var width = 0.0
  private(set) var height = 0.0
  /// The points of lines.
  private(set) var paths: [[(x: Double, y: Double)]] = []
  /// Of everything that has a place on the page, with the estimated ends of texts.
  private(set) var places: [(x: Double, y: Double)] = []

  private var element = ""
  private var text = ""
  private var isInDefinitions = 0
  private var anchor: (x: Double, y: Double, kind: String, size: Double, isUpright: Bool)?

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    element = name
    text = ""
    if let id = attributes["id"] { ids.append(id) }
    if let link = attributes["xlink:href"] { links.append(link) }
    if name == "defs" { isInDefinitions += 1 }
    guard isInDefinitions == 0 else { return }
    switch name {
    case "svg":
      let box = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      if box.count == 4 { (width, height) = (box[2], box[3]) }
    case "path":
      let numbers = Self.numbers(attributes["d"] ?? "")
      paths.append(numbers)
      places += numbers
    case "polygon": places += Self.numbers(attributes["points"] ?? "")
    case "use":
      if let x = attributes["x"].flatMap(Double.init), let y = attributes["y"].flatMap(Double.init)
      {
        places.append((x, y))
      }
    case "g":
      guard let kind = attributes["text-anchor"], let transform = attributes["transform"] else {
        return
      }
      let place = Self.numbers(String(transform.prefix { $0 != ")" }))
      guard let first = place.first else { return }
      anchor = (
        first.x, first.y, kind, attributes["font-size"].flatMap(Double.init) ?? 0,
        transform.contains("rotate(-90")
      )
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    switch name {
    case "defs": isInDefinitions -= 1
    case "title": title = text
    case "desc": summary = text
    case "text":
      texts.append(text)
      guard let anchor else { return }
      // Half an em a letter is a little less than Arial's mean width.
      let length = Double(text.count) * anchor.size * 0.5
      let (before, after) =
        switch anchor.kind {
        case "middle": (length / 2, length / 2)
        case "end": (length, 0)
        default: (0, length)
        }
      if anchor.isUpright {
        places += [(anchor.x, anchor.y + before), (anchor.x, anchor.y - after)]
      } else {
        places += [(anchor.x - before, anchor.y), (anchor.x + after, anchor.y)]
      }
    default: break
    }
  }

  /// The pairs of numbers in a text.
  private static func numbers(_ text: String) -> [(x: Double, y: Double)] {
    let found = text.split { !($0.isNumber || $0 == "." || $0 == "-") }.compactMap { Double($0) }
    return stride(from: 0, to: found.count - 1, by: 2).map { (found[$0], found[$0 + 1]) }
  }
}
