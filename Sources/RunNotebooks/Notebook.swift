/// A Markdown file whose fenced `sh` and `swift` blocks are run in order, and whose outputs stand in
/// `output` blocks below them.
struct Notebook: Equatable {
  enum Part: Equatable {
    /// Lines that are left as they are, each with its line end.
    case text(String)
    case block(Block)
  }

  struct Block: Equatable {
    enum Language: String { case shell = "sh", swift }

    var language: Language
    /// The status with which a shell block is to end: `sh exit=1` is a block that fails on purpose.
    var status: Int32
    /// The lines between the fences, each with its line end.
    var code: String
    /// The line of the file on which the code begins, from 1.
    var line: Int
    var opening: String
    var output: String
  }

  var parts: [Part]

  init(parsing text: String) throws(NotebookProblem) {
    var lines = LineReader(text)
    var parts: [Part] = []
    var plain = ""
    while let line = lines.next() {
      guard let fence = Fence(line) else {
        plain += line + "\n"
        continue
      }
      let first = lines.number + 1
      let code = try lines.code(until: fence)
      guard let language = Block.Language(rawValue: fence.words.first ?? "") else {
        plain += line + "\n" + code + fence.closing + "\n"
        continue
      }
      let status = try Self.status(fence, line: first - 1)
      parts.append(.text(plain))
      plain = ""
      parts.append(
        .block(
          Block(
            language: language, status: status, code: code, line: first, opening: line,
            output: try lines.output())))
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  private static func status(_ fence: Fence, line: Int) throws(NotebookProblem) -> Int32 {
    var status: Int32 = 0
    for word in fence.words.dropFirst() {
      guard word.hasPrefix("exit="), let value = Int32(word.dropFirst("exit=".count)) else {
        throw NotebookProblem(line: line, message: "'\(word)' is not exit=STATUS")
      }
      status = value
    }
    return status
  }

  /// The file with the outputs of its blocks.
  var text: String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let lines): text += lines
      case .block(let block):
        let fence = String(block.opening.prefix { $0 == "`" })
        text += block.opening + "\n" + block.code + fence + "\n"
        if !block.output.isEmpty {
          let outer = Fence.marks(around: block.output)
          text += "\n\(outer)output\n\(block.output)\(outer)\n"
        }
      }
    }
  }
}

/// What is wrong with a notebook, or what went wrong while it ran.
struct NotebookProblem: Error, Equatable {
  /// The line of the file, from 1.
  var line: Int
  var message: String
}
