/// What a scan does with the fields of a column.
enum ColumnRole: UInt8, Sendable {
  case skip, number, date, clock, text
}

/// One column as a scan found it.
struct ScannedColumn: Sendable {
  var role: ColumnRole
  /// The values of a column of numbers or times, NaN where there is none.
  var values: [Double] = []
  /// Where each field of a text column begins, -1 where it is missing.
  var offsets: [Int] = []
  var missing = 0
  var dates = 0
  var clocks = 0
  var words = 0
  var tooLarge = 0

  /// Counts a field of this column. Numbers are what remains of the rows.
  mutating func count(_ content: FieldContent) {
    switch content {
    case .missing: missing += 1
    case .number: break
    case .tooLarge: tooLarge += 1
    case .date: dates += 1
    case .clock: clocks += 1
    case .word: words += 1
    }
  }
}

/// Why a scan stopped, with the offsets of the record and of what is wrong in it.
enum ScanProblem: Error {
  case quote(QuoteProblem, record: Int, column: Int)
  case ragged(record: Int)
}

/// One pass over the records of a text, each column in its role.
struct ColumnScan {
  let scanner: FieldScanner
  let classifier: FieldClassifier
  /// Where the first record behind the header is looked for.
  let body: Int

  /// Fills the columns and returns how many rows there are.
  func run(_ columns: inout [ScannedColumn]) throws(ScanProblem) -> Int {
    let bytes = scanner.bytes
    let columnCount = columns.count
    let block = ColumnBlock(columnCount: columnCount)
    let roles = columns.map(\.role)
    reserve(&columns)

    // A comma that is delimiter and decimal sign at once needs the field's end before its number.
    let isNumberSelfContained = scanner.delimiter != classifier.decimal.byte
    let hasMissingNumbers = !classifier.missing.numbers.isEmpty
    let numberRole = isNumberSelfContained && !hasMissingNumbers ? ColumnRole.number : nil
    let decimal = classifier.decimal.byte

    var rowCount = 0
    var blockRow = 0
    var offset = scanner.record(at: body)
    while offset < bytes.count {
      let record = offset
      var column = 0
      var isLast = false
      repeat {
        if column == columnCount { throw .ragged(record: record) }
        let role = roles[column]
        if role == numberRole {
          let (value, end) = bytes.number(at: offset, decimal: decimal)
          if end > offset, value.magnitude < .infinity, let step = scanner.step(behind: end) {
            block.store(value.bitPattern, row: blockRow, column: column)
            (offset, isLast) = step
            column += 1
            continue
          }
        }
        let field: Field
        do throws(QuoteProblem) { field = try scanner.field(at: offset) } catch {
          throw .quote(error, record: record, column: column)
        }
        if role != .skip {
          let bits = store(field, at: offset, in: &columns[column])
          block.store(bits, row: blockRow, column: column)
        }
        offset = field.next
        isLast = field.isLast
        column += 1
      } while !isLast
      if column != columnCount { throw .ragged(record: record) }

      rowCount += 1
      blockRow += 1
      if blockRow == block.rowCapacity {
        flush(block, rows: blockRow, to: &columns)
        blockRow = 0
      }
      offset = scanner.record(at: scanner.afterLineEnd(at: offset))
    }
    flush(block, rows: blockRow, to: &columns)
    return rowCount
  }

  /// Counts a field in its column and returns the bits of its cell.
  @inline(never)
  private func store(_ field: Field, at start: Int, in column: inout ScannedColumn) -> UInt64 {
    let content = classifier.content(of: field)
    column.count(content)
    let value: Double =
      switch (column.role, content) {
      case (.number, .number(let value)), (.date, .date(let value)), (.clock, .clock(let value)):
        value
      default: .nan
      }
    if column.role == .text {
      return UInt64(bitPattern: Int64(content == .missing ? -1 : start))
    }
    return value.bitPattern
  }

  /// Makes room for all rows at once: growing by doubling would need twice the memory.
  private func reserve(_ columns: inout [ScannedColumn]) {
    // A record has a byte for each of its delimiters and its line end.
    let bytes = scanner.bytes
    let most = (bytes.count - body) / columns.count + 1
    let rows = min(bytes.lineCount(from: body), most)
    for column in columns.indices {
      switch columns[column].role {
      case .skip: break
      case .number, .date, .clock: columns[column].values.reserveCapacity(rows)
      case .text: columns[column].offsets.reserveCapacity(rows)
      }
    }
  }

  private func flush(_ block: borrowing ColumnBlock, rows: Int, to columns: inout [ScannedColumn]) {
    for column in columns.indices {
      switch columns[column].role {
      case .skip: break
      case .number, .date, .clock:
        block.append(rows: rows, ofColumn: column, to: &columns[column].values)
      case .text:
        block.append(rows: rows, ofColumn: column, to: &columns[column].offsets)
      }
    }
  }
}
