/// How wide texts become. The font is chosen by who shows the picture, so these are the widths of a
/// wide sans-serif face (DejaVu Sans): in Arial or Helvetica texts are about a tenth narrower, and
/// nothing is cut off in either.
enum TextMetrics {
  /// The width of a line in points.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
  }

  /// Breaks a text into lines of at most a width, at blanks; a longer word stands alone.
  static func wrapped(_ text: String, size: Double, width: Double) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : "\(line) \(word)"
        if !line.isEmpty, Self.width(longer, size: size) > width {
          lines.append(line)
          line = String(word)
        } else {
          line = longer
        }
      }
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The text, or its beginning and an ellipsis where it is wider than a width.
  static func shortened(_ text: String, size: Double, width: Double) -> String {
    guard Self.width(text, size: size) > width else { return text }
    var kept = text
    while !kept.isEmpty, Self.width(kept + "…", size: size) > width { kept.removeLast() }
    return kept + "…"
  }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "l", "j", "'", "|", "I": 0.3
    case ".", ",", ":", ";", "!", " ", "·": 0.33
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "\\", "\"", "`": 0.4
    case "m", "w", "M", "W", "%", "@", "…", "—", "σ", "Σ": 0.97
    case "0"..."9", "a"..."z", "–": 0.63
    case "A"..."Z", "+", "=", "<", ">", "×", "±", "−", "≤", "≥", "≈", "~", "#", "&": 0.76
    default:
      if scalar.properties.generalCategory == .nonspacingMark {
        0
      } else if scalar.value >= 0x1100, scalar.value < 0x2000 || scalar.value > 0x2E80 {
        1.0
      } else {
        0.68
      }
    }
  }
}
