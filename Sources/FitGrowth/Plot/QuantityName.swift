/// The name of a column as an axis shows it: `time_h` and `time (h)` are a time in h.
struct QuantityName: Sendable, Equatable {
  var label: String
  var unit: String?

  init(_ column: String) {
    let text = column.split(separator: " ").joined(separator: " ")
    if let last = text.last, let open = text.lastIndex(where: { $0 == "(" || $0 == "[" }),
      last == ")" || last == "]", open > text.startIndex
    {
      label = String(text[..<open].split(separator: " ").joined(separator: " "))
      unit = String(text[text.index(after: open)...].dropLast())
      return
    }
    let words = text.split { $0 == "_" || $0 == " " }
    if words.count > 1, let last = words.last, Self.units.contains(last.lowercased()) {
      label = words.dropLast().joined(separator: " ")
      unit = String(last)
    } else {
      label = words.joined(separator: " ")
    }
  }

  private static let units: Set = [
    "s", "sec", "seconds", "min", "minutes", "h", "hr", "hrs", "hours", "d", "days", "weeks",
    "years", "ng", "µg", "ug", "mg", "g", "kg", "ml", "l", "nm", "µm", "um", "mm", "cm", "km",
    "percent", "%", "thousands", "millions", "billions",
  ]
}
