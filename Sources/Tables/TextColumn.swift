/// A column as texts: the different ones, and which of them each row has.
package struct TextColumn: Sendable, Equatable {
  /// The different texts in the order of their first rows.
  package let levels: [String]
  /// For each row the position of its text in `levels`, -1 where the field is missing.
  package let codes: [Int32]

  /// The text of a row, nil where it is missing.
  package subscript(row: Int) -> String? {
    codes[row] < 0 ? nil : levels[Int(codes[row])]
  }
}

extension Column {
  /// The texts of the column as they are written in the file, without quotes and without the blanks
  /// around them; of a column of any kind. `1` and `1.0` are different texts. For a column of numbers
  /// or times this goes through the whole input once more.
  ///
  /// Throws `notUTF8` with the place of the first text that is not UTF-8.
  package func text() throws(TableError) -> TextColumn {
    let scanner = source.scanner
    var table = LevelTable()
    var codes: [Int32] = []
    codes.reserveCapacity(rowCount)
    for offset in try textOffsets() {
      if offset < 0 {
        codes.append(-1)
        continue
      }
      guard let field = try? scanner.field(at: offset) else {
        preconditionFailure("a field that was read before cannot be read again")
      }
      guard let code = table.code(of: field, scanner: scanner) else {
        throw .notUTF8(source.place(at: offset, column: index, name: name))
      }
      codes.append(code)
    }
    return TextColumn(levels: table.levels, codes: codes)
  }

  /// Where the fields begin: kept for a column of text, looked for again for any other.
  private func textOffsets() throws(TableError) -> [Int] {
    if kind == .text { return offsets }
    precondition(!source.layout.names.isEmpty, "a column made of plates or rows has no texts")
    var roles = source.layout.names.map { _ in ColumnRole.skip }
    roles[index] = .text
    return try source.scan(roles).columns[index].offsets
  }
}
