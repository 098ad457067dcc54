import GrowthCurves
import Tables

extension FitCommand {
  /// The observations that `--trim` leaves out, for the picture: as they are in the table, and so not
  /// where something was subtracted from the others.
  func trimmedAway(_ context: ReportContext) throws -> [String: PictureStyle.Observations] {
    guard let trim = try fitting.trimRange(), replicates.names == nil else { return [:] }
    let selected = context.selection
    guard selected.blanks.blanks.isEmpty, plate.background == PlateOptions.BackgroundKind.none
    else { return [:] }
    let all = try SeriesSelection(
      context.table, selection, plate: plate, layout: input.layout, origin: fitting.origin,
      trim: nil)
    let range = try trim.range(in: all.times, named: all.time.name)
    var observations: [String: PictureStyle.Observations] = [:]
    for member in all.members {
      let series = member.series
      let left = series.times.indices.filter { !range.contains(series.times[$0]) }
      observations[series.name] = PictureStyle.Observations(
        times: left.map { series.times[$0] }, sizes: left.map { series.sizes[$0] })
    }
    return observations
  }
}
