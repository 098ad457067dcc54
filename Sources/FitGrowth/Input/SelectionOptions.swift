import ArgumentParser

/// Which columns are what.
struct SelectionOptions: ParsableArguments {
  @Option(help: "The column of times (default: one named like a time, else the first numeric one).")
  var time: String?

  @Option(
    help: """
      What the names of columns of times end with when each column of sizes has its own: _t for A1 \
      and A1_t (default: such columns named with the word time are found).
      """)
  var timeSuffix: String?

  @Option(
    help: """
      The columns of sizes, separated by commas; of wells also ranges such as A1:B6 (default: every \
      other numeric one).
      """)
  var size: String?

  @Option(help: "Columns whose values tell the series of a long table apart, separated by commas.")
  var by: String?

  @Option(help: "A column of weights, proportional to 1/variance.")
  var weights: String?

  @Option(help: "A column of known standard deviations, one an observation.")
  var sigma: String?

  var sizes: [String]? { size.map(Self.names) }
  var groups: [String]? { by.map(Self.names) }

  func validate() throws {
    for (option, names) in [("--size", sizes), ("--by", groups)] {
      let names = names ?? []
      if let repeated = names.first(where: { name in names.count { $0 == name } > 1 }) {
        throw ValidationError("\(option) names the column '\(repeated)' twice")
      }
    }
    if sigma != nil, weights != nil {
      throw ValidationError("--sigma and --weights exclude each other: 1/sigma² is the weight")
    }
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0) }
  }
}
