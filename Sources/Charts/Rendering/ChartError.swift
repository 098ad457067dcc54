package import CommandSupport

/// Why a picture was not made.
package enum ChartError: Error, Sendable, Equatable {
  /// gnuplot is in none of the folders of PATH.
  case gnuplotNotFound
  /// gnuplot does not start.
  case gnuplotDoesNotRun(path: String, reason: String)
  /// gnuplot gave up, with what it said.
  case gnuplotFailed(status: Int32, message: String)
  /// The ending of the file's name is none of svg, png and pdf.
  case unknownFormat(path: String)
}

extension ChartError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .gnuplotNotFound:
      """
      pictures are drawn by gnuplot, and there is no gnuplot on the PATH. Install the package \
      gnuplot-nox (Debian, Ubuntu: apt-get install gnuplot-nox) or gnuplot (Homebrew: brew \
      install gnuplot)
      """
    case .gnuplotDoesNotRun(let path, let reason): "\(path) does not start: \(reason)"
    case .gnuplotFailed(let status, let message):
      "gnuplot ended with \(status)" + (message.isEmpty ? "" : " and said: \(message)")
    case .unknownFormat(let path):
      "\(path): a picture is svg, png or pdf, by the ending of the file's name"
    }
  }

  /// As what ends a command.
  package var failure: CommandFailure {
    let code: CommandFailure.Code =
      switch self {
      case .gnuplotNotFound, .gnuplotDoesNotRun: .unavailable
      case .gnuplotFailed: .bug
      case .unknownFormat: .wrongUsage
      }
    return CommandFailure(code, description)
  }
}
