/// Parts of a page that stand below each other.
extension HTML {
  package static func paragraph(_ content: HTML) -> HTML {
    element("p", [], content) + HTML(markup: "\n")
  }

  /// - Parameter level: 3 to 6; sections have 2, the page has 1.
  package static func heading(_ content: HTML, level: Int, id: String? = nil) -> HTML {
    precondition((3...6).contains(level), "a heading inside a section")
    return element("h\(level)", [("id", id)], content) + HTML(markup: "\n")
  }

  package static func list(_ items: [HTML]) -> HTML {
    guard !items.isEmpty else { return .empty }
    return lines("ul", [], items.map { element("li", [], $0) })
  }

  /// Terms with what is said of them.
  package static func definitions(_ items: [(term: HTML, definition: HTML)]) -> HTML {
    guard !items.isEmpty else { return .empty }
    return lines(
      "dl", [],
      items.map { element("dt", [], $0.term) + element("dd", [], $0.definition) })
  }

  /// Text with its line ends and blanks as they are, such as a command.
  package static func preformatted(_ text: String) -> HTML {
    element("pre", [("tabindex", "0")], element("code", [], HTML(text))) + HTML(markup: "\n")
  }

  /// A picture with its caption.
  ///
  /// - Parameter svg: an `<svg>` element whose ids occur once in the page and that loads nothing.
  package static func figure(svg: String, caption: HTML) -> HTML {
    element(
      "figure", [],
      element("div", [("class", "card")], HTML(markup: svg))
        + (caption.isEmpty ? .empty : element("figcaption", [], caption)))
      + HTML(markup: "\n")
  }

  /// Figures beside each other where there is room.
  package static func gallery(_ figures: [HTML]) -> HTML {
    figures.isEmpty ? .empty : lines("div", [("class", "gallery")], figures)
  }

  /// A part that is folded away below a summary; it opens when a link leads to it.
  package static func details(
    id: String, summary: HTML, isOpen: Bool = false, _ content: HTML
  ) -> HTML {
    HTML(markup: "<details id=\"\(escaped(id))\"\(isOpen ? " open=\"\"" : "")>")
      + element("summary", [], summary) + HTML(markup: "\n") + content
      + HTML(markup: "</details>\n")
  }

  private static func lines(
    _ name: String, _ attributes: [(name: String, value: String?)], _ items: [HTML]
  ) -> HTML {
    let end = HTML(markup: "\n")
    return element(name, attributes, end + items.map { $0 + end }.joined()) + end
  }
}
