import Charts
import Foundation
import Testing

/// What gnuplot is told, as text.
struct ScriptTextTests {
  private func script(title: String) -> String {
    ChartRenderer.script(Figure(Chart(title: title, x: Axis(), y: Axis(), layers: [])))
  }

  @Test(
    "A text reaches gnuplot between single quotes, where only the quote is special",
    arguments: [
      (#"A_1^2{x}"#, #"'A_1^2{x}'"#),
      (#"it's"#, #"'it''s'"#),
      (#"'a' and 'b'"#, #""'".'a'' and ''b'''"#),
      (#""é<&" \n `ls` @x 50%"#, #"'"é<&" \n `ls` @x 50%'"#),
      ("a\u{0}b\u{1B}c\u{85}d\u{2028}e", "'a b c d e'"),
    ])
  func quoted(_ text: String, _ expected: String) {
    #expect(script(title: text).contains("set label 1 \(expected) at first "))
  }

  @Test("Numbers have a point and at most two decimals, in every script")
  func numbers() {
    for (name, figure) in SampleFigures.all {
      let script = ChartRenderer.script(figure)
      let blocks = script.split(separator: "\n").filter { line in
        line.first.map { $0.isNumber || $0 == "-" } ?? false
      }
      #expect(!blocks.isEmpty, "\(name)")
      for line in blocks {
        for number in line.split(separator: " ") {
          #expect(Double(number) != nil, "\(name): \(line)")
          #expect(number.drop { $0 != "." }.count <= 3, "\(name): \(line)")
        }
      }
    }
  }
}
