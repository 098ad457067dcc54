package import ArgumentParser
internal import Foundation

extension ParsableCommand {
  /// The whole of a program: parses, runs, and ends with the exit code of what went wrong.
  ///
  /// - Parameter parse: the command that the arguments ask for.
  package static func runProgram(
    _ parse: () throws -> any ParsableCommand = { try parseAsRoot() }
  ) {
    Interrupt.watch()
    do {
      var command = try parse()
      try command.run()
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { StandardStreams.note("\(_commandName): \(failure.message)") }
      Foundation.exit(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
