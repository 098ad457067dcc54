import Foundation
import Reports
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page of everything there is.
struct ReportPageTests {
  static func page() -> ReportPage {
    var page = ReportPage(title: "Growth in <plate> & more", subtitle: "by \(HTML.code("a<b"))")
    page.footer = "the end"
    var table = DataTable("Fits", columns: [.text("well"), .number("k"), .number("L")])
    let rows: [(well: String, k: Double?, l: String)] = [
      ("A10", 0.5, "9 (8 … 10)"), ("A2", -1.5, "100 (90 … 110)"), ("A1", nil, "20 (19 … 21)"),
      ("B1", 1e-7, "3 (2 … 4)"),
    ]
    for row in rows {
      let number = Double(row.l.prefix { $0 != " " })
      table.append([
        .text(.link(HTML(row.well), to: row.well), sortedAs: row.well),
        row.k.map { .number($0, HTML(String($0))) } ?? .missing, .number(number, HTML(row.l)),
      ])
    }
    page.append("All <fits>", id: "fits", table.html)
    page.append(
      "Each", id: "each",
      rows.map { row in
        .details(
          id: row.well, summary: HTML(row.well),
          .gallery([
            .figure(
              svg: "<svg viewBox=\"0 0 2 1\" role=\"img\"><title>t</title><rect/></svg>",
              caption: "fit")
          ]) + .preformatted("a 'b' <c>"))
      }.joined())
    page.append("Nothing", id: "nothing", .empty)
    return page
  }

  static var html: String { String(decoding: page().bytes, as: UTF8.self) }

  @Test("The body is well-formed")
  func wellFormed() throws {
    let html = Self.html
    let start = try #require(html.range(of: "<body>")).lowerBound
    let end = try #require(html.range(of: "<script>")).lowerBound
    let parser = XMLParser(data: Data((html[start..<end] + "</body>").utf8))
    #expect(
      parser.parse(), "\(String(describing: parser.parserError)) at line \(parser.lineNumber)")
  }

  @Test("Ids occur once, links lead to them, and sections without content are left out")
  func links() {
    let html = Self.html
    let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let targets = html.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(targets.contains("fits") && targets.contains("A10"))
    for target in targets { #expect(ids.contains(target), "\(target)") }
    #expect(!html.contains("Nothing"))
  }

  @Test("Nothing is loaded, the language is named, and titles are escaped")
  func head() {
    let html = Self.html
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("<title>Growth in &lt;plate&gt; &amp; more</title>"))
    #expect(!html.contains("http:") && !html.contains("https:"))
    #expect(!html.contains(" src=") && !html.contains("@import") && !html.contains("url("))
    #expect(Self.page().bytes == Self.page().bytes)
  }

  @Test(
    "A browser sorts the table by click, opens what is linked, and finds no error",
    .enabled(if: Browser.installed != nil, "there is no Chromium on the PATH"))
  func browser() throws {
    let browser = try #require(Browser.installed)
    let visit = try browser.visit(
      Self.html,
      running: """
        const heads = [...document.querySelectorAll("thead th")];
        const order = () => [...document.querySelectorAll("tbody tr")]
          .map(row => row.cells[0].textContent).join(" ");
        const seen = [order()];
        for (const i of [0, 0, 1, 1, 2]) {
          heads[i].querySelector("button").click();
          seen.push(heads[i].getAttribute("aria-sort") + ": " + order());
        }
        seen.push(heads.filter(head => head.hasAttribute("aria-sort")).length);
        seen.push(document.getElementById("A2").open);
        document.querySelector("a[href='#A2']").click();
        await new Promise(done => setTimeout(done, 100));
        seen.push(document.getElementById("A2").open);
        seen.push(performance.getEntriesByType("resource").length);
        return seen;
        """)
    #expect(visit.console.isEmpty)
    #expect(
      try JSONSerialization.jsonObject(with: Data(visit.result.utf8)) as? NSArray == [
        "A10 A2 A1 B1", "ascending: A1 A2 A10 B1", "descending: B1 A10 A2 A1",
        "ascending: A2 B1 A10 A1", "descending: A10 B1 A2 A1", "ascending: B1 A10 A1 A2", 1, false,
        true, 0,
      ])
  }
}
