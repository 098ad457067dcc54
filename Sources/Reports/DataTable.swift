/// A table of numbers and texts that a reader can sort by any column.
///
/// ```
/// var table = DataTable("Fits", columns: [.text("well"), .number("k", note: "growth rate")])
/// table.append([.text(.link("A1", to: "a1"), sortedAs: "A1"), .number(0.54, "0.54 (0.51 … 0.58)")])
/// table.append([.text("A2"), .missing])
/// page.append(table.html, to: …)
/// ```
///
/// Numbers are sorted as numbers whatever is printed, texts with the numbers in them as numbers (A2
/// before A10), and what is missing stands last in either direction; equal ones keep their order.
package struct DataTable: Sendable {
  package struct Column: Sendable {
    package enum Kind: String, Sendable {
      case text
      /// Text of several words, which gets room.
      case prose
      /// At the right.
      case number
    }

    package var title: HTML
    package var kind: Kind
    /// Shown when a pointer rests on the title.
    package var note: String?

    package static func text(_ title: HTML, note: String? = nil) -> Column {
      Column(title: title, kind: .text, note: note)
    }

    package static func prose(_ title: HTML, note: String? = nil) -> Column {
      Column(title: title, kind: .prose, note: note)
    }

    package static func number(_ title: HTML, note: String? = nil) -> Column {
      Column(title: title, kind: .number, note: note)
    }
  }

  package struct Cell: Sendable {
    var content: HTML
    /// By which it is sorted where that is not its text; empty for what is missing.
    var key: String?

    package static let missing = Cell(content: "–", key: "")

    package static func text(_ text: String) -> Cell { Cell(content: HTML(text), key: nil) }

    /// - Parameter key: the text by which it is sorted.
    package static func text(_ content: HTML, sortedAs key: String) -> Cell {
      Cell(content: content, key: key)
    }

    /// - Parameter value: by which it is sorted; NaN and `nil` are missing, but are printed too.
    package static func number(_ value: Double?, _ content: HTML) -> Cell {
      guard let value, !value.isNaN else { return Cell(content: content, key: "") }
      // JavaScript reads it back to the same double.
      let key = value.isFinite ? "\(value)" : value > 0 ? "Infinity" : "-Infinity"
      return Cell(content: content, key: key)
    }

    package static func number(_ value: Int) -> Cell {
      Cell(content: HTML(String(value)), key: nil)
    }
  }

  package var caption: HTML
  package var columns: [Column]
  package private(set) var rows: [[Cell]] = []
  /// Whether a reader can sort it; no use for a table of a few rows whose order says something.
  package var isSortable: Bool

  /// How many columns fit across a page.
  private static let mostUpright = 7

  package init(_ caption: HTML, columns: [Column], isSortable: Bool = true) {
    self.caption = caption
    self.columns = columns
    self.isSortable = isSortable
  }

  /// The first cell names the row.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "one cell for each column")
    rows.append(row)
  }

  /// The table in a box of its own that scrolls where the page is narrower.
  package var html: HTML {
    // On paper a wide table has a page of its own, turned.
    let isWide = columns.count > Self.mostUpright
    var markup =
      "<div class=\"\(isWide ? "scroll wide" : "scroll")\" tabindex=\"0\" role=\"region\""
    markup += " aria-label=\"\(HTML.escaped(captionText))\">\n<table"
    markup += isSortable && rows.count > 1 ? " class=\"sortable\">\n" : ">\n"
    if !caption.isEmpty { markup += "<caption><span>\(caption.markup)</span></caption>\n" }
    markup += "<thead><tr>"
    for column in columns {
      markup += HTML.tag(
        "th", [("scope", "col"), ("class", column.kind.classes), ("title", column.note)])
      markup += column.title.markup + "</th>"
    }
    markup += "</tr></thead>\n<tbody>\n"
    for row in rows {
      markup += "<tr>"
      for (index, cell) in row.enumerated() {
        let name = index == 0 ? "th" : "td"
        markup += HTML.tag(
          name,
          [
            ("scope", index == 0 ? "row" : nil), ("class", columns[index].kind.classes),
            ("data-key", cell.key),
          ])
        markup += cell.content.markup + "</\(name)>"
      }
      markup += "</tr>\n"
    }
    return HTML(markup: markup + "</tbody>\n</table></div>\n")
  }

  /// The caption without its elements.
  private var captionText: String {
    var text = ""
    var isInTag = false
    for character in caption.markup {
      switch character {
      case "<": isInTag = true
      case ">": isInTag = false
      case _ where !isInTag: text.append(character)
      default: break
      }
    }
    return text.isEmpty ? "table" : text.unescaped
  }
}

extension DataTable.Column.Kind {
  fileprivate var classes: String? {
    switch self {
    case .text: nil
    case .prose: "p"
    case .number: "n"
    }
  }
}

extension String {
  /// Of a text that `HTML.escaped` made.
  fileprivate var unescaped: String {
    var text = self
    for (escaped, plain) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text.replace(escaped, with: plain)
    }
    return text
  }
}
