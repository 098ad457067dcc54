import CommandSupport
import Tables

/// What a file says about wells: the values of a few labels for each.
struct PlateAnnotation {
  enum Role {
    case sample
    case blank
    case empty
  }

  struct Well {
    /// In the order of the labels, nil where the file has none.
    var values: [String?]
    var role = Role.sample
    /// The row of the table that says so.
    fileprivate var row: Int
  }

  let path: String
  let labels: [String]
  /// In the order of the file.
  private(set) var names: [String] = []
  private var wells: [String: Well] = [:]

  /// Reads a table with a row for each well, whose name is in a column `well`, or in the first that
  /// holds wells, or in the first; or a plate of values of one label. A first row with a well in it
  /// is no header.
  init(path: String) throws(CommandFailure) {
    do throws(TableError) {
      var table = try Table.read(path)
      if table.hasHeader, table.columns.contains(where: { WellPosition($0.name) != nil }) {
        table = try Table.read(path, options: DelimitedTextOptions(hasHeader: false))
      }
      self.path = path
      if let grid = try Self.grid(table) {
        labels = [grid.label]
        for (name, value, row) in grid.values { try add(name, [value], row: row, of: table) }
      } else {
        let texts = try table.columns.map { column throws(TableError) in try column.text() }
        let wellColumn = Self.wellColumn(table, texts)
        let others = table.columns.indices.filter { $0 != wellColumn }
        labels = others.map { table.columns[$0].name }
        for row in 0..<table.rowCount {
          guard let name = texts[wellColumn][row] else { continue }
          try add(name, others.map { texts[$0][row] }, row: row, of: table)
        }
      }
    } catch {
      throw CommandFailure(error)
    }
    assignRoles()
  }

  /// The labels of the first of some names that is a well of the file.
  func well(of names: [String]) -> (name: String, well: Well)? {
    for name in names {
      let key = Self.key(name)
      if let well = wells[key] { return (key, well) }
    }
    return nil
  }

  /// The wells of a role, in the order of the file.
  func names(of role: Role) -> [String] { names.filter { wells[$0]?.role == role } }

  /// A01 is A1.
  private static func key(_ name: String) -> String {
    WellPosition(name)?.description ?? name
  }

  private mutating func add(
    _ name: String, _ values: [String?], row: Int, of table: Table
  ) throws(TableError) {
    let key = Self.key(name)
    names.append(key)
    guard let first = wells.updateValue(Well(values: values, row: row), forKey: key) else { return }
    throw .plate(
      file: path, line: table.lineNumber(ofRow: row),
      .repeatedName(name, firstLine: table.lineNumber(ofRow: first.row)))
  }

  private static func wellColumn(_ table: Table, _ texts: [TextColumn]) -> Int {
    let called = ["well", "wells", "position", "pos", "well id", "well_id"]
    let named = table.columns.firstIndex { called.contains($0.name.lowercased()) }
    let holding = texts.firstIndex { text in
      !text.levels.isEmpty && text.levels.allSatisfy { WellPosition($0) != nil }
    }
    return named ?? holding ?? 0
  }

  /// A plate of values: a column of row letters, and beside it columns that are named with numbers.
  private static func grid(
    _ table: Table
  ) throws(TableError) -> (label: String, values: [(String, String?, row: Int)])? {
    guard let letters = table.columns.first, table.columns.count > 1,
      table.columns.dropFirst().allSatisfy({ Int($0.name).map { $0 > 0 } ?? false })
    else { return nil }
    let rows = try letters.text()
    guard rows.levels.allSatisfy({ WellPosition.row(named: $0) != nil }) else { return nil }
    var values: [(String, String?, row: Int)] = []
    for column in table.columns.dropFirst() {
      let texts = try column.text()
      for row in 0..<table.rowCount {
        guard let letter = rows[row] else { continue }
        values.append((letter + column.name, texts[row], row))
      }
    }
    // A header without a word above the letters gives that column a name of our own.
    return (letters.name == "column1" ? "label" : letters.name, values)
  }

  /// `blank` and `empty` are roles under any label; `b` and `X`, as in the files of Kinbiont, only
  /// under the first, and `b` not among letters: a, b, c are labels.
  private mutating func assignRoles() {
    let first = Set(wells.values.compactMap { $0.values.first ?? nil })
    let areLetters = first.contains("a") || first.contains("c")
    for (name, well) in wells {
      var role = Role.sample
      for value in well.values.compactMap({ $0?.lowercased() }) {
        if ["blank", "blanks", "blk"].contains(value) { role = .blank }
        if value == "empty" { role = .empty }
      }
      if well.values.first == "b", !areLetters { role = .blank }
      if well.values.first == "X" { role = .empty }
      wells[name]?.role = role
    }
  }
}
