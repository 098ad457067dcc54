import ArgumentParser
import Charts
import GrowthCurves

/// The picture of the fits.
struct PlotOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw the fits into FILE, an svg, png or pdf by its ending (with gnuplot).",
      discussion: """
        One series is drawn with its limits and landmarks, several as small multiples, wells at their \
        places on the plate. What does not fit on one page needs a pdf, which has several.
        """,
      valueName: "FILE"))
  var plot: String?

  @Flag(help: "Add residuals against time to the picture (up to 12 series).")
  var residuals = false

  @Option(help: "The axis of sizes in the picture, linear or log (default: as --scale).")
  var plotScale: SizeScale?

  @Option(help: "Whether small multiples have common axes, or each its own.")
  var plotAxes: Axes = .common

  @Option(
    help: "What the sizes are, for their axis, such as \"OD600\" (default: the column's name).")
  var sizeLabel: String?

  enum Axes: String, ExpressibleByArgument, CaseIterable {
    case common
    case own
  }

  func validate() throws {
    try PictureFile.check(plot)
    guard plot == nil else { return }
    for (name, isGiven) in [("--residuals", residuals), ("--plot-axes own", plotAxes == .own)]
    where isGiven {
      throw ValidationError("\(name) is about the picture: say where with --plot FILE")
    }
  }

  /// - Parameter hasReport: whether there is a report, which has pictures too.
  func validate(hasReport: Bool) throws {
    guard plot == nil, !hasReport else { return }
    for (name, isGiven) in [("--plot-scale", plotScale != nil), ("--size-label", sizeLabel != nil)]
    where isGiven {
      throw ValidationError(
        "\(name) is about pictures: say where with --plot FILE or --report FILE.html")
    }
  }
}
