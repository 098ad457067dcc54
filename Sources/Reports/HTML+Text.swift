/// Parts of a line.
extension HTML {
  package static func strong(_ content: HTML) -> HTML { element("strong", [], content) }

  package static func emphasis(_ content: HTML) -> HTML { element("em", [], content) }

  package static func code(_ text: String) -> HTML { element("code", [], HTML(text)) }

  /// - Parameter id: of an element of the same page.
  package static func link(_ content: HTML, to id: String) -> HTML {
    element("a", [("href", "#" + id)], content)
  }

  /// A word in a coloured frame.
  package static func badge(_ text: String, _ tone: Tone) -> HTML {
    element("span", [("class", "badge \(tone.rawValue)")], HTML(text))
  }

  /// How good or bad something is.
  package enum Tone: String, Sendable {
    case good
    /// Neither: nothing to judge.
    case plain
    case warning
    case bad
  }
}

extension HTML {
  /// Something that stands back, such as limits after an estimate; empty for an empty text.
  package static func soft(_ text: String) -> HTML {
    text.isEmpty ? .empty : element("span", [("class", "range")], HTML(text))
  }
}
