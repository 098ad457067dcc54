import ArgumentParser
import CommandSupport
import Foundation

/// `fit-growth`: growth curves from a table of sizes.
@main
struct FitGrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit-growth",
    abstract: "Fit growth curves to a table of sizes at times.",
    usage: """
      fit-growth FILE [options]      see fit-growth fit --help
      fit-growth predict FIT.json --at TIMES
      fit-growth simulate MODEL --set r=0.5,K=100
      fit-growth competition FILE --size A,B
      fit-growth models
      """,
    discussion: """
      FILE alone is enough: the time column and the columns of sizes are found, a logistic curve \
      is fitted to each series, and start values come from the data.

        fit-growth data.csv
        fit-growth plate.csv --model richards --format csv -o fits.csv
        fit-growth plate.csv --blank H1:H12 --trim 0:30..12:00
        fit-growth plate.csv --layout-file layout.csv
        fit-growth weights.csv --by animal --time day --size weight
        fit-growth plate.csv --plot plate.svg
        fit-growth census.csv --format json -o census.json
        fit-growth predict census.json --at 2030,2040
        fit-growth models
      """,
    version: version,
    subcommands: [
      FitCommand.self, PredictCommand.self, SimulateCommand.self, CompetitionCommand.self,
      ModelsCommand.self,
    ],
    defaultSubcommand: FitCommand.self)

  static let version = "0.1.0"

  static func main() {
    runProgram { try parseAsRoot(arguments(CommandLine.arguments)) }
  }

  /// A path that is a file is data, even when it has the name of a subcommand.
  private static func arguments(_ all: [String]) -> [String] {
    let own = Array(all.dropFirst())
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let first = own.first, names.contains(first), first != "fit" else { return own }
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: first, isDirectory: &isDirectory)
    return exists && !isDirectory.boolValue ? ["fit"] + own : own
  }
}
