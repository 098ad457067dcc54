import CommandSupport

/// A command line as a shell takes it.
struct CommandText {
  let text: String

  /// Options that change nothing in a result.
  private static let valued = ["--threads"]
  private static let flags = ["--quiet"]

  /// - Parameter arguments: those after the name of the command.
  init(_ name: String, _ arguments: [String]) {
    var parts = [name]
    var isSkipped = false
    for (index, argument) in arguments.enumerated() {
      if isSkipped {
        isSkipped = false
        continue
      }
      if Self.valued.contains(argument) {
        isSkipped = true
      } else if !Self.flags.contains(argument),
        !Self.valued.contains(where: { argument.hasPrefix($0 + "=") })
      {
        // Where the report goes depends on the machine.
        let isReport = index > 0 && arguments[index - 1] == "--report"
        parts.append(ShellWord.quoted(isReport ? HTMLReport.lastPart(of: argument) : argument))
      }
    }
    text = parts.joined(separator: " ")
  }
}
