/// A text that may say when a plate was read.
struct PlateTime {
  /// A number, or seconds for a clock time or a date.
  var content: FieldContent
  /// As it is written.
  var text: String
  /// The field that holds it, counted from 0, and where that begins.
  var field: Int
  var offset: Int
  /// What stands before it, such as `Time`; nil for a time that nothing names.
  var label: String?

  /// Clock times and dates can hardly be anything else; a number can.
  var isPlainNumber: Bool { content.isLike(.number(0)) }
}

/// Finds times in the lines around plates: `Time,0:15:00`, `Time [s]: 300`, `0 h 15 min`.
struct PlateTimeReader {
  let source: TableSource

  /// The time of a line, which has a name or stands alone.
  func time(in fields: [Field]) -> PlateTime? {
    let present = fields.indices.filter { !fields[$0].isEmpty }
    if let named = namedTime(in: fields, at: present) { return named }
    guard present.count == 1 else { return nil }
    return self.time(fields[present[0]], present[0])
  }

  /// The first time among a few fields, named or not.
  func time(among indices: Range<Int>, of fields: [Field]) -> PlateTime? {
    let present = indices.filter { !fields[$0].isEmpty }
    if let named = namedTime(in: fields, at: present) { return named }
    return present.lazy.compactMap { self.time(fields[$0], $0) }.first
  }

  /// A field that is a time.
  func time(_ field: Field, _ index: Int, label: String? = nil) -> PlateTime? {
    guard let text = source.scanner.text(of: field), let content = content(of: text) else {
      return nil
    }
    return PlateTime(
      content: content, text: text, field: index, offset: field.start, label: label)
  }

  private func namedTime(in fields: [Field], at present: [Int]) -> PlateTime? {
    for (position, index) in present.enumerated() {
      let text = source.name(fields[index])
      guard let name = Self.timeName(text) else { continue }
      for (label, rest) in Self.splits(of: text, behind: name) {
        guard let content = content(of: rest) else { continue }
        return PlateTime(
          content: content, text: rest, field: index, offset: fields[index].start, label: label)
      }
      guard position + 1 < present.count else { continue }
      let next = present[position + 1]
      if let time = time(fields[next], next, label: text) { return time }
    }
    return nil
  }

  /// The word that begins a text, where it says "time". A capital T is rather a temperature.
  static func timeName(_ text: String) -> Substring? {
    let word = text.prefix { $0.isLetter }
    let isTime =
      word == "t" || ["time", "elapsed", "zeit", "temps", "tiempo"].contains(word.lowercased())
    return isTime && !InstrumentNames.isTemperature(text) ? word : nil
  }

  /// The ways to read a text as a name and what follows it: after the first colon or equals sign,
  /// else after any blank.
  private static func splits(
    of text: String, behind name: Substring
  ) -> [(label: String, rest: String)] {
    let tail = text[name.endIndex...]
    let marks = tail.indices.filter { tail[$0] == ":" || tail[$0] == "=" }.prefix(1)
    let blanks = tail.indices.filter { tail[$0] == " " }
    return (marks + blanks).map { index in
      (trimmed(text[..<index]), trimmed(text[text.index(after: index)...]))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " || text.last == ":" || text.last == "=" { text.removeLast() }
    return String(text)
  }

  /// A number, clock time or date, or a duration with its units as seconds of a clock.
  private func content(of text: String) -> FieldContent? {
    let content = source.classifier.content(ofText: text)
    if content.isNumberOrTime, content != .tooLarge { return content }
    return duration(text).map { .clock($0) }
  }

  /// The seconds of `300 s`, `0.25 h`, `1 h 15 min`.
  private func duration(_ text: String) -> Double? {
    var rest = text[...]
    var seconds = 0.0
    repeat {
      let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
      let tail = rest[digits.endIndex...].drop { $0 == " " }
      let word = tail.prefix { $0.isLetter }
      guard case .number(let value) = source.classifier.content(ofText: String(digits)),
        let unit = TimeUnit(argument: String(word))
      else { return nil }
      seconds += value * unit.seconds
      rest = tail[word.endIndex...].drop { $0 == " " }
    } while !rest.isEmpty
    return seconds.isFinite ? seconds : nil
  }
}
