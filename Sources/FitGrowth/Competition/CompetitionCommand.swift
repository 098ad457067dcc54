import ArgumentParser
import CommandSupport
import Foundation
import GrowthCurves
import Tables

/// `fit-growth competition FILE --size A,B`: two species that compete, fitted together.
struct CompetitionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competition",
    abstract: "Fit Lotka–Volterra competition to two species of a table together.",
    discussion: """
      The species are two columns of sizes, or two values of a column of a long table. What is known \
      of each species alone is best fixed: cultures of both together say little of it.

        fit-growth competition mixed.csv --size aurelia,caudatum
        fit-growth competition mixed.csv --size aurelia,caudatum --fix K1=544,K2=200
        fit-growth competition gause.csv --species species --size individuals --by treatment
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Columns") var selection: SelectionOptions

  @Option(help: "A column with the names of the two species, for one column of sizes.")
  var species: String?

  @OptionGroup(title: "Fit") var fitting: CompetitionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Draw data and curves into FILE, an svg, png or pdf by its ending (with gnuplot).",
      valueName: "FILE"))
  var plot: String?

  func validate() throws {
    try PictureFile.check(plot)
    try PictureFile.check(plot, apartFrom: output.output)
    let wanted = species == nil ? 2 : 1
    if let sizes = selection.sizes, sizes.count != wanted {
      throw ValidationError(
        species == nil
          ? "--size names the columns of the two species, as --size A,B (or see --species)"
          : "with --species there is one column of sizes")
    }
    guard selection.sigma == nil else {
      throw ValidationError(
        "--sigma: the standard deviation of each species is estimated; see --weights")
    }
    if let species, selection.groups?.contains(species) ?? false {
      throw ValidationError("--by names the column of the species '\(species)'")
    }
  }

  func run() throws {
    let table = try input.read()
    let pairs = try SpeciesPairs(
      table, selection, plate: try PlateOptions.parse([]), layout: input.layout, species: species,
      origin: fitting.origin, trim: try fitting.trimRange())
    if !output.quiet { pairs.notes.forEach { StandardStreams.note("fit-growth: \($0)") } }
    let options = try fitting.fitOptions()
    let fits = GrowthBatch.map(
      count: pairs.all.count,
      threads: output.threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { _, index in
      let pair = pairs.all[index]
      return CompetitionFitter.fit(pair.first, pair.second, options: options)
    }
    let report = CompetitionReport(
      table: table, pairs: pairs, fits: fits, fitting: fitting, weights: selection.weights)
    let bytes =
      switch output.format {
      case .table: Array(report.text.utf8)
      case .csv: report.csv
      case .json: try report.json()
      }
    try OutputFile.write(bytes, to: output.output)
    if let plot {
      try PictureFile.write([CompetitionPicture(pairs, fits).figure], to: plot)
    }
    if output.strict, !fits.allSatisfy({ $0.verdicts == [.ok] }) {
      throw CommandFailure(.incomplete, "")
    }
  }
}
