import ArgumentParser
import CommandSupport
import Tables

/// How the data are read.
struct InputOptions: ParsableArguments {
  enum FileFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case libsvm
  }

  @Option(help: "What FILE is: table or libsvm (default: by its name).")
  var formatIn: FileFormat?

  @Option(help: "What separates the fields: a character, tab, or blanks (default: detected).")
  var delimiter: String?

  @Option(help: "The decimal sign, . or , (default: detected).")
  var decimal: String?

  @Option(
    name: .customLong("missing-text"),
    help: "More texts that stand for a missing value, separated by commas.")
  var missingText: String?

  @Flag(
    inversion: .prefixedNo, help: "Whether the first line names the columns (default: detected).")
  var header: Bool?

  @Option(help: "How many lines to leave out at the top.")
  var skipLines = 0

  func validate() throws {
    if skipLines < 0 { throw ValidationError("--skip-lines takes a number from 0 up") }
    if let delimiter, Delimiter(argument: delimiter) == nil {
      throw ValidationError("--delimiter takes one character, tab or blanks, not '\(delimiter)'")
    }
    if let decimal, decimal != ".", decimal != "," {
      throw ValidationError("--decimal takes . or , and not '\(decimal)'")
    }
  }

  func isSparse(_ path: String) -> Bool {
    formatIn.map { $0 == .libsvm } ?? SparseText.isName(path)
  }

  var textOptions: DelimitedTextOptions {
    DelimitedTextOptions(
      delimiter: delimiter.flatMap { Delimiter(argument: $0) },
      decimal: decimal.map { $0 == "," ? .comma : .point }, hasHeader: header,
      missing: missingText.map { $0.split(separator: ",").map { String($0) } } ?? [],
      skippedLines: skipLines)
  }

  func reader(_ path: String, streams: Bool = false) throws(CommandFailure) -> RecordReader {
    let options = textOptions
    return try CommandFailure.rethrowing { () throws(TableError) in
      try RecordReader(path, options: options, streams: streams)
    }
  }
}

extension CommandFailure {
  init(_ error: TableError) {
    self.init(error.isMissingInput ? .noInput : .badData, error.description)
  }

  static func rethrowing<Result>(
    _ body: () throws(TableError) -> Result
  ) throws(CommandFailure) -> Result {
    do { return try body() } catch { throw CommandFailure(error) }
  }
}
