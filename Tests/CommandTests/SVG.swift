import Foundation
import TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The texts of an SVG file, which must be well-formed.
struct SVG {
  struct Text {
    var text: String
    var x: Double
    var y: Double
  }

  /// In the order of drawing, with plain blanks.
  let labels: [Text]

  var texts: [String] { labels.map { $0.text } }

  /// All texts, as a reader would go on from line to line.
  var joined: String { texts.joined(separator: " ") }

  struct Malformed: Error {
    var message: String
  }

  init(_ path: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: try Data(contentsOf: URL(filePath: path)))
    unsafe parser.delegate = reader
    guard parser.parse() else { throw Malformed(message: "\(parser.parserError as Any)") }
    labels = reader.labels
  }

  /// Where the only text with these letters stands, from the upper left corner.
  func place(of text: String) -> (x: Double, y: Double)? {
    let found = labels.filter { $0.text == text }
    return found.count == 1 ? (found[0].x, found[0].y) : nil
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var labels: [Text] = []
    private var text: String?
    private var places: [(x: Double, y: Double)] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if name == "text" { text = "" }
      var place = places.last ?? (0, 0)
      if let shift = attributes["transform"], shift.hasPrefix("translate(") {
        let numbers = shift.dropFirst("translate(".count).prefix { $0 != ")" }
          .split(separator: ",").compactMap { Double($0) }
        if numbers.count == 2 { place = (place.x + numbers[0], place.y + numbers[1]) }
      }
      if name == "text" {
        place.x += attributes["x"].flatMap { Double($0) } ?? 0
        place.y += attributes["y"].flatMap { Double($0) } ?? 0
      }
      places.append(place)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text?.append(string) }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      let place = places.removeLast()
      guard name == "text", let text else { return }
      let plain = text.replacing("\u{A0}", with: " ").split { $0.isWhitespace }
        .joined(separator: " ")
      labels.append(Text(text: plain, x: place.x, y: place.y))
      self.text = nil
    }
  }
}
