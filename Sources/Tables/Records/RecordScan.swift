/// One pass over records that fills a block.
struct RecordScan {
  let scanner: FieldScanner
  let classifier: FieldClassifier
  /// Whether the text ends where the bytes end; else a record that touches the end is not complete.
  let isFinal: Bool
  let selection: [Int]

  /// Appends rows to the block until it is full or the records end.
  ///
  /// - Returns: where to go on.
  func run(
    from start: Int, columns: inout [RecordColumn], into block: inout RecordBlock
  ) throws(ScanProblem) -> Int {
    let bytes = scanner.bytes
    let columnCount = columns.count
    let isFast =
      scanner.delimiter != classifier.decimal.byte && classifier.missing.numbers.isEmpty
    let decimal = classifier.decimal.byte
    let roles = columns.map(\.role)
    var slots = [Int](repeating: 0, count: columnCount)
    for (slot, column) in selection.enumerated() { slots[column] = slot }
    let width = block.width

    var offset = start
    while block.rowCount < block.capacity {
      let record = scanner.record(at: offset)
      // A comment that goes on in the next piece must be read from its beginning.
      guard record < bytes.count else { return isFinal ? bytes.count : offset }
      offset = record
      let base = block.rowCount * width
      var column = 0
      var isLast = false
      repeat {
        if column == columnCount { throw .ragged(record: record) }
        let role = roles[column]
        if role == .number && isFast {
          let (value, end) = bytes.number(at: offset, decimal: decimal)
          if end > offset, value.magnitude < .infinity, let step = scanner.step(behind: end) {
            block.values[base + slots[column]] = value
            (offset, isLast) = step
            column += 1
            continue
          }
        }
        let field: Field
        do throws(QuoteProblem) { field = try scanner.field(at: offset) } catch {
          if case .unterminated = error, !isFinal { return record }
          throw .quote(error, record: record, column: column)
        }
        if role != .skip, isFinal || field.next < bytes.count {
          block.values[base + slots[column]] = value(of: field, at: offset, in: &columns[column])
        }
        offset = field.next
        isLast = field.isLast
        column += 1
      } while !isLast
      if offset >= bytes.count && !isFinal { return record }
      if column != columnCount { throw .ragged(record: record) }
      block.starts[block.rowCount] = record
      block.rowCount += 1
      offset = scanner.afterLineEnd(at: offset)
    }
    return offset
  }

  @inline(never)
  private func value(of field: Field, at start: Int, in column: inout RecordColumn) -> Double {
    let content = classifier.content(of: field)
    if content == .missing {
      column.missingCount += 1
      if column.firstMissing == nil { column.firstMissing = start }
      return .nan
    }
    if column.role == .number {
      if case .number(let value) = content { return value }
    } else {
      let code = column.levels.code(of: field, scanner: scanner)
      if code >= 0 { return Double(code) }
    }
    column.wrongCount += 1
    if column.firstWrong == nil { column.firstWrong = start }
    return column.role == .number || column.levels.isOpen ? .nan : -1
  }
}
