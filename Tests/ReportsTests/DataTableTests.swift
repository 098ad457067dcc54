import Foundation
import Reports
import Testing

/// The keys by which tables are sorted.
struct DataTableTests {
  @Test(
    "A number's key reads back to the same number, whatever is printed",
    arguments: [0.1, 196.24529110567, 1e-300, -2.5e17, 0, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
  func keys(_ value: Double) throws {
    var table = DataTable("", columns: [.text("series"), .number("L")])
    table.append([.text("A1"), .number(value, "about (1 … 2)")])
    let key = try #require(table.html.markup.firstMatch(of: /data-key="([^"]*)">about/)?.1)
    #expect(Double(key) == value)
    #expect(table.html.markup.contains(">about (1 … 2)</td>"))
  }

  @Test("What is missing has an empty key; infinity has JavaScript's name")
  func missing() {
    var table = DataTable("", columns: [.text("series"), .number("L")])
    table.append([.text("A1"), .missing])
    table.append([.text("A2"), .number(.nan, "none")])
    table.append([.text("A3"), .number(nil, "unknown")])
    table.append([.text("A4"), .number(.infinity, "∞")])
    table.append([.text("A5"), .number(-.infinity, "-∞")])
    let cells = table.html.markup.matches(of: /<td class="n" data-key="([^"]*)">/).map {
      String($0.1)
    }
    #expect(cells == ["", "", "", "Infinity", "-Infinity"])
  }

  @Test("Columns of numbers stand at the right; the first cell names the row")
  func markup() {
    var table = DataTable(
      "A & B", columns: [.text("well"), .number("k", note: "growth \"rate\"")], isSortable: false)
    table.append([.text(.link("A1", to: "a1"), sortedAs: "A1"), .number(2)])
    let markup = table.html.markup
    #expect(markup.contains("aria-label=\"A &amp; B\""))
    #expect(markup.contains("<caption><span>A &amp; B</span></caption>"))
    #expect(
      markup.contains("<th scope=\"col\" class=\"n\" title=\"growth &quot;rate&quot;\">k</th>"))
    #expect(
      markup.contains(
        "<th scope=\"row\" data-key=\"A1\"><a href=\"#a1\">A1</a></th><td class=\"n\">2</td>"))
    #expect(!markup.contains("sortable"))
  }

  @Test("A table of one row has nothing to sort")
  func sortable() {
    var table = DataTable("", columns: [.text("well")])
    table.append([.text("A1")])
    #expect(!table.html.markup.contains("class=\"sortable\""))
    table.append([.text("A2")])
    #expect(table.html.markup.contains("class=\"sortable\""))
  }
}
