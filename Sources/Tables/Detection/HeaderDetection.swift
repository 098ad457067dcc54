/// Tells whether the first record names the columns.
///
/// Tables of measurements almost always have a header, so it takes evidence to deny one: a first
/// record that looks like those below it.
struct HeaderDetection {
  let sample: Sample
  let classifier: FieldClassifier

  func hasHeader() -> Bool {
    guard let first = sample.records.first else { return true }
    let rows = sample.records.dropFirst().filter { $0.count == first.count }
    let names = first.map { classifier.content(of: $0) }
    let typed = names.map(\.isNumberOrTime)
    guard typed.contains(true) else { return true }
    // A lone record with a number in it is data.
    if rows.isEmpty { return sample.records.count > 1 && !typed.allSatisfy { $0 } }

    var columnsOfWords: [Int] = []
    for (column, name) in names.enumerated() {
      let contents = rows.map { classifier.content(of: $0[column]) }.filter { $0 != .missing }
      let alike = contents.count { $0.isLike(name) }
      switch name {
      // A word above numbers, or a date.
      case .word, .date, .clock: if alike * 2 < contents.count { return true }
      // Nothing above words, as in the corner of a matrix.
      case .missing where first[column].isEmpty && !contents.isEmpty:
        if contents.allSatisfy({ $0 == .word }) { return true }
      case .missing, .number, .tooLarge: break
      }
      if name == .word { columnsOfWords.append(column) }
    }
    if columnsOfWords.contains(where: { repeats(first[$0], in: rows.map(\.self), column: $0) }) {
      return false
    }
    return isScale(names) && !rows.contains { isScale($0.map { classifier.content(of: $0) }) }
  }

  /// Whether the word at the head of a column also occurs in it.
  private func repeats(_ field: Field, in rows: [[Field]], column: Int) -> Bool {
    let word = sample.scanner.text(of: field)
    return rows.contains { sample.scanner.text(of: $0[column]) == word }
  }

  /// Whether the numbers of a record are years or evenly spaced integers, rising: years, doses or
  /// times at the head of columns, and hardly ever a row of measurements.
  private func isScale(_ contents: [FieldContent]) -> Bool {
    var numbers: [Double] = []
    for case .number(let number) in contents { numbers.append(number) }
    guard numbers.count >= 2, numbers.allSatisfy({ $0 == $0.rounded() }) else { return false }
    let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
    guard steps.allSatisfy({ $0 > 0 }) else { return false }
    let areYears = numbers.allSatisfy { 1_500 <= $0 && $0 <= 2_200 }
    return areYears || (numbers.count >= 3 && steps.allSatisfy { $0 == steps[0] })
  }
}

extension FieldContent {
  /// Whether two fields are of one kind.
  func isLike(_ other: FieldContent) -> Bool {
    switch (self, other) {
    case (.missing, .missing), (.word, .word), (.date, .date), (.clock, .clock),
      (.number, .number), (.number, .tooLarge), (.tooLarge, .number), (.tooLarge, .tooLarge):
      true
    default: false
    }
  }

  /// Whether a column of numbers or times may hold it as a value.
  var isNumberOrTime: Bool {
    switch self {
    case .number, .tooLarge, .date, .clock: true
    case .missing, .word: false
    }
  }
}
