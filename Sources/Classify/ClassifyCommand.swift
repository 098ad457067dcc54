import ArgumentParser
import CommandSupport
import Foundation

/// `classify`: logistic regression from a table to a model that says what it is worth.
@main
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Train, check and use logistic regressions.",
    usage: """
      classify train FILE --target COLUMN [-o MODEL.json]
      classify predict MODEL.json FILE
      classify evaluate MODEL.json FILE
      classify summary MODEL.json
      classify cross-validate FILE --target COLUMN
      classify history HISTORY.csv…
      """,
    discussion: """
      FILE is a table (delimited text, also .gz; - reads standard input) or a libsvm file (.svm, \
      .libsvm). Without a penalty the coefficients are those of maximum likelihood; what became of \
      the training is said, stored in the model, and in the exit code.

        classify train spector.csv --target grade
        classify train churn.csv --target churned --missing impute -o model.json
        classify predict model.json new.csv -o predictions.csv
        classify evaluate model.json test.csv --format json
        classify evaluate model.json test.csv --plot curves.svg --report report.html
      """,
    version: version,
    subcommands: [
      TrainCommand.self, PredictCommand.self, EvaluateCommand.self, SummaryCommand.self,
      CrossValidateCommand.self, HistoryCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    runProgram {
      try checkCommand(CommandLine.arguments.dropFirst().first)
      return try parseAsRoot()
    }
  }

  /// Where a file or a misspelt word stands for the command, its options would be what is complained of.
  private static func checkCommand(_ first: String?) throws(CommandFailure) {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let first, !first.hasPrefix("-"), first != "help", !names.contains(first) else { return }
    let isFile = FileManager.default.fileExists(atPath: first)
    throw CommandFailure(
      .wrongUsage,
      "there is no command '\(first)'; there are \(names.joined(separator: ", "))"
        + (isFile ? ", such as classify train \(first) --target COLUMN" : ""))
  }
}
