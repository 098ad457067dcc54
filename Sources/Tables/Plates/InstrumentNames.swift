/// What plate readers call the readings that they write beside those of the wells.
package enum InstrumentNames {
  /// Whether a column holds temperatures: `Temp`, `Temperature(°C)`, `T° 600`, `T [°C]`.
  package static func isTemperature(_ name: String) -> Bool {
    guard let first = words(of: name).first else { return false }
    if first == "temp" || first.hasPrefix("temperat") || first.hasPrefix("températ") { return true }
    // A degree sign, or what is made of one where the encoding was mistaken.
    let signs: Set<Character> = ["°", "º", "˚", "¡", "\u{FFFD}"]
    return first == "t" && name.contains { signs.contains($0) }
  }

  /// Whether a column counts the readings: `Cycle`, `Cycle Nr.`, `Read`.
  package static func isCount(_ name: String) -> Bool {
    guard let first = words(of: name).first else { return false }
    return ["cycle", "cycles", "zyklus", "read", "reading", "scan", "index"].contains(first)
  }

  private static func words(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter }.map { String($0) }
  }
}
