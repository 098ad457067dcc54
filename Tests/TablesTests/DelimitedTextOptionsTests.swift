import Tables
import Testing

/// Options as a user names them.
struct DelimitedTextOptionsTests {
  @Test(arguments: [
    (",", Delimiter.comma), (";", .semicolon), ("tab", .tab), ("\t", .tab), ("\\t", .tab),
    ("|", .bar),
    ("blanks", .blanks), ("space", .blanks), (" ", .blanks),
  ])
  func `delimiters have names`(argument: String, delimiter: Delimiter) {
    #expect(Delimiter(argument: argument) == delimiter)
  }

  @Test(arguments: ["", "a", "5", "\"", "#", "+", "-", ".", "::", "µ", "\n", "\r", "\u{0}", "é"])
  func `what cannot delimit`(argument: String) {
    #expect(Delimiter(argument: argument) == nil)
  }
}
