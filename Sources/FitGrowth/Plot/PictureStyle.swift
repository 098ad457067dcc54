import Charts
import GrowthCurves

/// What all charts of a picture have in common.
struct PictureStyle: Sendable {
  private(set) var times: PictureTimes
  /// The name of the sizes and their unit.
  let size: QuantityName
  let isLogarithmic: Bool
  let hasResiduals: Bool
  /// Observations that were not fitted, by the name of the series.
  let excluded: [String: Observations]

  struct Observations: Sendable {
    var times: [Double]
    var sizes: [Double]
  }

  init(
    times: PictureTimes, size: QuantityName, isLogarithmic: Bool, hasResiduals: Bool = false,
    excluded: [String: Observations] = [:]
  ) {
    self.times = times
    self.size = size
    self.isLogarithmic = isLogarithmic
    self.hasResiduals = hasResiduals
    self.excluded = excluded
  }

  /// With times in hours where they are seconds of hours: small charts have no room for the numbers.
  func withCoarserTimes(_ series: [GrowthSeries]) -> PictureStyle {
    var style = self
    style.times = times.coarser(last: series.compactMap { $0.times.last }.max() ?? 0)
    return style
  }

  func sizeAxis(_ range: ClosedRange<Double>? = nil) -> Axis {
    Axis(
      size.label, unit: size.unit, scale: isLogarithmic ? .logarithmic : .linear, range: range)
  }

  /// How much is drawn of each series.
  enum Detail: Sendable, Hashable {
    /// One series: limits and landmarks with their numbers.
    case full
    /// A few: the same without numbers.
    case medium
    /// A plate: data and curve.
    case small
  }
}

extension ReportContext {
  /// For the pictures of the fits.
  ///
  /// - Parameter excluded: observations that were not fitted, by the name of the series.
  func style(
    _ plot: PlotOptions, excluded: [String: PictureStyle.Observations]
  ) -> PictureStyle {
    let columns = selection.sizeColumns
    let name =
      plot.sizeLabel.map { QuantityName($0) }
      ?? QuantityName(columns.count == 1 ? columns[0] : "size")
    return PictureStyle(
      times: PictureTimes(selection.time), size: name,
      isLogarithmic: (plot.plotScale ?? errors.scale) == .log, hasResiduals: plot.residuals,
      excluded: excluded)
  }
}
