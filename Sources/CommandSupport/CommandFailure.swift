/// What ends a command before its work is done, with an exit code of sysexits.
package struct CommandFailure: Error, Sendable, Equatable {
  package enum Code: Int32, Sendable {
    /// Something did not reach its goal, and the user asked to be told.
    case incomplete = 1
    case wrongUsage = 64
    case badData = 65
    case noInput = 66
    /// A program that is needed is not installed.
    case unavailable = 69
    case bug = 70
    case cannotWrite = 73
  }

  package var code: Code
  /// The whole message; empty when everything was said already.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension CommandFailure: CustomStringConvertible {
  package var description: String { message }
}
