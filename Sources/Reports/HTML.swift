/// A piece of a page. Texts become markup in one place only, here, with everything in them that
/// could be taken for markup escaped; so a piece is always whole elements.
///
/// ```
/// let name = "A<1>"
/// let line: HTML = "The well \(name) is \(HTML.strong("ok")), see \(.link("its fit", to: "a1"))."
/// // The well A&lt;1&gt; is <strong>ok</strong>, see <a href="#a1">its fit</a>.
/// ```
package struct HTML: Sendable, Equatable {
  /// The markup.
  package private(set) var markup: String

  /// A text; line ends are blanks to a browser.
  package init(_ text: String) { markup = Self.escaped(text) }

  /// Markup that is whole and right by itself.
  init(markup: String) { self.markup = markup }

  package static let empty = HTML(markup: "")

  package var isEmpty: Bool { markup.isEmpty }

  package static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.markup + right.markup)
  }

  package static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  /// A text for the inside of elements and of attributes in double quotes. Characters that no page
  /// may hold become the replacement character.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += "\u{FFFD}"
      case _ where scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value):
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An element around content.
  static func element(
    _ name: String, _ attributes: [(name: String, value: String?)] = [], _ content: HTML
  ) -> HTML {
    HTML(markup: "\(tag(name, attributes))\(content.markup)</\(name)>")
  }

  /// The opening tag; an attribute without a value is left out.
  static func tag(_ name: String, _ attributes: [(name: String, value: String?)] = []) -> String {
    var tag = "<\(name)"
    for (name, value) in attributes {
      if let value { tag += " \(name)=\"\(escaped(value))\"" }
    }
    return tag + ">"
  }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(text) }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }

  package struct StringInterpolation: StringInterpolationProtocol {
    var html = HTML.empty

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { html += HTML(literal) }

    package mutating func appendInterpolation(_ html: HTML) { self.html += html }

    package mutating func appendInterpolation(_ text: String) { html += HTML(text) }

    package mutating func appendInterpolation(_ number: Int) { html += HTML(String(number)) }
  }
}

extension Sequence<HTML> {
  package func joined(separator: HTML = .empty) -> HTML {
    var result = HTML.empty
    for (index, piece) in enumerated() {
      if index > 0 { result += separator }
      result += piece
    }
    return result
  }
}
