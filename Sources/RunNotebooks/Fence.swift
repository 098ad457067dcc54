/// The line of backquotes that begins a block of code.
struct Fence {
  /// As many backquotes as it began with.
  let closing: String
  /// What stands behind them: the language, and options of the block.
  let words: [String]

  init?(_ line: String) {
    let marks = line.prefix { $0 == "`" }
    guard marks.count >= 3 else { return nil }
    closing = String(marks)
    let rest = line.dropFirst(marks.count)
    // With more of them behind it is code within a line.
    guard !rest.contains("`") else { return nil }
    words = rest.split(separator: " ").map(String.init)
  }

  /// Backquotes that do not occur at the start of any line of a text.
  static func marks(around text: String) -> String {
    let lines: [Substring] = text.split(separator: "\n")
    let longest = lines.map { line in line.prefix { $0 == "`" }.count }.max() ?? 0
    return String(repeating: "`", count: max(3, longest + 1))
  }
}

/// Takes the lines of a text one by one.
struct LineReader {
  private let lines: [String]
  /// How many lines were taken: the number of the last one, from 1.
  private(set) var number = 0

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  mutating func next() -> String? {
    guard number < lines.count else { return nil }
    number += 1
    return lines[number - 1]
  }

  /// The lines before the closing fence, which is taken too.
  mutating func code(until fence: Fence) throws(NotebookProblem) -> String {
    let start = number
    var code = ""
    while let line = next() {
      if line == fence.closing { return code }
      code += line + "\n"
    }
    throw NotebookProblem(line: start, message: "the block is never closed")
  }

  /// The output below a block, if it has one.
  mutating func output() throws(NotebookProblem) -> String {
    guard let ahead = lines[number...].firstIndex(where: { !$0.isEmpty }),
      let fence = Fence(lines[ahead]), fence.words == ["output"]
    else { return "" }
    number = ahead + 1
    return try code(until: fence)
  }
}
