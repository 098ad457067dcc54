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
        parts.append(Self.quoted(isReport ? HTMLReport.lastPart(of: argument) : argument))
      }
    }
    text = parts.joined(separator: " ")
  }

  /// Between single quotes where a shell would see more than letters.
  private static func quoted(_ argument: String) -> String {
    let plain = argument.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": true
      case "-", "_", ".", "/", ",", ":", "=", "+", "%", "@": true
      default: false
      }
    }
    if plain, !argument.isEmpty { return argument }
    return "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
