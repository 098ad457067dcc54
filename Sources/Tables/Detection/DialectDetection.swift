/// Finds the delimiter and the decimal sign of a text from its first records.
///
/// A delimiter is good when it cuts most records into the same number of fields, more than one, and
/// when those fields are numbers, times or missing. That last part tells `1,5;2,5` (two numbers with
/// decimal commas) from three fields between commas.
struct DialectDetection {
  let bytes: Bytes
  let start: Int
  let options: DelimitedTextOptions

  /// In the order in which they are preferred where they do equally well.
  private static let candidates: [Delimiter] = [.comma, .tab, .semicolon, .bar, .blanks]

  func dialect() -> Dialect {
    if let delimiter = options.delimiter { return best(for: delimiter).dialect }
    var best: (dialect: Dialect, score: Double)?
    for delimiter in Self.candidates {
      if delimiter == .comma, options.decimal == .comma { continue }
      let found = self.best(for: delimiter)
      if found.score > best?.score ?? 0 { best = found }
    }
    return best?.dialect ?? fallback
  }

  /// For a text of one column, or one whose quotes are wrong from the start.
  private var fallback: Dialect {
    var counts: [UInt8: Int] = [:]
    let scanner = FieldScanner(bytes, delimiter: .comma)
    let first = scanner.record(at: start)
    for offset in first..<scanner.lineEnd(at: first) { counts[bytes[offset], default: 0] += 1 }
    let likely = Self.candidates.dropLast().max {
      counts[$0.byte, default: 0] < counts[$1.byte, default: 0]
    }
    let hasOneField = likely.map { counts[$0.byte, default: 0] == 0 } ?? true
    // Nothing separates anything: with a tab, a comma is free to be a decimal comma.
    return best(for: hasOneField ? .tab : likely ?? .comma).dialect
  }

  /// The likelier decimal sign for a delimiter, and how good both are together.
  private func best(for delimiter: Delimiter) -> (dialect: Dialect, score: Double) {
    let sample = Sample(of: bytes, from: start, delimiter: delimiter)
    let point = Dialect(delimiter: delimiter, decimal: .point)
    let comma = Dialect(delimiter: delimiter, decimal: .comma)
    switch options.decimal {
    case .point?: return (point, score(of: sample, as: point))
    case .comma?: return (comma, score(of: sample, as: comma))
    case nil where delimiter == .comma: return (point, score(of: sample, as: point))
    case nil:
      let (pointScore, commaScore) = (score(of: sample, as: point), score(of: sample, as: comma))
      let hasComma = understood(in: sample, as: comma) > understood(in: sample, as: point)
      return hasComma ? (comma, commaScore) : (point, pointScore)
    }
  }

  private func score(of sample: Sample, as dialect: Dialect) -> Double {
    let (fieldCount, share) = sample.commonestWidth()
    guard fieldCount > 1 else { return 0 }
    let fields = sample.records.reduce(0) { $0 + $1.count }
    let typed = Double(understood(in: sample, as: dialect)) / Double(fields)
    // Blanks also stand between the words of a text and between a date and its time.
    if dialect.delimiter.isRunOfBlanks { return share * share * typed * 0.9 }
    return share * share * (0.05 + typed)
  }

  /// How many fields are numbers, times or missing.
  private func understood(in sample: Sample, as dialect: Dialect) -> Int {
    let missing = MissingTexts(adding: options.missing, decimal: dialect.decimal)
    let classifier = FieldClassifier(bytes, dialect: dialect, missing: missing)
    return sample.records.reduce(0) { count, fields in
      fields.reduce(count) { classifier.content(of: $1) == .word ? $0 : $0 + 1 }
    }
  }
}
