import Activations
import ArgumentParser
import Charts
import CommandSupport
import Foundation

/// `plot-activation`: pictures and tables of activation functions.
@main
struct PlotActivationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot-activation",
    abstract: "Draw activation functions with their derivatives, or print them as a table.",
    usage: """
      plot-activation NAME… -o FILE.svg|png|pdf
      plot-activation all -o FILE.svg|png|pdf
      plot-activation --table NAME --at -10:10:0.5
      plot-activation list
      """,
    discussion: """
      One name gives one picture, several or all give small multiples. Shaded is where a function is \
      saturated: the tails on which |slope| is below a part of the largest |slope|. A point of zero \
      slope between the tails, such as the minimum of silu, is not saturation.

        plot-activation sigmoid tanh relu -o three.pdf
        plot-activation all -o gallery.svg
        plot-activation elu --alpha 0.5 --from -4 --to 4 -o elu.png
        plot-activation tanh > tanh.svg
        plot-activation --table gelu --at -3:3:0.25 --format csv
      """,
    version: version)

  static let version = "0.1.0"

  @Argument(help: "Names of activations, all, or list (see plot-activation list).")
  var names: [String] = []

  @Flag(inversion: .prefixedNo, help: "Draw the derivative too.")
  var derivative = true

  @Option(help: "Saturated is where |slope| is below this part of its largest value.")
  var saturation = 0.01

  @Option(parsing: .unconditional, help: "Where x begins.")
  var from = -10.0

  @Option(parsing: .unconditional, help: "Where x ends.")
  var to = 10.0

  @Option(help: "The distance of elu's limit at −∞ from 0.")
  var alpha: Double?

  @Option(parsing: .unconditional, help: "The slope of prelu on the negative side.")
  var slope: Double?

  @Option(help: "Print x, value, slope and whether it is saturated, for this activation.")
  var table: String?

  @Option(parsing: .unconditional, help: "The x of --table: FROM:TO:STEP, or numbers with commas.")
  var at: String?

  @Option(
    help: "The form of the table: table, csv or json (default: table on a terminal, else csv).")
  var format: TableFormat?

  @Option(
    name: .shortAndLong,
    help: "The file: a picture by its ending svg, png or pdf (default: SVG to a pipe or a file).")
  var output: String?

  enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  func validate() throws {
    if !(saturation > 0 && saturation < 1) {
      throw ValidationError("--saturation lies between 0 and 1")
    }
    if !(from.isFinite && to.isFinite && from < to) {
      throw ValidationError("--from is less than --to")
    }
    if table != nil, !names.isEmpty {
      throw ValidationError("--table prints one activation; give its name there alone")
    }
    if table == nil, names.isEmpty {
      throw ValidationError("Give a name, all, or list")
    }
    if table == nil, at != nil || format != nil {
      throw ValidationError("--at and --format belong to --table NAME")
    }
  }

  func run() throws {
    let choice = try ActivationChoice(alpha: alpha, slope: slope)
    if let table {
      guard table != "all" else {
        throw CommandFailure(.wrongUsage, "--table prints one activation; give its name")
      }
      try printTable(try choice.activations([table])[0])
    } else if names == ["list"] {
      try StandardStreams.write(choice.list)
    } else {
      try draw(try choice.activations(names))
    }
  }

  private func printTable(_ chosen: ChosenActivation) throws {
    let table = ActivationTable(
      chosen, at: try Grid.points(at ?? "\(from):\(to):0.5"), fraction: saturation)
    let format = format ?? (output == nil && StandardStreams.outputIsTerminal ? .table : .csv)
    let bytes =
      switch format {
      case .table: Array(table.text.utf8)
      case .csv: table.csv
      case .json: try table.json()
      }
    let sink = try OutputSink(output)
    try sink.write(bytes)
    try sink.finish()
  }

  private func draw(_ chosen: [ChosenActivation]) throws {
    let picture = ActivationPicture(
      from: from, to: to, fraction: saturation, hasDerivative: derivative)
    let figure = picture.figure(chosen)
    if let output, output != "-" {
      return try ChartRenderer.write(figure, to: output)
    }
    if StandardStreams.outputIsTerminal, output == nil {
      let name = chosen.count == 1 ? chosen[0].activation.name : "activations"
      throw CommandFailure(
        .wrongUsage,
        """
        a terminal shows no pictures: name a file, such as -o \(name).svg (or .png, .pdf), or print \
        numbers with --table NAME
        """)
    }
    let svg: String
    do throws(ChartError) {
      svg = try ChartRenderer().svg(figure)
    } catch {
      throw error.failure
    }
    try StandardStreams.write(svg)
  }

  static func main() { runProgram() }
}
