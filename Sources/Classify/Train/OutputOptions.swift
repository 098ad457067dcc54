import ArgumentParser
import CommandSupport
import Foundation

/// What is printed.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @Option(help: "The form of what is printed: table, csv or json.")
  var format: Format = .table

  @Option(help: "The coverage of the confidence limits.")
  var confidence = 0.95

  func validate() throws {
    if !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
  }
}

/// Threads and diagnostics.
struct RunOptions: ParsableArguments {
  @Option(help: "How many threads compute; the result is the same for any number.")
  var threads: Int?

  @Flag(help: "No notes and no progress bar on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up") }
  }

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func note(_ text: String) {
    if !quiet { StandardStreams.note("classify: \(text)") }
  }
}
