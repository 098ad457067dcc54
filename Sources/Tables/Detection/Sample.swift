/// The first records of a text, cut into fields for one delimiter.
struct Sample {
  let scanner: FieldScanner
  private(set) var records: [[Field]] = []

  /// Takes records until there are a hundred, or three and 64 kB. Stops before a wrong quotation:
  /// for this delimiter the text is wrong there, and reading it will say so.
  init(of bytes: Bytes, from start: Int, delimiter: Delimiter) {
    scanner = FieldScanner(bytes, delimiter: delimiter)
    var offset = scanner.record(at: start)
    while offset < bytes.count, records.count < 100,
      records.count < 3 || offset - start < 1 << 16
    {
      var fields: [Field] = []
      repeat {
        do throws(QuoteProblem) {
          fields.append(try scanner.field(at: offset))
        } catch { return }
        offset = fields[fields.count - 1].next
      } while !fields[fields.count - 1].isLast
      records.append(fields)
      offset = scanner.record(at: scanner.afterLineEnd(at: offset))
    }
  }

  /// The commonest number of fields and in which share of the records it is found, from one of them
  /// on.
  func commonestWidth(ofRecordsFrom first: Int = 0) -> (fieldCount: Int, share: Double) {
    var counts: [Int: Int] = [:]
    for record in records.dropFirst(first) { counts[record.count, default: 0] += 1 }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return best.map { ($0.key, Double($0.value) / Double(records.count - first)) } ?? (0, 0)
  }
}
