import ArgumentParser

/// What is printed, and where.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @Option(help: "The form of the result: table, csv or json.")
  var format: Format = .table

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @Option(help: "How many threads compute; the result is the same for any number.")
  var threads: Int?

  @Flag(help: "Exit with 1 when some fit did not converge or has another verdict than ok.")
  var strict = false

  @Flag(help: "No notes and no progress bar on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up") }
  }
}
