/// Columns of text, aligned for a terminal.
package struct TextTable: Sendable {
  package enum Alignment: Sendable {
    case left
    case right
  }

  private var rows: [[String]] = []
  private let alignments: [Alignment]

  package init(_ header: [String], _ alignments: [Alignment]) {
    precondition(header.count == alignments.count, "one alignment a column")
    self.alignments = alignments
    rows.append(header)
  }

  package mutating func append(_ row: [String]) {
    precondition(row.count == alignments.count, "one field a column")
    rows.append(row)
  }

  /// The lines, without blanks at their ends.
  package var text: String {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, field) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - field.count)
        line += alignments[column] == .left ? field + padding : padding + field
        if column < row.count - 1 { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
