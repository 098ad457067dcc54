/// Where the wells of a plate stand on its lines, as the line of column numbers above it says.
struct PlateGrid {
  /// The numbers of the columns of wells.
  let columns: ClosedRange<Int>
  /// The field of a row's first well.
  let firstField: Int
  /// The field of a row's letter; nil where rows have none, as in the exports of SoftMax Pro, which
  /// has the time and the temperature to the left of the wells.
  let letterField: Int?
  /// How many fields stand to the left of the wells on the line of numbers.
  let leadCount: Int
  /// Whether the last of them is a word that says nothing of plates, such as a name in a table.
  let hasName: Bool

  /// The grid below a line that ends with at least two consecutive column numbers.
  init?(_ fields: [Field], source: TableSource) {
    var end = fields.count
    while end > 0, fields[end - 1].isEmpty { end -= 1 }
    var start = end
    var first: Int?
    while start > 0, case .number(let value) = source.classifier.content(of: fields[start - 1]),
      let number = Int(exactly: value), number >= 1, first.map({ number == $0 - 1 }) ?? true
    {
      first = number
      start -= 1
    }
    guard let first, end - start >= 2 else { return nil }
    columns = first...(first + end - start - 1)
    leadCount = start
    let corner = start > 0 ? source.name(fields[start - 1]) : ""
    guard WellPosition.row(named: corner) == nil else { return nil }
    hasName =
      corner.contains { $0.isLetter } && source.classifier.content(ofText: corner) == .word
      && PlateTimeReader.timeName(corner) == nil && !InstrumentNames.isTemperature(corner)
      && !["plate", "row", "well"].contains { corner.lowercased().hasPrefix($0) }
    if start > 1, InstrumentNames.isTemperature(corner) {
      letterField = nil
      firstField = start
    } else {
      // Blanks that delimit leave no field for an empty corner.
      letterField = max(start - 1, 0)
      firstField = max(start, 1)
    }
  }

  var fieldCount: Int { firstField + columns.count }

  /// What a line says as a row of wells; nil where it can be none.
  func row(of fields: [Field], source: TableSource) -> PlateRow? {
    guard fields.count > firstField else { return nil }
    let contents = fields[firstField..<min(fields.count, fieldCount)].map {
      source.classifier.content(of: $0)
    }
    var row = PlateRow(
      numberCount: contents.count { $0.isLike(.number(0)) }, wordCount: contents.count(of: .word))
    if let letterField {
      guard let text = source.scanner.text(of: fields[letterField]),
        let number = WellPosition.row(named: text)
      else { return nil }
      row.number = number
    } else if fields.count < fieldCount || row.numberCount == 0
      || source.classifier.content(of: fields[firstField - 1]) == .word
    {
      return nil
    }
    return row
  }
}

/// What a line of wells says about itself.
struct PlateRow {
  /// Counted from 1; nil where rows have no letters.
  var number: Int?
  /// How many wells hold numbers, and how many words.
  var numberCount: Int
  var wordCount: Int
}

extension [FieldContent] {
  fileprivate func count(of content: FieldContent) -> Int { count { $0 == content } }
}
