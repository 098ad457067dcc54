/// A report as one file of HTML: everything it shows is in it, and nothing is loaded.
///
/// ```
/// var page = ReportPage(title: "Growth in plate.csv", subtitle: "fit-growth 0.1.0")
/// page.append("Summary", id: "summary", .paragraph("96 series, of which 83 are ok."))
/// page.append("All series", id: "series", table.html)
/// page.append("Plate", id: "plate", .gallery(svgs.map { .figure(svg: $0, caption: "rate") }))
/// try OutputFile.write(page.bytes, to: "report.html")
/// ```
///
/// It is read on a telephone, on a desk, in the dark and on paper; without scripts everything but
/// the sorting of tables still works. The same parts give the same bytes.
package struct ReportPage: Sendable {
  package var title: String
  package var subtitle: HTML
  /// At the end of the page.
  package var footer: HTML
  private var sections: [(title: String, id: String, content: HTML)] = []

  package init(title: String, subtitle: HTML = .empty, footer: HTML = .empty) {
    self.title = title
    self.subtitle = subtitle
    self.footer = footer
  }

  /// - Parameters:
  ///   - id: for links to it; occurs once in the page.
  ///   - content: nothing is added where it is empty.
  package mutating func append(_ title: String, id: String, _ content: HTML) {
    guard !content.isEmpty else { return }
    sections.append((title, id, content))
  }

  package var bytes: [UInt8] { Array(html.utf8) }

  var html: String {
    let title = HTML.escaped(title)
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <link rel="icon" href="data:,">
      <style>
      \(StyleSheet.text)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <h1>\(title)</h1>

      """
    if !subtitle.isEmpty { text += "<p>\(subtitle.markup)</p>\n" }
    text += "</header>\n<nav aria-label=\"Contents\">\n<ol>\n"
    for section in sections {
      text += HTML.element("li", [], .link(HTML(section.title), to: section.id)).markup + "\n"
    }
    text += "</ol>\n</nav>\n<main id=\"content\">\n"
    for section in sections {
      let id = HTML.escaped(section.id)
      text += "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n"
      text += "<h2 id=\"\(id)-title\">\(HTML.escaped(section.title))</h2>\n"
      text += section.content.markup
      text += "</section>\n"
    }
    text += "</main>\n"
    if !footer.isEmpty { text += "<footer><p>\(footer.markup)</p></footer>\n" }
    return text + "<script>\n\(PageScript.text)\n</script>\n</body>\n</html>\n"
  }
}
