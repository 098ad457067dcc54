import ArgumentParser
import CommandSupport
import Foundation
import Tables

/// `classify history FILE…`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Compare the ways to the minimum that classify train --history has kept.",
    discussion: """
      Prints how far each came, in which many passes; --plot draws the objective above the lowest \
      that any of them found, the gradient, and the coefficients by pass.

        classify train spam.csv --target spam --solver lbfgs --history lbfgs.csv
        classify train spam.csv --target spam --solver sgd --history sgd.csv
        classify history lbfgs.csv sgd.csv --plot histories.svg
      """)

  @Argument(help: "CSV files that classify train --history has written, of one problem.")
  var files: [String]

  @Option(help: "The form of the result: table, csv or json.")
  var format: OutputOptions.Format = .table

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @OptionGroup var plotting: PlotOption

  func run() throws {
    var runs: [HistoryRun] = []
    for file in files {
      let found = try HistoryFile.read(file).runs
      guard !found.isEmpty else {
        throw CommandFailure(.badData, "\(file): the history has no rows")
      }
      if let first = runs.first, found[0].coefficientNames != first.coefficientNames {
        throw CommandFailure(
          .badData,
          "\(files[0]) and \(file) have different coefficients: they are of different problems")
      }
      runs += found
    }
    let picture = PendingPicture(plotting.plot)
    picture.set { HistoryFigure(runs).figure }
    let bytes = try HistoryReport(runs).bytes(format)
    try OutputFile.write(bytes, to: output)
    try picture.write(beside: nil)
  }
}

/// Histories in each form.
struct HistoryReport: Encodable {
  struct Run: Encodable {
    var name: String
    var passes: Int
    @Nullable var objective: Double?
    @Nullable var lowestObjective: Double?
    /// Above the lowest of all runs of the problem.
    @Nullable var excess: Double?
    @Nullable var gradientNorm: Double?
    @Nullable var seconds: Double?
  }

  var schema = "classify-history/1"
  var version = ClassifyCommand.version
  var runs: [Run]

  init(_ runs: [HistoryRun]) {
    let minima = Dictionary(
      runs.map { ($0.problem, $0.least) }, uniquingKeysWith: { min($0, $1) })
    self.runs = runs.map { run in
      Run(
        name: run.name, passes: Int(run.passes.last ?? 0), objective: run.objectives.last?.finite,
        lowestObjective: run.least.finite,
        excess: run.objectives.last.map { $0 - (minima[run.problem] ?? 0) }?.finite,
        gradientNorm: run.gradientNorms.last?.finite, seconds: run.seconds?.finite)
    }
  }

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .json: return try JSONText.encode(self)
    case .csv:
      var writer = CSVWriter()
      for name in ["name", "passes", "objective", "lowest_objective", "excess", "gradient_norm"] {
        writer.append(name)
      }
      writer.append("seconds")
      writer.endRow()
      for run in runs {
        writer.append(run.name)
        writer.append(run.passes)
        for value in [
          run.objective, run.lowestObjective, run.excess, run.gradientNorm, run.seconds,
        ] { writer.append(value ?? .nan) }
        writer.endRow()
      }
      return writer.bytes
    case .table:
      var table = TextTable(
        ["history", "passes", "objective", "above the lowest", "gradient", "seconds"],
        [.left, .right, .right, .right, .right, .right])
      func shown(_ value: Double?, _ digits: Int) -> String {
        value.map { SignificantDigits.text($0, digits) } ?? "–"
      }
      for run in runs {
        table.append([
          run.name, "\(run.passes)", shown(run.objective, 8), shown(run.excess, 2),
          shown(run.gradientNorm, 2), shown(run.seconds, 3),
        ])
      }
      return Array(table.text.utf8)
    }
  }
}
