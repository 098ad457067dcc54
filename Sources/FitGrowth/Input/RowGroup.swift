import CommandSupport
import Tables

/// Rows of a table that belong to one series, and the values that tell them apart.
struct RowGroup {
  /// `nil` for all rows of the table.
  private(set) var rows: [Int]?
  var values: [SeriesSelection.Key]

  /// The groups by the values of columns, in the order of first appearance; one of all rows without
  /// columns.
  static func groups(
    of table: Table, by columns: [Column]
  ) throws(CommandFailure) -> [RowGroup] {
    guard !columns.isEmpty else { return [RowGroup(rows: nil, values: [])] }
    var texts: [TextColumn] = []
    for column in columns {
      do { texts.append(try column.text()) } catch { throw CommandFailure(error) }
    }
    var indices: [[Int32]: Int] = [:]
    var rows: [[Int]] = []
    var values: [[SeriesSelection.Key]] = []
    for row in 0..<table.rowCount {
      let key = texts.map { $0.codes[row] }
      if let index = indices[key] {
        rows[index].append(row)
      } else {
        indices[key] = rows.count
        rows.append([row])
        values.append(
          zip(columns, texts).map { SeriesSelection.Key(column: $0.name, value: $1[row] ?? "NA") })
      }
    }
    return zip(rows, values).map { RowGroup(rows: $0, values: $1) }
  }

  /// Without the rows whose time lies outside a range.
  mutating func trim(to range: ClosedRange<Double>, times: [Double]) {
    rows = (rows ?? Array(times.indices)).filter { range.contains(times[$0]) }
  }

  /// The values of the rows; the very same array where they are all.
  func pick(_ values: [Double]) -> [Double] {
    guard let rows, !values.isEmpty else { return values }
    return rows.map { values[$0] }
  }

  /// Whether the values that are present are all equal.
  func isConstant(_ values: [Double]) -> Bool {
    let present = pick(values).lazy.filter { !$0.isNaN }
    guard let first = present.first else { return true }
    return present.allSatisfy { $0 == first }
  }
}
