import Charts
import CommandSupport
import GrowthCurves

/// From fits to a picture in a file.
struct FitPicture {
  let path: String
  let style: PictureStyle
  let options: PlotOptions
  let threads: Int

  func write(_ results: [SeriesResult]) throws(CommandFailure) {
    let figures = FitFigures(
      style: style, areAxesCommon: options.plotAxes == .common, threads: threads)
    try PictureFile.write(
      figures.pages(results, isPaged: PictureFile.hasPages(path)), to: path)
  }

  /// Groups of replicates in one chart; small multiples where they are many, or each has its own
  /// axes.
  func write(_ analysis: ReplicateAnalysis) throws(CommandFailure) {
    let count = analysis.groups.count
    guard count > 1, count <= GroupFigure.mostGroups, options.plotAxes == .common,
      !options.residuals
    else {
      return try write(analysis.groups.map { SeriesResult(fit: $0.pooled, by: []) })
    }
    try PictureFile.write([GroupFigure(style: style).figure(analysis)], to: path)
  }
}
