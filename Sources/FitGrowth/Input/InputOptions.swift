import ArgumentParser
import CommandSupport
import Tables

/// How the table is read.
struct InputOptions: ParsableArguments {
  @Argument(help: "The table: delimited text, also .gz; - reads standard input.")
  var file: String

  @Option(help: "What separates the fields: a character, tab, or blanks (default: detected).")
  var delimiter: String?

  @Option(help: "The decimal sign, . or , (default: detected).")
  var decimal: String?

  @Option(help: "More texts that stand for a missing value, separated by commas.")
  var missing: String?

  @Flag(
    inversion: .prefixedNo, help: "Whether the first line names the columns (default: detected).")
  var header: Bool?

  @Option(
    help: "How many lines to leave out at the top, such as what an instrument says of itself.")
  var skipLines = 0

  @Option(help: "The last line to read, where more than the table follows.")
  var lastLine: Int?

  @Option(
    help: """
      How the sizes are laid out: wide (a column a series), rows (a row a series), long (rows told \
      apart by columns) or plate (a plate of wells for each time). Default: detected.
      """)
  var layout: Layout?

  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case wide
    case rows
    case long
    case plate

    var content: TextContent {
      switch self {
      case .wide, .long: .table
      case .rows: .rows
      case .plate: .plates
      }
    }
  }

  @Option(help: "The unit of times: seconds, minutes, hours, days, weeks or years.")
  var timeUnit: String?

  func validate() throws {
    if skipLines < 0 { throw ValidationError("--skip-lines takes a number from 0 up") }
    if let lastLine, lastLine <= skipLines {
      throw ValidationError("--last-line takes the number of a line below those that are skipped")
    }
    if let delimiter, Delimiter(argument: delimiter) == nil {
      throw ValidationError("--delimiter takes one character, tab or blanks, not '\(delimiter)'")
    }
    if let decimal, decimal != ".", decimal != "," {
      throw ValidationError("--decimal takes . or , and not '\(decimal)'")
    }
    if let timeUnit, TimeUnit(argument: timeUnit) == nil {
      let units = TimeUnit.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw ValidationError("--time-unit takes one of \(units), not '\(timeUnit)'")
    }
  }

  func read() throws(CommandFailure) -> Table {
    let options = DelimitedTextOptions(
      delimiter: delimiter.flatMap { Delimiter(argument: $0) },
      decimal: decimal.map { $0 == "," ? .comma : .point }, hasHeader: header,
      missing: missing.map { $0.split(separator: ",").map { String($0) } } ?? [],
      timeUnit: timeUnit.flatMap { TimeUnit(argument: $0) },
      content: layout?.content, skippedLines: skipLines,
      lastLine: lastLine)
    do {
      return try Table.read(file, options: options)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  init(_ error: TableError) {
    self.init(error.isMissingInput ? .noInput : .badData, error.description)
  }
}
