import Reports
import Testing

/// Texts as markup.
struct HTMLTests {
  @Test(
    "What could be markup is escaped",
    arguments: [
      ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"A1\"", "&quot;A1&quot;"),
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("&amp;", "&amp;amp;"),
      ("µ – 1/h ∞", "µ – 1/h ∞"), ("a\tb\nc", "a\tb\nc"), ("", ""),
    ])
  func escaping(_ text: String, _ markup: String) {
    #expect(HTML(text).markup == markup)
  }

  @Test(
    "Characters that no page may hold are replaced",
    arguments: [0x0, 0x1B, 0x7F, 0x85, 0xFFFE, 0x1FFFF, 0xFDD0])
  func controls(_ code: UInt32) throws {
    let character = String(Character(try #require(Unicode.Scalar(code))))
    #expect(HTML("a\(character)b").markup == "a\u{FFFD}b")
  }

  @Test("An interpolated text is escaped, an interpolated piece is not")
  func interpolation() {
    let name = "A<1>"
    let line: HTML = "The well \(name) & \(3) more: \(HTML.strong("ok")), \(.link("fit", to: "a1"))"
    #expect(
      line.markup
        == "The well A&lt;1&gt; &amp; 3 more: <strong>ok</strong>, <a href=\"#a1\">fit</a>")
  }

  @Test("Attributes are escaped")
  func attributes() {
    #expect(HTML.link("x", to: "a\"b").markup == "<a href=\"#a&quot;b\">x</a>")
  }

  @Test("Lists, definitions and details hold what they are given, and nothing makes nothing")
  func blocks() {
    #expect(HTML.list([]).isEmpty)
    #expect(HTML.definitions([]).isEmpty)
    #expect(HTML.list(["a", "b"]).markup == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(
      HTML.definitions([("k", "0.5")]).markup == "<dl>\n<dt>k</dt><dd>0.5</dd>\n</dl>\n")
    #expect(
      HTML.details(id: "a", summary: "A1", .paragraph("ok")).markup
        == "<details id=\"a\"><summary>A1</summary>\n<p>ok</p>\n</details>\n")
  }
}
