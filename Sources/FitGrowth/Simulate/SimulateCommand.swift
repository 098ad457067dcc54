import ArgumentParser
import CommandSupport
import Foundation
import Tables

/// `fit-growth simulate MODEL`: a table of sizes as a model would make them.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Sizes of a model at times: a growth curve, a differential equation, or chance.",
    discussion: """
      MODEL is a growth model or a population model (see fit-growth models), or birth-death. A name \
      that is both, such as gompertz, is simulated as the differential equation, unless --set names \
      the parameters of the curve.

        fit-growth simulate verhulst --set r=0.5,K=100 --initial N0=2 --noise 3
        fit-growth simulate constant-harvest --set H=15
        fit-growth simulate lotka-volterra --to 100 --format json
        fit-growth simulate birth-death --set b=1,d=0.6,K=50 --replicates 20 --plot runs.svg
        fit-growth simulate logistic --set L=5,k=0.4,x0=20 --noise 0.1 | fit-growth -
      """)

  @Argument(help: "The model.")
  var model: String

  @Option(help: "Parameters, such as r=0.5,K=100 (population models have defaults).")
  var set: String?

  @Option(help: "Sizes at the first time, such as N0=10 or N10=5,N20=8.")
  var initial: String?

  @OptionGroup(title: "Times") var times: SimulationTimes
  @OptionGroup(title: "Chance") var chance: ChanceOptions

  @Option(
    help: "The form of the result: table, csv or json (default: table on a terminal, else csv).")
  var format: OutputOptions.Format?

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @Option(help: "How many threads compute; the result is the same for any number.")
  var threads: Int?

  @Flag(help: "Exit with 1 when the simulation does not reach the last time.")
  var strict = false

  @Flag(help: "No notes and no progress bar on standard error.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "Draw the sizes and the equilibria into FILE, an svg, png or pdf by its ending (with gnuplot).",
      valueName: "FILE"))
  var plot: String?

  func validate() throws {
    try PictureFile.check(plot)
    try PictureFile.check(plot, apartFrom: output)
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up") }
    let chosen = try simulatedModel()
    if chance.replicates > 1, !chosen.isRandom, chance.noise == nil {
      throw ValidationError(
        "--replicates of \(model) are all the same without --noise or --noise-kind poisson")
    }
  }

  private func simulatedModel() throws -> SimulatedModel {
    try SimulatedModel.named(
      model, set: try Assignments.pairs(set, "--set"),
      initial: try Assignments.pairs(initial, "--initial"))
  }

  func run() throws {
    let chosen = try simulatedModel()
    let bar = ProgressBar(total: chance.replicates, noun: "replicates", isQuiet: quiet)
    var simulation = Simulation(
      model: chosen, times: times.all, origin: times.from, chance: chance,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { bar.update($0) }
    bar.finish()
    try chance.noise?.add(to: &simulation, seed: chance.seed)

    let format = format ?? (output == nil && StandardStreams.outputIsTerminal ? .table : .csv)
    let bytes =
      switch format {
      case .table: Array(SimulationTable(simulation).text.utf8)
      case .csv: simulation.csv
      case .json: try SimulationJSON.encode(simulation)
      }
    try OutputFile.write(bytes, to: output)
    if let plot { try PictureFile.write([SimulationPicture(simulation).figure], to: plot) }
    // The table says it itself.
    if !quiet, format != .table || output != nil {
      simulation.notes.forEach { StandardStreams.note("fit-growth: \($0)") }
    }
    if strict, !simulation.isComplete { throw CommandFailure(.incomplete, "") }
  }
}
